import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { looksLikeNote } from '../../client/src/note-likeness.js';

describe('a text that looks like a clinical note', () => {
  it('has the headings and the phrases of one', async () => {
    const sample = await readFile(new URL('../../samples/progress-note.note', import.meta.url), 'utf8');
    assert.ok(looksLikeNote(sample));
    assert.ok(
      looksLikeNote('A 64-year-old man. The patient denies chest pain. Aspirin 100 mg daily. BP 120/80.'),
    );
  });

  for (const [title, text] of [
    ['an empty text', ''],
    ['a readme', '# Assessment\n\nInstall it, run `npm test`, and read the history of the project.'],
    ['a letter', 'Dear Sir,\nthe patient was seen on Monday. Kind regards'],
  ] as const) {
    it(`is not ${title}`, () => {
      assert.equal(looksLikeNote(text), false);
    });
  }

  it('is judged by its beginning', () => {
    const note = 'A 64-year-old man. The patient denies chest pain. BP 120/80.';
    assert.equal(looksLikeNote(`${'word '.repeat(10_000)}${note}`), false);
  });
});
