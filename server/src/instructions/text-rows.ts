import type { LabelledPair, LabelledText, WrittenText } from '../corpora/records.js';
import { nliLabels, type NliLabel } from '../tasks/nli/judgement.js';
import { jsonNliCall } from '../tasks/nli/json.js';
import { medtunedNliCall } from '../tasks/nli/medtuned.js';
import { longestStatement } from '../tasks/nli/verdict.js';
import { splitWords } from '../tasks/ner/words.js';
import { labelledWordings, writtenWordings } from './text-wordings.js';
import { hasReservedWords, rawInputOf, rawInstructionOf, replyOf } from './prompts.js';
import type { InstructionTask, Made, MakeOptions } from './row.js';
import { seededUnit, wordingOf } from './seeded.js';
import {
  inferenceWordings,
  jsonInferenceWordings,
  questionEntailmentWordings,
  type Wordings,
} from './wordings.js';

/** Our inference labels for those of the corpora. */
const inference: Readonly<Record<string, NliLabel>> = {
  entailment: 'entailment',
  supports: 'entailment',
  neutral: 'neutral',
  contradiction: 'contradiction',
  refutes: 'contradiction',
};

/** The inference label that a corpus's label stands for; `undefined` for other kinds of labels. */
export function inferenceLabel(label: string): NliLabel | undefined {
  const folded = label.toLowerCase();
  return Object.hasOwn(inference, folded) ? inference[folded] : undefined;
}

/** Maximum length, in words, of a text given with a question or to be written. */
export const longestText = 2_500;

/**
 * The row of a pair. NLI uses the format of the product's own task, with the annotated evidence as premise if
 * there is any, since the product reads sentences rather than whole sections. Question entailment is answered
 * with yes or no.
 */
export function* pairRows(record: LabelledPair, options: MakeOptions): Generator<Made> {
  const label = inferenceLabel(record.label);
  const shown = [record.premise, record.hypothesis];
  if (label === undefined) {
    const row = {
      id: `${record.id}#question-entailment`,
      task: 'nli',
      input: `Question 1: ${spaced(record.premise)}\nQuestion 2: ${spaced(record.hypothesis)}`,
      output: record.label === 'true' ? 'Yes' : 'No',
    } as const;
    yield made(record, row, questionEntailmentWordings, shown, options);
    return;
  }
  const premise = spaced(record.evidence ?? record.premise);
  const hypothesis = spaced(record.hypothesis);
  const id = `${record.id}#${options.format === 'json' ? 'nli-json' : 'nli'}`;
  if ([premise, hypothesis].some((text) => splitWords(text).length > longestStatement)) {
    yield { dropped: { code: 'too-long', id } };
    return;
  }
  const isJson = options.format === 'json';
  const call = isJson ? jsonNliCall(premise, hypothesis) : medtunedNliCall(premise, hypothesis, 'evaluation');
  const output = isJson ? JSON.stringify({ label }) : `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  const { value, problems } = call.read(replyOf(output));
  if (problems.length > 0 || value?.label !== label || !nliLabels.includes(value.label)) {
    yield { dropped: { code: 'unread', id } };
    return;
  }
  const wordings: Wordings = isJson
    ? [call.prompt.prefix, ...jsonInferenceWordings]
    : [rawInstructionOf(call.prompt), ...inferenceWordings];
  const input = isJson ? call.prompt.input : rawInputOf(call.prompt);
  yield made(record, { id, task: 'nli', input, output }, wordings, shown, options);
}

/** The row of a labelled text: a research question answered with yes, no or maybe, or a class. */
export function* labelledRows(record: LabelledText, options: MakeOptions): Generator<Made> {
  const asked = labelledWordings(record.source);
  if (asked === undefined) return;
  const { question, text } = record;
  const input = question === undefined ? text : `${asked.textName}: ${text}\nQuestion: ${question}`;
  const id = `${record.id}#${asked.task}`;
  const share = options.sampled ? (asked.share ?? 1) : 1;
  if (seededUnit(options.seed, `${id} kept`) >= share) return;
  const row = { id, task: asked.task, input, output: record.label } as const;
  yield made(record, row, asked.wordings, [text, question ?? ''], options);
}

/** The row of a text to be written: an answer, or a note. */
export function* writtenRows(record: WrittenText, options: MakeOptions): Generator<Made> {
  const asked = writtenWordings(record);
  if (asked === undefined) return;
  const { request, given, written } = record;
  const row = {
    id: `${record.id}#${asked.task}`,
    task: asked.task,
    input: asked.input,
    output: written,
  } as const;
  if (splitWords(`${given} ${written}`).length > longestText) {
    yield { dropped: { code: 'too-long', id: row.id } };
    return;
  }
  yield made(record, row, asked.wordings, [given, request], options);
}

interface Content {
  readonly id: string;
  readonly task: InstructionTask;
  readonly input: string;
  readonly output: string;
}

/** A row of free text, unless it contains the marker at which `medtuned` answers end. */
export function made(
  { source, split, document }: { source: string; split: 'train' | 'dev' | 'test'; document: string },
  content: Content,
  wordings: Wordings,
  shown: readonly string[],
  options: MakeOptions,
): Made {
  const { id, task, input, output } = content;
  const instruction = wordingOf(options, id, wordings);
  if (hasReservedWords(instruction, input, output)) return { dropped: { code: 'reserved-words', id } };
  const row = { instruction, input, output, task, source, split, id, licence: options.licence.name };
  return { candidate: { row, shown, document } };
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
