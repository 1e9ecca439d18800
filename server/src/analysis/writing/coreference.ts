import { chainsShape } from '../../asking/written-shapes.js';
import { contains, shifted, textOf, type Span } from '../../note/span.js';
import { windowsOf } from '../../tasks/cited/windows.js';
import { coreferenceCall, coreferenceTokens } from '../../tasks/coreference/coreference.js';
import { referencesIn } from '../../tasks/coreference/references.js';
import type { LinkedMention } from '../asked-results.js';
import { orNothing, requireWriter, type NoteParts } from './note-parts.js';
import { passagesOf, roomFor, type Passage } from './passages.js';

/** What was linked in a note. */
export interface CoreferenceOutcome {
  /** Each chain holds the mentions of one thing, in note order. */
  readonly chains: readonly (readonly Span[])[];
  /** How many pieces of the note were read, out of how many, and how many gave no usable reply. */
  readonly windows: number;
  readonly of: number;
  readonly failed: number;
}

/** The length of text within which mentions are linked, in characters: mentions further apart are not asked about. */
const windowSize = 2_500;

/** The most windows of a note that are read. */
const mostWindows = 40;

/**
 * Links the mentions of the same thing within windows of the note, and keeps the chains with the note. Mentions in a
 * sentence that occurs twice are left out, because it is not known which is meant.
 *
 * @throws ModelError if the model writes nothing or fails; or the signal's reason.
 */
export async function linkMentions(
  parts: NoteParts,
  signal: AbortSignal,
  priority: 'asked' | 'background' = 'background',
): Promise<CoreferenceOutcome> {
  requireWriter(parts);
  const { asker, document, runtime, changed } = parts;
  const room = Math.min(windowSize, roomFor(runtime.profile, coreferenceTokens));
  const all = windowsOf(passagesOf(document), room);
  const windows = all.slice(0, mostWindows);
  const { text: note } = document;
  const replies = await Promise.all(
    windows.map(async (window) => {
      const whole = { start: window[0]?.span.start ?? 0, end: window.at(-1)?.span.end ?? 0 };
      const text = textOf(note, whole);
      const mentions = referencesIn(text, entitiesIn(parts, window, whole.start));
      if (mentions.length < 2) return { failed: false, chains: [] };
      const call = coreferenceCall(text, mentions);
      const options = { signal, priority: () => priority };
      const answer = await orNothing(asker.ask(runtime, call, chainsShape, options));
      const chains = (answer?.value ?? []).map((chain) =>
        chain.flatMap((index) => {
          const span = mentions[index] && shifted(mentions[index], whole.start);
          const home = span && window.find((passage) => contains(passage.span, span));
          return span && home ? [{ sentence: home.text, span: shifted(span, -home.span.start) }] : [];
        }),
      );
      return { failed: answer?.value === undefined, chains };
    }),
  );
  const once = (mention: LinkedMention): boolean => note.split(mention.sentence, 3).length === 2;
  document.asked.chains = replies
    .flatMap(({ chains }) => chains)
    .map((chain) => chain.filter(once))
    .filter((chain) => chain.length > 1);
  changed();
  return {
    chains: document.asked.chainsIn(document),
    windows: windows.length,
    of: all.length,
    failed: replies.filter(({ failed }) => failed).length,
  };
}

function entitiesIn({ document }: NoteParts, window: readonly Passage[], start: number): Span[] {
  return window.flatMap(({ text, span }) =>
    (document.resultOf(text)?.mentions ?? []).map((mention) => shifted(mention.span, span.start - start)),
  );
}
