import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adjudicationOf } from '../../server/src/agreement/adjudication.js';
import type { Annotator } from '../../server/src/agreement/annotator.js';
import type { DocumentEntity } from '../../server/src/formats/document.js';
import type { Span } from '../../server/src/note/span.js';
import type { AnnotatorsFinding } from '../../server/src/review/annotators-finding.js';
import { after, noFiles, readNote } from '../review/reviewing.js';

const text =
  'HISTORY:\n🩺 Fever and cough. No cough, no\nfever and cough cough.\nFever and cough.\nFever and cough.\n';

/** Where words begin and end. */
const words: readonly Span[] = Array.from(text.matchAll(/\p{L}+|🩺/gu), ({ index, 0: word }) => ({
  start: index,
  end: index + word.length,
}));

const mention = fc.record({
  at: fc.nat(words.length - 1),
  length: fc.integer({ min: 1, max: 3 }),
  gap: fc.integer({ min: 0, max: 2 }),
  type: fc.constantFrom('problem', 'test'),
  assertion: fc.constantFrom(undefined, 'present', 'absent'),
});

const annotator = fc.record({
  mentions: fc.array(mention, { maxLength: 6 }),
  relations: fc.array(fc.record({ code: fc.constantFrom('PIP', 'TeRP'), head: fc.nat(5), tail: fc.nat(5) }), {
    maxLength: 3,
  }),
});

type Drawn = typeof annotator extends fc.Arbitrary<infer T> ? T : never;

function annotatorOf({ mentions, relations }: Drawn, index: number): Annotator {
  const entities = mentions.map(({ at, length, gap, type, assertion }, id): DocumentEntity => {
    const [first, last] = [words[at], words[Math.min(at + length - 1, words.length - 1)]];
    const apart = gap > 0 ? words[at + length - 1 + gap] : undefined;
    assert.ok(first && last);
    const span = { start: first.start, end: last.end };
    return {
      id: `T${id}`,
      type,
      spans: apart ? [span, apart] : [span],
      ...(assertion !== undefined && { assertion }),
    };
  });
  return {
    name: `annotator ${index}`,
    entities,
    relations: relations.map(({ code, head, tail }, id) => ({
      id: `R${id}`,
      type: code,
      head: `T${head}`,
      tail: `T${tail}`,
    })),
    contradictions: [],
  };
}

describe('an adjudication, whatever is said and decided', function () {
  this.timeout(120_000);

  it('comes to an end with a gold of what annotators said, and undoes to nothing', () => {
    fc.assert(
      fc.property(
        fc.array(annotator, { minLength: 2, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 12 }),
        (drawn, choices) => {
          const annotators = drawn.map(annotatorOf);
          let files = noFiles;
          let decisions = 0;
          const most = 60;
          for (;;) {
            const { agreed, open, waiting } = adjudicationOf(annotators, readNote(text, files));
            if (agreed.length === 0 && open.length === 0) {
              assert.equal(waiting, 0);
              break;
            }
            assert.ok(decisions < most, 'it goes on for ever');
            const [place, side] = choices[decisions % choices.length] ?? [0, 0];
            const matter = agreed.length > 0 && place % 2 === 0 ? undefined : open[place % open.length];
            const options = matter?.options.map(({ finding }) => finding) ?? agreed;
            const chosen = side % (options.length + 2);
            const all = !matter || (chosen === options.length && matter.combinable);
            const of = (taken: boolean): AnnotatorsFinding[] =>
              options.filter((_, index) => (all || index === chosen) === taken);
            files = after(readNote(text, files), { action: 'adjudicate', taken: of(true), left: of(false) });
            decisions++;
          }
          const gold = readNote(text, files);
          assert.deepEqual([gold.problems, gold.stale], [[], []]);
          const named = (
            { type, assertion }: Pick<DocumentEntity, 'type' | 'assertion'>,
            spans: readonly Span[],
          ): string => `${type} ${assertion ?? ''} ${JSON.stringify(spans)}`;
          const said = new Set(
            annotators.flatMap(({ entities }) =>
              entities.map((entity) => named(entity, inParts(entity.spans))),
            ),
          );
          for (const entity of gold.confirmed) assert.ok(said.has(named(entity, entity.fragments)));
          for (let undone = 0; undone < decisions; undone++) {
            files = after(readNote(text, files), { action: 'undo' });
          }
          assert.equal(files.standoff.join(''), '');
          assert.equal(readNote(text, files).log.live.length, 0);
        },
      ),
      {
        numRuns: 400,
        examples: [
          // The same words, in one piece and in two.
          [
            [
              { mentions: [{ at: 8, length: 2, gap: 1, type: 'test', assertion: undefined }], relations: [] },
              { mentions: [{ at: 8, length: 3, gap: 0, type: 'test', assertion: undefined }], relations: [] },
            ],
            [
              [0, 0],
              [0, 5],
            ],
          ],
        ],
      },
    );
  });
});

function inParts(spans: readonly Span[]): Span[] {
  return spans.flatMap(({ start, end }) => {
    const at = text.slice(start, end).indexOf('\n');
    return at < 0
      ? [{ start, end }]
      : [
          { start, end: start + at },
          { start: start + at + 1, end },
        ];
  });
}
