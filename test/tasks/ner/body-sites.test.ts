import assert from 'node:assert/strict';
import { besideBodySites, type PlacedMention } from '../../../server/src/tasks/ner/body-sites.js';

describe('mentions beside body sites', () => {
  const cases = [
    [
      'ends within one',
      'An arthroscopy of the right knee.',
      'arthroscopy of the right',
      'right knee',
      'arthroscopy',
    ],
    ['ends within one, after a comma', 'Films, her left knee.', 'Films, her left', 'left knee', 'Films'],
    [
      'begins within one',
      'A right lower lobe pneumonia.',
      'lobe pneumonia',
      'right lower lobe',
      'right lower lobe pneumonia',
    ],
    ['holds one', 'A left knee effusion.', 'left knee effusion', 'left knee', 'left knee effusion'],
    ['lies in one', 'The replaced knee.', 'replaced', 'replaced knee', 'replaced'],
    ['touches one', 'He reports chest pain.', 'pain', 'chest', 'pain'],
    ['stands apart', 'Films of the left knee.', 'Films', 'left knee', 'Films'],
  ] as const;

  for (const [what, sentence, mention, site, expected] of cases) {
    it(`one that ${what}: "${mention}" beside "${site}" is "${expected}"`, () => {
      const found = besideBodySites(sentence, [at(sentence, site, 'anatomy'), at(sentence, mention, 'test')]);
      assert.deepEqual(found, [at(sentence, site, 'anatomy'), at(sentence, expected, 'test')]);
    });
  }
});

function at(sentence: string, text: string, type: string): PlacedMention {
  const start = sentence.indexOf(text);
  return { text, type, at: { start, end: start + text.length } };
}
