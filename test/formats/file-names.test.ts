import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exporters } from '../../server/src/formats/exporters.js';
import { fileName, filePlaces } from '../../server/src/formats/file-names.js';
import { exportContext, hardDocument } from './documents.js';

describe('names of files from ids', () => {
  const names: Record<string, string> = {
    'visit 1': 'visit 1',
    'PMC12.v2': 'PMC12.v2',
    Müller: 'Müller',
    CON: '_CON',
    nul: '_nul',
    'LPT1.report': '_LPT1.report',
    'com¹': '_com¹',
    CONTROL: 'CONTROL',
    'ends in a dot.': 'ends in a dot_',
    'ends in a space ': 'ends in a space_',
    '.hidden': '_hidden',
    '..': '_',
    '': '_',
    '../../x': '__.._x',
    'C:\\notes\\a': 'C_notes_a',
    'a/b': 'a_b',
    'a\u0000b\nc': 'a_b_c',
    'a\u202eb': 'a_b',
    '\ud800': '_',
  };
  for (const [id, name] of Object.entries(names)) {
    it(`${JSON.stringify(id)}: ${name}`, () => {
      assert.equal(fileName(id), name);
    });
  }

  it('keeps the beginning and the end of a long one', () => {
    assert.equal(fileName(`${'a'.repeat(200)}${'b'.repeat(100)}`), `${'a'.repeat(89)}__${'b'.repeat(89)}`);
    assert.notEqual(fileName(`${'é'.repeat(300)}1`), fileName(`${'é'.repeat(300)}2`));
  });

  it('is a name on every system, whatever the id', () => {
    const parts = ['CON', 'aux', '.', ' ', '/', '\\', ':', '🩺', 'é', '\u0000', 'x'.repeat(90), '_'];
    const ids = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary' })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(ids, (given) => {
        const name = fileName(given.join(''));
        assert.match(name, /^[^<>:"/\\|?*\p{Cc}\p{Cs}]+$/u);
        assert.doesNotMatch(name, /^[\s.]|[\s.]$/u);
        assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        assert.ok(Buffer.byteLength(name) <= 181);
        assert.equal(fileName(name), name);
      }),
    );
  });

  it('no two documents of an export go to one file, and none out of its folder', () => {
    const ids = ['a/b', 'A/b', 'a/B', '../a/b', '/a//b', 'a:b', 'a_b', 'sub/NUL', '..', '.'];
    const places = filePlaces(ids.map((id) => ({ id })));
    assert.deepEqual(places, [
      'a/b',
      'A/b-2',
      'a/B-3',
      'a/b-4',
      'a/b-5',
      'a_b',
      'a_b-2',
      'sub/_NUL',
      '_',
      '_-2',
    ]);
  });

  for (const format of ['brat', 'conll', 'cas-json', 'fhir', 'html'] as const) {
    it(`${format} keeps to the folder, and each note has its own`, () => {
      const documents = ['../../x', 'CON', 'con', 'a/b'].map((id) => ({ ...hardDocument, id }));
      const files = exporters[format](documents, exportContext).files.map(({ name }) => name);
      assert.equal(new Set(files.map((name) => name.toLowerCase())).size, files.length);
      const stems = new Set(files.map((name) => name.replace(/\..*$/, '')));
      for (const stem of ['x', '_CON', '_con-2', 'a/b']) assert.ok(stems.has(stem), files.join());
      assert.ok(
        files.every((name) => !name.startsWith('.') && !name.includes('..')),
        files.join(),
      );
    });
  }
});
