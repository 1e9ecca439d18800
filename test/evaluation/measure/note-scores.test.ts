import assert from 'node:assert/strict';
import { classificationScores } from '../../../server/src/evaluation/measure/classification-scores.js';
import {
  citationScores,
  coreferenceScores,
  medicationScores,
  writingScores,
} from '../../../server/src/evaluation/measure/note-scores.js';
import type { NoteScores } from '../../../server/src/evaluation/report/report.js';
import { goldChains } from '../../../server/src/corpora/chains.js';

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const figure = ({ figures }: NoteScores, name: string): number | undefined => {
  const found = figures.find((each) => each.name === name);
  return found && rounded(found.value);
};
const origin = { id: 'a', document: 'a' };

describe('scores of what is written about notes', () => {
  it('writing: the mean of ROUGE, and the share of sentences that are supported', () => {
    const { scores, documents } = writingScores(
      [
        { ...origin, gold: 'no fever today', written: 'no fever', supports: ['supported', 'unsupported'] },
        { id: 'b', document: 'b', gold: 'rest', written: '', supports: [] },
      ],
      1,
    );
    assert.equal(rounded(scores.main.value), 0.4);
    assert.equal(figure(scores, 'ROUGE-2'), 0.333);
    assert.equal(figure(scores, 'Sentences supported by their sources'), 0.5);
    assert.deepEqual(scores.counts, { 'Sentences written': 2, 'Records without a sentence': 1 });
    assert.deepEqual(
      documents.map(({ document, right }) => [document, rounded(right)]),
      [
        ['a', 0.8],
        ['b', 0],
      ],
    );
  });

  it('coreference: the mean of three measures; the chains are joined relations', () => {
    const relation = (head: string, tail: string, type = 'IDENTICAL') =>
      ({ type, head, tail, between: 'mentions' }) as const;
    const record = {
      kind: 'annotated',
      ...origin,
      source: 'x',
      split: 'test',
      text: '',
      mentions: [],
      relations: [relation('1', '2'), relation('3', '2'), relation('4', '5'), relation('6', '7', 'MODIFY')],
    } as const;
    const gold = goldChains(record);
    assert.deepEqual(gold, [
      ['1', '2', '3'],
      ['4', '5'],
    ]);
    const { scores, documents } = coreferenceScores([{ ...origin, gold, found: [['1', '2', '3']] }], 1);
    assert.equal(figure(scores, 'MUC F1'), 0.8);
    assert.equal(figure(scores, 'B³ recall'), 0.6);
    assert.equal(figure(scores, 'CEAFe precision'), 1);
    assert.deepEqual(documents, [{ document: 'a', right: 2, found: 2, gold: 3 }]);
  });

  it('medications: each drug once with each status, by any of its names; what may be left out does not count', () => {
    const gold = [
      { names: ['vitamin k', 'phytomenadione'], status: 'active' },
      { names: ['warfarin'], status: 'active' },
      { names: ['warfarin'], status: 'discontinued' },
      { names: ['saline'], status: 'any' },
    ];
    const found = [
      { drug: 'Phytomenadione 2 mg', status: 'active' },
      { drug: 'Vitamin K', status: 'active' },
      { drug: 'warfarin', status: 'neither' },
      { drug: 'normal saline', status: 'active' },
      { drug: 'statin', status: 'active' },
    ];
    const { scores } = medicationScores([{ ...origin, gold, found, supported: 1, judged: 4 }], 1);
    // Vitamin K is right once; warfarin has a wrong status, and statin is no drug of the note.
    assert.deepEqual(
      [figure(scores, 'Precision'), figure(scores, 'Recall'), rounded(scores.main.value)],
      [0.333, 0.333, 0.333],
    );
    assert.equal(figure(scores, 'Drugs, whatever the status: precision'), 0.667);
    assert.equal(figure(scores, 'Drugs, whatever the status: recall'), 1);
    assert.equal(figure(scores, 'Statuses supported by their passages'), 0.25);
    assert.equal(scores.types?.scores.types['discontinued']?.recall, 0);
  });

  it('classification: labels over all texts; one without a label counts through what it is given', () => {
    const { scores, documents } = classificationScores(
      [
        { ...origin, gold: ['x', 'y'], found: ['x'] },
        { id: 'b', document: 'b', gold: [], found: ['x'] },
        { id: 'c', document: 'c', gold: ['x'], found: ['x'] },
      ],
      1,
    );
    // Of x, two of three are right and none is missed; y is missed.
    assert.deepEqual(
      [figure(scores, 'Precision'), figure(scores, 'Recall'), rounded(scores.main.value)],
      [0.667, 0.667, 0.667],
    );
    assert.equal(figure(scores, 'Macro F1'), 0.4);
    assert.deepEqual(scores.counts, {
      'Texts without a label in the gold': 1,
      'Texts that were given no label': 0,
    });
    assert.deepEqual(documents[1], { document: 'b', right: 0, found: 1, gold: 0 });
  });

  it('citations: sentences at the places of the gold', () => {
    const [one, two] = [
      { start: 0, end: 5 },
      { start: 6, end: 9 },
    ];
    const { scores } = citationScores(
      [
        { ...origin, statement: '', label: 'entailment', gold: [one], found: [one, two] },
        { ...origin, statement: '', label: 'neutral', gold: [], found: [two] },
      ],
      1,
    );
    assert.equal(figure(scores, 'Precision'), 0.333);
    assert.equal(figure(scores, 'Recall'), 1);
  });
});
