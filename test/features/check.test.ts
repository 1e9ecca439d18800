import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkResultOf } from '../../server/src/features/check.js';
import { compareResultOf } from '../../server/src/features/compare.js';

const document = (text: string) => TextDocument.create('file:///a.note', '', 1, text);
const span = { start: 7, end: 13 };

describe('check', () => {
  const evidence = [{ span, text: 'Fever.', label: 'contradiction' as const, probability: 0.9 }];
  const counts = { compared: 2, sentences: 9, threshold: 0.7, failed: 1 };
  const outcome = { verdict: 'contradiction' as const, evidence, ...counts };

  it('gives evidence by range', () => {
    assert.deepEqual(checkResultOf(outcome, document('Cough.\nFever.')), {
      verdict: 'contradiction',
      evidence: [
        {
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } },
          text: 'Fever.',
          label: 'contradiction',
          probability: 0.9,
        },
      ],
      ...counts,
    });
  });

  it('leaves out what was edited away meanwhile', () => {
    assert.deepEqual(checkResultOf(outcome, document('Cough.\nWell.')).evidence, []);
  });
});

describe('compare', () => {
  const conflict = { first: { start: 0, end: 6 }, second: span, firstText: 'Fever.', secondText: 'Well!.' };
  const outcome = { contradictions: [conflict], compared: 3, notCompared: 4, failed: 0 };

  it('gives both statements by their ranges, each in its own note', () => {
    const result = compareResultOf(outcome, document('Fever.'), document('Cough.\nWell!.'));
    assert.deepEqual(
      result.contradictions.map(({ first, second }) => [first.start.line, second.start.line]),
      [[0, 1]],
    );
    assert.deepEqual([result.compared, result.notCompared], [3, 4]);
  });

  it('leaves out what was edited away meanwhile', () => {
    assert.deepEqual(
      compareResultOf(outcome, document('Fever!'), document('Cough.\nWell!.')).contradictions,
      [],
    );
  });
});
