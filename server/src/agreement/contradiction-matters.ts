import type { DocumentContradiction } from '../formats/document.js';
import { textOf, type Span } from '../note/span.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import type { Matter, Matters } from './matter.js';
import type { Annotator } from './annotator.js';
import { around } from './mention-matters.js';

type Pair = Pick<DocumentContradiction, 'premise' | 'hypothesis'>;

/** What annotators say of contradictions; which statement comes first does not matter. */
export function contradictionMatters(annotators: readonly Annotator[], gold: ReviewedNote): Matters {
  const said = new Map<string, { pair: Pair; by: Set<string> }>();
  for (const { name, contradictions } of annotators) {
    for (const { premise, hypothesis } of contradictions) {
      const key = keyOf({ premise, hypothesis });
      const known = said.get(key) ?? { pair: { premise, hypothesis }, by: new Set() };
      known.by.add(name);
      said.set(key, known);
    }
  }
  const confirmed = new Set(gold.contradictions.map(keyOf));
  const { text } = gold.note;
  const agreed: Matters['agreed'][number][] = [];
  const open: Matter[] = [];
  let decided = 0;
  for (const [key, { pair, by }] of said) {
    const isSettled =
      confirmed.has(key) ||
      gold.rejected.hasContradiction(textOf(text, pair.premise), textOf(text, pair.hypothesis));
    const finding = { kind: 'contradiction', ...pair, by: [...by] } as const;
    if (by.size === annotators.length) {
      if (!isSettled) agreed.push(finding);
    } else if (isSettled) decided++;
    else {
      open.push({
        kind: 'contradiction',
        span: around([pair.premise, pair.hypothesis]),
        options: [{ finding, inGold: false }],
        silent: annotators.map(({ name }) => name).filter((name) => !by.has(name)),
        combinable: false,
      });
    }
  }
  return { agreed, open, decided, waiting: 0 };
}

function keyOf({ premise, hypothesis }: Pair): string {
  const place = ({ start, end }: Span): string => `${start}-${end}`;
  return [place(premise), place(hypothesis)].sort().join(' ');
}
