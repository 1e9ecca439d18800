import { passagesOf, roomFor } from '../../analysis/writing/passages.js';
import { chainsShape } from '../../asking/written-shapes.js';
import { goldChains, linkableMentions } from '../../corpora/chains.js';
import type { AnnotatedText } from '../../corpora/records.js';
import { contains, shifted, textOf } from '../../note/span.js';
import { windowsOf } from '../../tasks/cited/windows.js';
import { coreferenceCall, coreferenceTokens } from '../../tasks/coreference/coreference.js';
import { mostReferences } from '../../tasks/coreference/references.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';
import type { Chain } from '../scores/chains.js';
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
  const offered = linkableMentions(record, task.types);
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
  return { id, document, gold: goldChains(record, task.relation), found: replies.flat() };
}
