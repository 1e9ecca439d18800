import assert from 'node:assert/strict';
import { relationLinks } from '../../../client/src/commands/hover-links.js';
import { commandLink, escaped, linkTo } from '../../../server/src/features/markdown.js';

const command = 'bionote.explain';
const uri = 'file:///home/a%20b/n.note';

describe('relationLinks', () => {
  it("finds the relations in the server's own Markdown, each by its line", () => {
    const arrow = linkTo(uri, { line: 3, character: 4 }, 'chest (pain)');
    const hover = [
      `**treatment** ${escaped('aspirin')}`,
      `**TrAP** → ${arrow}`,
      'the treatment is given for the problem',
      commandLink(command, [uri, 'r1'], 'Explain'),
      '**TrIP** → cough',
      commandLink(command, [uri, 'r 2>'], 'Explain'),
    ].join('\n\n');
    assert.deepEqual(relationLinks(hover, command), [
      { uri, relation: 'r1', label: 'TrAP → chest (pain)' },
      { uri, relation: 'r 2>', label: 'TrIP → cough' },
    ]);
  });

  it('finds nothing in other commands and in broken arguments', () => {
    for (const hover of [
      commandLink('bionote.other', [uri, 'r1'], 'Explain'),
      commandLink(command, [uri], 'Explain'),
      `[x](<command:${command}?%7B>)`,
      `[x](<command:${command}?%>)`,
    ]) {
      assert.deepEqual(relationLinks(hover, command), []);
    }
  });
});
