import assert from 'node:assert/strict';
import { isLeaked, sentenceHashes, shownIn, TestIndexBuilder } from '../../server/src/instructions/leaks.js';
import { hash53, seededUnit } from '../../server/src/instructions/seeded.js';
import { phraseOf } from '../../server/src/instructions/verbs.js';

const text = 'Naloxone reverses the antihypertensive effect. It was given to 12 old patients.';
const builder = new TestIndexBuilder();
builder.add({
  kind: 'annotated',
  id: 'X/test/1',
  source: 'X',
  split: 'test',
  document: '12345',
  text,
  mentions: [],
  relations: [],
});

describe('leaks', () => {
  for (const [what, shown, expected] of [
    ['the sentence, tokenised and in other case', 'naloxone reverses the antihypertensive effect .', true],
    ['a text with the sentence in it', 'Hello there. It was given to 12 old patients. Good bye.', true],
    ['another sentence', 'Naloxone reverses the effect of every antihypertensive drug.', false],
    ['a sentence too short to tell', 'It was given.', false],
  ] as const) {
    it(`${what}: ${expected ? 'leaked' : 'not leaked'}`, () => {
      assert.equal(isLeaked(builder.index, [shown], 'X/train/1'), expected);
    });
  }

  it('a document by its number, whatever corpus names it', () => {
    assert.ok(isLeaked(builder.index, ['Something else.'], '12345'));
    assert.ok(!isLeaked(builder.index, ['Something else.'], '54321'));
  });

  it('a text has a hash for each of its sentences and one for itself', () => {
    assert.equal(sentenceHashes(text).length, 3);
  });
});

describe('shownIn', () => {
  it('gives the lines of an input without their headings', () => {
    assert.deepEqual(shownIn({ input: 'Sentence 1: a b\nSentence 2: c' }), ['a b', 'c']);
  });
});

describe('what depends on the seed', () => {
  it('is spread evenly, and the same again', () => {
    const units = Array.from({ length: 10_000 }, (_, i) => seededUnit(7, `BC5CDR/train/${i}`));
    const mean = units.reduce((sum, unit) => sum + unit, 0) / units.length;
    assert.ok(Math.abs(mean - 0.5) < 0.02, `${mean}`);
    assert.ok(units.every((unit) => unit >= 0 && unit < 1));
    assert.equal(seededUnit(7, 'a'), seededUnit(7, 'a'));
    assert.notEqual(seededUnit(7, 'a'), seededUnit(8, 'a'));
  });

  it('hashes of many texts do not collide', () => {
    const hashes = new Set(Array.from({ length: 200_000 }, (_, i) => hash53(`sentence ${i}`)));
    assert.equal(hashes.size, 200_000);
  });
});

describe('phraseOf', () => {
  for (const [instruction, verb, object] of [
    ['Label every token of the sentence for mentions of gene.', 'label', 'token'],
    ['List the diseases that the text mentions.', 'list', 'disease'],
    ['Does the second statement follow from the first?', 'answer', 'question'],
    ['Which tokens name a species? Copy the tokens.', 'copy', 'token'],
    ['List the species below.', 'list', 'species'],
    ['Write the clinical note of this visit.', 'write', 'note'],
  ] as const) {
    it(`“${instruction}”: ${verb} ${object}`, () => {
      assert.deepEqual(phraseOf(instruction), { verb, object });
    });
  }
});
