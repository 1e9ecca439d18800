import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overlaps } from '../../../server/src/note/span.js';
import type { Mention } from '../../../server/src/tasks/ner/entity.js';
import {
  maxPairsPerSentence,
  maxWordsBetween,
  relationCandidates,
} from '../../../server/src/tasks/relations/candidates.js';
import type { Schema } from '../../../server/src/tasks/schema.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';
import { mentionsIn } from './marked.js';

const family: Schema = {
  name: 'family',
  entities: ['parent', 'child'].map((name) => ({ name, description: '' })),
  relations: [
    { code: 'raises', gloss: '', head: 'parent', tail: 'child' },
    { code: 'helps', gloss: '', head: 'child', tail: 'parent' },
  ],
};

describe('relation candidates', () => {
  const cases: { name: string; sentence: string; schema: Schema; pairs: string[] }[] = [
    {
      name: 'points a treatment at a problem whichever comes first',
      sentence: 'The [problem pneumonia] was treated with [treatment ceftriaxone].',
      schema: clinicalSchema,
      pairs: ['ceftriaxone > pneumonia: TrIP TrWP TrCP TrAP TrNAP'],
    },
    {
      name: 'takes text order between two problems',
      sentence: '[problem Sepsis] caused [problem hypotension].',
      schema: clinicalSchema,
      pairs: ['Sepsis > hypotension: PIP'],
    },
    {
      name: 'puts the nearest pair first',
      sentence: '[test CT] of the head showed [problem oedema] and a very small [problem bleed].',
      schema: clinicalSchema,
      pairs: ['CT > oedema: TeRP TeCP', 'oedema > bleed: PIP', 'CT > bleed: TeRP TeCP'],
    },
    {
      name: 'keeps an absent problem',
      sentence: 'The [test radiograph] showed no [problem!absent effusion].',
      schema: clinicalSchema,
      pairs: ['radiograph > effusion: TeRP TeCP'],
    },
    {
      name: 'leaves out types that no relation joins',
      sentence: '[treatment Aspirin] and [treatment heparin] in the [anatomy leg].',
      schema: clinicalSchema,
      pairs: [],
    },
    {
      name: 'leaves out one problem named twice',
      sentence: '[problem Pain] now, [problem pain] then.',
      schema: clinicalSchema,
      pairs: [],
    },
    {
      name: 'knows chemical–disease and chemical–gene',
      sentence: '[chemical Cisplatin] inhibits [gene TP53] in [disease nephropathy].',
      schema: biomedicalSchema,
      pairs: ['Cisplatin > TP53: CPR:3 CPR:4 CPR:5 CPR:6 CPR:9', 'Cisplatin > nephropathy: CID'],
    },
    {
      name: 'asks in both directions where the user allows both',
      sentence: '[parent Ann] and [child Ben]',
      schema: family,
      pairs: ['Ann > Ben: raises', 'Ben > Ann: helps'],
    },
    {
      name: 'leaves out what stands too far away',
      sentence: `[treatment Aspirin] ${'and '.repeat(maxWordsBetween + 1)}[problem pain]`,
      schema: clinicalSchema,
      pairs: [],
    },
    {
      name: 'takes what stands just near enough',
      sentence: `[treatment Aspirin] ${'and '.repeat(maxWordsBetween)}[problem pain]`,
      schema: clinicalSchema,
      pairs: ['Aspirin > pain: TrIP TrWP TrCP TrAP TrNAP'],
    },
  ];
  for (const { name, sentence, schema, pairs } of cases) {
    it(name, () => {
      const { text, mentions } = mentionsIn(sentence);
      const found = relationCandidates(text, mentions, schema).map(
        ({ head, tail, types }) =>
          `${mentions[head]!.text} > ${mentions[tail]!.text}: ${types.map(({ code }) => code).join(' ')}`,
      );
      assert.deepEqual(found, pairs);
    });
  }

  it('never pairs nested mentions', () => {
    const text = 'lung cancer';
    const mention = (start: number, end: number): Mention => ({
      span: { start, end },
      text: text.slice(start, end),
      type: 'problem',
      alignment: 'exact',
    });
    assert.deepEqual(relationCandidates(text, [mention(0, 11), mention(5, 11)], clinicalSchema), []);
  });

  it('stays bounded, in range and within the types for any mentions', () => {
    const text = 'word '.repeat(60);
    const mention = fc
      .record({
        start: fc.nat(text.length - 1),
        length: fc.integer({ min: 1, max: 12 }),
        type: fc.constantFrom('problem', 'treatment', 'test', 'anatomy', 'unknown'),
      })
      .map(({ start, length, type }): Mention => ({
        span: { start, end: Math.min(text.length, start + length) },
        text: `${start}`,
        type,
        alignment: 'exact',
      }));
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 40 }), (mentions) => {
        const found = relationCandidates(text, mentions, clinicalSchema);
        assert.ok(found.length <= maxPairsPerSentence);
        for (const { head, tail, types } of found) {
          const [one, two] = [mentions[head]!, mentions[tail]!];
          assert.ok(!overlaps(one.span, two.span));
          assert.ok(types.length > 0);
          assert.ok(types.every((type) => type.head === one.type && type.tail === two.type));
        }
        assert.equal(new Set(found.map(({ head, tail }) => `${head} ${tail}`)).size, found.length);
      }),
    );
  });
});
