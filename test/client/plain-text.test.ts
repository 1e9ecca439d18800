import assert from 'node:assert/strict';
import { plainText } from '../../client/src/plain-text.js';

/** What the editor takes for a link in a notification or in the status, and for an icon in a list. */
const obeyed = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+|(?<!\\)\$\([\w~-]+\)/i;

describe('plain text', () => {
  for (const text of [
    '[click](command:workbench.action.quit)',
    'Ollama has no model [x](https://example.org "Fix this").',
    '$(error) Contradicts it',
    '[$(alert)](file:///etc/passwd)',
    '[[a]](command:x)',
    '$$(error)',
    'a\n[b]\n(command:c)',
  ]) {
    it(`shows ${JSON.stringify(text)} and does nothing`, () => {
      const shown = plainText(text);
      assert.doesNotMatch(shown, obeyed);
      assert.equal(shown.replaceAll('\u2060', ''), text.replace(/\s+/g, ' '));
    });
  }

  it('leaves other text as it is', () => {
    for (const text of ['llama3.1:8b', 'cost: $5 (five)', 'see [1] (and others)']) {
      assert.equal(plainText(text), text);
    }
  });
});
