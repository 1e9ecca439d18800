import assert from 'node:assert/strict';
import { correctedNote } from '../../server/src/review/corrected-note.js';
import { after, filesOf, readNote } from './reviewing.js';

const text = 'He denies  fever.\nSister had gout. Nothing else was said.\nPain in the left and right knee.\n';

/** `T` lines for quotes of the text, with their assertions. */
function standoff(...marks: readonly (readonly [type: string, quote: string, assertion?: string])[]): string {
  return marks
    .map(([type, quote, assertion], index) => {
      const start = text.indexOf(quote);
      const id = index + 1;
      const entity = `T${id}\t${type} ${start} ${start + quote.length}\t${quote}\n`;
      return entity + (assertion === undefined ? '' : `A${id}\tAssertion T${id} ${assertion}\n`);
    })
    .join('');
}

const marked = standoff(['problem', 'fever', 'absent'], ['problem', 'gout', 'history'], ['problem', 'Pain']);

/** The note as `marked` says, with some of its sentences reviewed. */
function reviewed(ann: string, ...sentences: readonly number[]) {
  let files = filesOf(ann);
  for (const index of sentences) {
    const note = readNote(text, files);
    const { span } = note.note.sentences[index] ?? assert.fail();
    files = after(note, { action: 'sentenceReviewed', offset: span.start });
  }
  return readNote(text, files);
}

describe('what a reviewed note teaches', () => {
  it('is nothing where nobody said that a sentence was reviewed', () => {
    assert.deepEqual(correctedNote(reviewed(marked)).examples, []);
  });

  it('is the reviewed sentences with their entities, and those that have none', () => {
    const { types, examples } = correctedNote(reviewed(marked, 0, 1, 2));
    assert.deepEqual(
      [[...types], examples],
      [
        ['problem'],
        [
          {
            sentence: 'He denies fever.',
            entities: [{ text: 'fever', type: 'problem', assertion: 'absent' }],
          },
          // No model is asked for history.
          { sentence: 'Sister had gout.', entities: [{ text: 'gout', type: 'problem' }] },
          { sentence: 'Nothing else was said.', entities: [] },
        ],
      ],
    );
  });

  it('leaves out a sentence with an entity in parts, and one that an entity reaches out of', () => {
    const start = text.indexOf('left');
    const knee = text.indexOf('knee');
    const parts = `T9\tanatomy ${start} ${start + 4};${knee} ${knee + 4}\tleft knee\n`;
    assert.deepEqual(correctedNote(reviewed(parts, 3)).examples, []);
    const across = standoff(['problem', 'gout. Nothing']);
    assert.deepEqual(correctedNote(reviewed(across, 1, 2)).examples, []);
  });
});
