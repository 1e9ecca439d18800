import { summaryShape } from '../../asking/written-shapes.js';
import type { Span } from '../../note/span.js';
import { windowsOf } from '../../tasks/cited/windows.js';
import {
  dischargeSections,
  mostSentences,
  summaryCall,
  summaryTokens,
  type SummaryForm,
} from '../../tasks/summary/summary.js';
import { asked, orNothing, requireWriter, type NoteParts } from './note-parts.js';
import { passagesOf, roomFor, type Passage } from './passages.js';
import type { PassagesRead } from './question.js';
import { passagesWith } from './sources.js';
import { checkClaims, type CheckedSentence, type Claim } from './support.js';

/** A summary, each sentence with the passages behind it. */
export interface SummaryOutcome extends PassagesRead {
  readonly form: SummaryForm;
  /** By the sections of the note or of a discharge summary; one without a title in a paragraph. */
  readonly groups: readonly { readonly title?: string; readonly sentences: readonly CheckedSentence[] }[];
  /** How many pieces of the note gave no usable reply. */
  readonly failed: number;
}

/** The most pieces of a note that are read, each with one call. */
const mostWindows = 24;

/** The most sentences of a section of the note, and of a paragraph. */
const ofSection = 3;
const ofParagraph = 6;

/**
 * Summarizes a note, or the part that `range` touches. A long note is read piece by piece, and each sentence is
 * written from one piece, so an edit costs only the pieces that it touched.
 *
 * @throws ModelError if the model writes nothing or fails; or the signal's reason.
 */
export async function summarize(
  parts: NoteParts,
  form: SummaryForm,
  range: Span | undefined,
  signal: AbortSignal,
): Promise<SummaryOutcome> {
  requireWriter(parts);
  const passages = passagesOf(parts.document, range);
  const room = roomFor(parts.runtime.profile, summaryTokens(mostSentences));
  const windows = (form === 'sections' ? bySection(passages, room) : windowsOf(passages, room)).slice(
    0,
    mostWindows,
  );
  const share = Math.ceil(mostSentences / Math.max(1, windows.length));
  const most = { sections: ofSection, paragraph: Math.min(ofParagraph, share), discharge: mostSentences }[
    form
  ];
  const written = await Promise.all(windows.map((window) => sentencesOf(parts, window, form, most, signal)));
  const claims = written.flatMap((each) => each?.claims ?? []);
  const sentences = await checkClaims(parts, claims, signal);
  const groups = new Map<string, CheckedSentence[]>();
  for (const [index, sentence] of sentences.entries()) {
    const title = claims[index]?.title ?? '';
    groups.set(title, [...(groups.get(title) ?? []), sentence]);
  }
  const order: readonly string[] = form === 'discharge' ? dischargeSections : [...groups.keys()];
  return {
    form,
    groups: order.flatMap((title) => {
      const own = groups.get(title);
      return own ? [{ ...(title !== '' && { title }), sentences: own }] : [];
    }),
    failed: written.filter((each) => each?.isWhole !== true).length,
    read: windows.flat().length,
    of: passages.length,
  };
}

interface Titled extends Claim {
  readonly title?: string | undefined;
}

async function sentencesOf(
  { asker, runtime }: NoteParts,
  window: readonly Passage[],
  form: SummaryForm,
  most: number,
  signal: AbortSignal,
): Promise<{ readonly claims: Titled[]; readonly isWhole: boolean } | undefined> {
  const call = summaryCall(window, form === 'discharge' ? 'discharge' : 'plain', most);
  const answer = await orNothing(asker.ask(runtime, call, summaryShape, asked(signal)));
  if (!answer?.value) return undefined;
  const title = form === 'sections' ? window[0]?.heading : undefined;
  const claims = answer.value.map(({ text, quotes, section = title }) => ({
    text,
    passages: passagesWith(window, quotes),
    title: section,
  }));
  return { claims, isWhole: answer.failure === undefined };
}

/** The pieces of each section, so none crosses a heading. */
function bySection(passages: readonly Passage[], room: number): Passage[][] {
  const sections: Passage[][] = [];
  for (const passage of passages) {
    const last = sections.at(-1);
    if (last && last[0]?.heading === passage.heading) last.push(passage);
    else sections.push([passage]);
  }
  return sections.flatMap((section) => windowsOf(section, room));
}
