import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandLink, escaped, linkTo, quoted } from '../../server/src/features/markdown.js';

describe('markdown', () => {
  it('makes what a note says harmless', () => {
    const hostile = '[x](command:evil) <img src=x> https://evil.example **bold** `code` $(icon) a@b.c # h';
    const shown = escaped(hostile);
    assert.ok(!shown.replaceAll('\\]\\(', '').includes(']('));
    assert.ok(!shown.includes('<'));
    assert.ok(!shown.replaceAll('\\', '').includes('https://'));
    assert.ok(!shown.replaceAll('\\', '').includes('a@b'));
    assert.ok(!shown.includes('$('));
  });

  it('leaves no character of Markdown unescaped, and gives the text back when unescaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const shown = escaped(text);
        assert.ok(!/[\r\n<>]/.test(shown));
        assert.ok(!/[`*_[\]()#|~$]/.test(shown.replace(/\\[^\sa-zA-Z0-9]/g, '')));
        const back = shown
          .replace(/\\([^\sa-zA-Z0-9])/g, '$1')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
        assert.equal(back.replaceAll('\u2060', ''), text.replaceAll('\u2060', '').replace(/\s+/g, ' '));
      }),
    );
  });

  it('cuts a long quotation in the middle', () => {
    const line = quoted('a'.repeat(1000), 20);
    assert.equal(line, `> ${'a'.repeat(10)} … ${'a'.repeat(10)}`);
  });

  it('links to a place by line and column, counted from one', () => {
    assert.equal(
      linkTo('file:///a%20b.note', { line: 2, character: 4 }, 'x*y'),
      '[x\\*y](<file:///a%20b.note#L3,5>)',
    );
  });

  it('keeps a hostile address inside its brackets', () => {
    assert.ok(!linkTo('file:///a>) [b](c', { line: 0, character: 0 }, 'x').includes('>) '));
  });

  it('encodes the arguments of a command', () => {
    const link = commandLink('bionote.explain', ['file:///a.note', 'r"1)>'], 'Explain');
    const args = /\?(.*)>\)$/.exec(link)?.[1];
    assert.deepEqual(JSON.parse(decodeURIComponent(args ?? '')), ['file:///a.note', 'r"1)>']);
  });
});
