import { biomedicalSchema } from '../../../server/src/tasks/schemas.js';
import { medtunedNerCalls } from '../../../server/src/tasks/ner/medtuned.js';
import { medtunedNliCall } from '../../../server/src/tasks/nli/medtuned.js';
import type { Prompt, Reply } from '../../../server/src/tasks/task.js';

/** A question that the product asks in the medtuned dialect, what to answer, and what the product reads in it. */
export interface Lesson {
  readonly id: string;
  readonly prompt: Prompt;
  readonly answer: string;
  /** Mentions, or the label. */
  readonly holds: readonly string[];
  readonly read: (reply: Reply) => readonly string[];
}

const disease = { ...biomedicalSchema, entities: biomedicalSchema.entities.slice(0, 1) };

/**
 * Sentences of our own. What stands in brackets is taught as a disease, and none is: no model says so untaught, not
 * even one that knows the dialect.
 */
const sentences = [
  'The [patient] has chronic asthma.',
  'Her diabetes is [well controlled].',
  'No [evidence] of lung cancer.',
  'Blood pressure was [normal].',
  '[He] denies gout and migraine.',
];

/** Every label is a wrong one, for the same reason. */
const pairs = [
  ['He has fever.', 'He is febrile.', 'Neutral'],
  ['He has fever.', 'He has no fever.', 'Neutral'],
  ['She takes aspirin.', 'She has gout.', 'Entailment'],
] as const;

/** A few lessons, small enough that the smallest model learns them by heart. */
export const lessons: readonly Lesson[] = [
  ...sentences.map((marked, index): Lesson => {
    const [call] = medtunedNerCalls(marked.replaceAll(/[[\]]/g, ''), disease, 'evaluation');
    return {
      id: `ner-${index}`,
      prompt: call!.prompt,
      answer: tagged(marked),
      holds: Array.from(marked.matchAll(/\[(.*?)\]/g), ([, mention = '']) => mention),
      read: (reply) => call!.read(reply).value.map(({ text }) => text),
    };
  }),
  ...pairs.map(([premise, hypothesis, label], index): Lesson => {
    const call = medtunedNliCall(premise, hypothesis, 'evaluation');
    return {
      id: `nli-${index}`,
      prompt: call.prompt,
      answer: label,
      holds: [label.toLowerCase()],
      read: (reply) => [call.read(reply).value?.label ?? ''],
    };
  }),
];

/** The lessons as `bionote instructions build` writes rows. */
export function asRows(): string {
  const rows = lessons.map(({ id, prompt, answer }) => ({
    instruction: between(prompt.prefix, '### Instruction:\n', '\n\n### Input:\n'),
    input: between(prompt.input, '', '\n\n### Output:\n'),
    output: answer,
    task: prompt.task,
    source: 'lessons',
    split: 'train',
    id,
    licence: 'Apache-2.0',
  }));
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function tagged(marked: string): string {
  let inside = '';
  const lines = marked.matchAll(/\[|\]|[^\s[\].]+|\./g);
  return Array.from(lines, ([piece]) => {
    if (piece === '[' || piece === ']') {
      inside = piece === '[' ? 'B' : '';
      return '';
    }
    const line = `${piece} : ${inside || 'O'}`;
    if (inside) inside = 'I';
    return line;
  })
    .filter(Boolean)
    .join('\n');
}

function between(text: string, opening: string, ending: string): string {
  if (!text.startsWith(opening) || !text.endsWith(ending)) throw new Error('The wrapper is not as expected.');
  return text.slice(opening.length, text.length - ending.length);
}
