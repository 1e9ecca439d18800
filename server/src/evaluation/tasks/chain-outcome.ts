import { passagesOf, roomFor, windowsOf } from '../../analysis/writing/passages.js';
import { chainsShape } from '../../asking/written-shapes.js';
import type { AnnotatedText } from '../../corpora/records.js';
import { contains, overlaps, shifted, textOf, type Span } from '../../note/span.js';
import { coreferenceCall, coreferenceTokens } from '../../tasks/coreference/coreference.js';
import { mostReferences } from '../../tasks/coreference/references.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';
import type { Chain } from '../scores/chains.js';
import { extent } from '../../agreement/typed-span.js';
import type { CoreferenceTask } from '../sets/data-set.js';

/** The chains of a text, each of mentions by id. */
export interface ChainOutcome {
  readonly id: string;
  readonly document: string;
  readonly gold: readonly Chain[];
  readonly found: readonly Chain[];
}

/** The text that is read at once, in characters, as in the product. */
const windowSize = 2_500;

/** The gold chains: mentions that the relation joins, directly or through others. */
export function goldChains({ relations }: AnnotatedText, { relation }: CoreferenceTask): Chain[] {
  const chains = new Map<string, string[]>();
  for (const { type, head, tail } of relations) {
    if (type !== relation || head === tail) continue;
    const joined = [...new Set([...(chains.get(head) ?? [head]), ...(chains.get(tail) ?? [tail])])];
    for (const mention of joined) chains.set(mention, joined);
  }
  return [...new Set(chains.values())].map((chain) => chain.toSorted());
}

/** Asks which of the given mentions speak of the same thing, window by window as the product does. */
export async function askChains(
  record: AnnotatedText,
  task: CoreferenceTask,
  asking: Asking,
): Promise<ChainOutcome> {
  const { id, document, text } = record;
  const { asker, runtime, options, attempt, fail } = asking;
  const passages = passagesOf(notePartsFor(text, asking, 0).document);
  const room = Math.min(windowSize, roomFor(runtime.profile, coreferenceTokens));
  const offered = offeredOf(record, task);
  const replies = await Promise.all(
    windowsOf(passages, room).map(async (window) => {
      const whole = { start: window[0]?.span.start ?? 0, end: window.at(-1)?.span.end ?? 0 };
      const inside = offered.filter(({ span }) => contains(whole, span)).slice(0, mostReferences);
      if (inside.length < 2) return [];
      const call = coreferenceCall(
        textOf(text, whole),
        inside.map(({ span }) => shifted(span, -whole.start)),
      );
      const answer = await attempt(() => asker.ask(runtime, call, chainsShape, options));
      if (answer?.failure !== undefined) fail(answer.failure);
      return (answer?.value ?? []).map((chain) => chain.flatMap((index) => inside[index]?.id ?? []));
    }),
  );
  return { id, document, gold: goldChains(record, task), found: replies.flat() };
}

interface Offered {
  readonly id: string;
  readonly span: Span;
}

/** In order and without overlaps, the longest first where two overlap. */
function offeredOf({ mentions }: AnnotatedText, { types }: CoreferenceTask): Offered[] {
  const chosen: Offered[] = [];
  const all = mentions
    .filter(({ type }) => types.includes(type))
    .map(({ id, type, spans }) => ({ id, span: extent({ type, spans }) }))
    .sort((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
  for (const each of all) {
    if (!chosen.some(({ span }) => overlaps(span, each.span))) chosen.push(each);
  }
  return chosen.sort((a, b) => a.span.start - b.span.start);
}
