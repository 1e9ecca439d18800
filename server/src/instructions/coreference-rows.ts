import { goldChains, linkableMentions } from '../corpora/chains.js';
import type { AnnotatedText } from '../corpora/records.js';
import { parseNote } from '../note/parse.js';
import { contains, shifted, textOf } from '../note/span.js';
import { windowsOf } from '../tasks/cited/windows.js';
import { coreferenceCall } from '../tasks/coreference/coreference.js';
import { mostReferences } from '../tasks/coreference/references.js';
import { productRow } from './product-row.js';
import type { Made, MakeOptions } from './row.js';

/** The text that is read at once, as in the product. */
const windowSize = 2_500;

const wordings = [
  'The mentions in brackets are numbered. Which of them speak of the same thing? Answer with JSON: {"chains": [[…], …]}, the numbers of two or more mentions in each chain.',
  'Link the numbered mentions that refer to one and the same finding, test, drug or place. Reply with JSON, {"chains": [[…], …]}; the list is empty if nothing is mentioned twice.',
];

/**
 * The rows of a case report that ask which of its mentions speak of one thing: one for each window, as the product reads
 * it. A report in which nothing is linked gives none, because nobody may have looked.
 */
export function* coreferenceRows(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  if (record.source !== 'MACCROBAT2020') return;
  const chains = goldChains(record);
  if (chains.length === 0) return;
  const { text } = record;
  const mentions = linkableMentions(record);
  const passages = parseNote('', 0, text).sentences.map(({ span }) => ({ span, text: textOf(text, span) }));
  for (const [index, window] of windowsOf(passages, windowSize).entries()) {
    const whole = { start: window[0]?.span.start ?? 0, end: window.at(-1)?.span.end ?? 0 };
    const inside = mentions.filter(({ span }) => contains(whole, span)).slice(0, mostReferences);
    if (inside.length < 2) continue;
    const numbers = new Map(inside.map(({ id }, place) => [id, place + 1]));
    const linked = chains
      .map((chain) => chain.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b))
      .filter((chain) => chain.length > 1)
      .sort(([a = 0], [b = 0]) => a - b);
    const shown = textOf(text, whole);
    const spans = inside.map(({ span }) => shifted(span, -whole.start));
    const content = {
      id: `${record.id}#coreference:${index + 1}`,
      task: 'information-extraction',
      output: { chains: linked },
      wordings,
      shown: [shown],
    } as const;
    yield productRow(
      record,
      coreferenceCall(shown, spans),
      content,
      options,
      (value) => value.length === linked.length,
    );
  }
}
