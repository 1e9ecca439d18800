import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { agreementOf } from '../../../server/src/evaluation/agreement/agreement.js';
import { disagreementsOf } from '../../../server/src/agreement/disagreements.js';
import { cohenKappa } from '../../../server/src/evaluation/agreement/kappa.js';
import type { Annotations } from '../../../server/src/agreement/linked.js';
import { readBratDocument } from '../../../server/src/formats/brat-document.js';

interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}
interface Scores {
  readonly micro: Figures;
  readonly types: Readonly<Record<string, Figures>>;
}
interface Fixture {
  readonly notes: readonly { readonly text: string; readonly a: string; readonly b: string }[];
  readonly expected: {
    readonly strict: Scores;
    readonly overlap: Scores;
    readonly kappa: { readonly value: number; readonly items: number };
  };
}

function annotationsIn(ann: string, text: string): Annotations {
  const { value, problems } = readBratDocument(ann, text, 'note');
  assert.deepEqual(problems, []);
  assert.ok(value[0]);
  return value[0];
}

function close(actual: number | undefined, expected: number, what: string): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${what}: ${actual} and ${expected}`);
}

describe('agreement', () => {
  it('has the figures of nervaluate and scikit-learn', async () => {
    const path = new URL('../../fixtures/agreement/figures.json', import.meta.url);
    const { notes, expected } = JSON.parse(await readFile(path, 'utf8')) as Fixture;
    const { entities, assertion } = agreementOf(
      notes.map(({ text, a, b }) => ({ a: annotationsIn(a, text), b: annotationsIn(b, text) })),
    );
    for (const match of ['strict', 'overlap'] as const) {
      for (const figure of ['precision', 'recall', 'f1'] as const) {
        close(entities[match].micro[figure], expected[match].micro[figure], `${match} ${figure}`);
        for (const [type, figures] of Object.entries(expected[match].types)) {
          close(entities[match].types[type]?.[figure], figures[figure], `${match} ${type} ${figure}`);
        }
      }
    }
    close(assertion.value, expected.kappa.value, 'kappa');
    assert.equal(assertion.items, expected.kappa.items);
  });

  it('has no kappa where all labels are one', () => {
    assert.deepEqual(cohenKappa([]), { items: 0 });
    assert.deepEqual(cohenKappa([['a', 'a']]), { items: 1 });
    assert.deepEqual(
      cohenKappa([
        ['a', 'b'],
        ['b', 'a'],
      ]),
      { value: -1, items: 2 },
    );
  });

  const text = 'Aspirin for severe chest pain. No fever.';
  const a = annotationsIn(
    'T1\ttreatment 0 7\tAspirin\nT2\tproblem 12 29\tsevere chest pain\nT3\tproblem 34 39\tfever\n' +
      'T4\tanatomy 19 24\tchest\nA1\tAssertion T3 absent\nR1\tTrAP Arg1:T1 Arg2:T2\n',
    text,
  );
  const b = annotationsIn(
    'T1\ttest 0 7\tAspirin\nT2\tproblem 19 29\tchest pain\nT3\tproblem 34 39\tfever\n' +
      'T5\ttreatment 0 7\tAspirin\nA1\tAssertion T3 present\nR1\tTrAP Arg1:T5 Arg2:T2\n',
    text,
  );

  it('counts nested mentions, and relations by both ends', () => {
    const { entities, relations } = agreementOf([{ a, b }]);
    const { right, found, gold } = entities.strict.micro;
    assert.deepEqual({ right, found, gold }, { right: 2, found: 4, gold: 4 });
    assert.equal(entities.overlap.micro.right, 3);
    assert.equal(relations.strict.micro.f1, 0);
    assert.equal(relations.overlap.micro.f1, 1);
  });

  it('lists each disagreement once, with what both say', () => {
    assert.deepEqual(
      disagreementsOf(a, b).map((one) => [
        one.kind,
        one.a && `${one.a.label} ${text.slice(one.a.span.start, one.a.span.end)}`,
        one.b && `${one.b.label} ${text.slice(one.b.span.start, one.b.span.end)}`,
      ]),
      [
        ['missing', undefined, 'test Aspirin'],
        ['relation', 'TrAP Aspirin for severe chest pain', undefined],
        ['relation', undefined, 'TrAP Aspirin for severe chest pain'],
        ['extent', 'problem severe chest pain', 'problem chest pain'],
        ['missing', 'anatomy chest', undefined],
        ['assertion', 'problem fever', 'problem fever'],
      ],
    );
    assert.deepEqual(disagreementsOf(a, a), []);
  });
});
