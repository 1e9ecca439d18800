import assert from 'node:assert/strict';
import { escapeMarkdown, withoutAddresses } from '../../client/src/markdown.js';

describe('escapeMarkdown', () => {
  const cases: [string, string][] = [
    ['![x](https://example.org/?q=note)', '\\!\\[x\\]\\(https\\://example\\.org/?q\\=note\\)'],
    ['<img src=x>', '&lt;img src\\=x\\>'],
    ['# heading', '\\# heading'],
    ['a\r\n  b', 'a\nb'],
    ['5 > 3 & 2 < 4', '5 \\> 3 &amp; 2 &lt; 4'],
  ];
  for (const [text, expected] of cases) {
    it(`makes ${JSON.stringify(text)} harmless`, () => {
      assert.equal(escapeMarkdown(text), expected);
    });
  }
});

describe('withoutAddresses', () => {
  for (const text of ['see https://example.org/x', 'see www.example.org', 'write to a@example.org']) {
    it(`parts the address in "${text}", and changes nothing that can be seen`, () => {
      const shown = withoutAddresses(escapeMarkdown(text));
      assert.doesNotMatch(shown.replace(/\\/g, ''), /:\/\/|\.[a-z]|@[a-z]/);
      assert.equal(shown.replace(/[\\\u2060]/g, ''), text);
    });
  }
});
