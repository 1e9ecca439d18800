import type { AnnotatedText } from '../corpora/records.js';
import { parseNote } from '../note/parse.js';
import { contains, textOf, type Span } from '../note/span.js';
import { answerCall } from '../tasks/answer/answer.js';
import { notStated } from '../tasks/answer/form.js';
import { statedSentences } from './medication-status.js';
import { productRow } from './product-row.js';
import type { Made, MakeOptions } from './row.js';
import { seededChoice } from './seeded.js';

/** Questions that a relation answers: by a mention of one type, of another. */
const questions = [
  {
    by: 'Lab_value',
    of: 'Diagnostic_procedure',
    ask: (of: string) => `What did the following show: ${of}?`,
    say: (of: string, by: string) => `The result of ${of} was: ${by}.`,
  },
  {
    by: 'Dosage',
    of: 'Medication',
    ask: (of: string) => `In what dose was ${of} given?`,
    say: (of: string, by: string) => `The dose of ${of} was ${by}.`,
  },
  {
    by: 'Biological_structure',
    of: 'Sign_symptom',
    ask: (of: string) => `Where was the following found: ${of}?`,
    say: (of: string, by: string) => `The place of ${of} was: ${by}.`,
  },
] as const;

/** Drugs to ask about where a report does not name them. */
const drugs = [
  'vancomycin',
  'warfarin',
  'metformin',
  'insulin',
  'morphine',
  'prednisone',
  'heparin',
] as const;

const wordings = [
  'Answer the question from the passages alone, in few words, with a full sentence and the words of the passages that it rests on. JSON: {"answer": …, "sentence": …, "evidence": [ … ]}; "not stated" if they do not say.',
  'What do the passages say to the question? Reply with {"answer": …, "sentence": …, "evidence": [ … ]}: the answer, the same as a sentence, and quotes. Where nothing is said, the answer is "not stated".',
];

/**
 * Questions over a case report in the product's own form: those that exactly one relation answers, whether a drug was given
 * or stopped, and the dose of one that is not named, to which the answer is that nothing is stated.
 */
export function* answerRows(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  if (record.source !== 'MACCROBAT2020') return;
  const { text, relations } = record;
  const sentences = parseNote('', 0, text).sentences.map(({ span }) => span);
  const passages = sentences.map((span) => ({ text: textOf(text, span) }));
  const asked = (key: string, question: string, output: Answer): Made => {
    const id = `${record.id}#answer:${key}`;
    const content = { id, task: 'qa', output, wordings, shown: [text] } as const;
    return productRow(
      record,
      answerCall(passages, { text: question }),
      content,
      options,
      ({ answer, quotes }) => answer === output.answer && quotes.length === output.evidence.length,
    );
  };
  const byId = new Map(record.mentions.map((mention) => [mention.id, mention]));
  for (const { by, of, ask, say } of questions) {
    const answers = new Map<string, { readonly answer: string; readonly said: Span }[]>();
    for (const { type, head, tail } of relations) {
      const [from, to] = [byId.get(head), byId.get(tail)];
      if (type !== 'MODIFY' || from?.type !== by || to?.type !== of) continue;
      if (from.spans.length > 1 || to.spans.length > 1) continue;
      const [one, other] = [from.spans[0], to.spans[0]];
      const about = textOf(text, other);
      const said = { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
      answers.set(about, [...(answers.get(about) ?? []), { answer: textOf(text, one), said }]);
    }
    for (const [about, [only, ...others]] of answers) {
      if (!only || others.length > 0 || !sentences.some((sentence) => contains(sentence, only.said)))
        continue;
      const { answer, said } = only;
      const output = { answer, sentence: say(about, answer), evidence: [textOf(text, said)] };
      yield asked(`${by}:${about}`, ask(about), output);
    }
  }
  for (const { mention, status, said } of statedSentences(record).flatMap((sentence) => sentence.drugs)) {
    if (status === 'neither') continue;
    const drug = textOf(text, mention.spans[0]);
    const verb = status === 'active' ? 'given' : 'stopped';
    const evidence = [textOf(text, said).trim()];
    const output = { answer: 'yes', sentence: `${drug} was ${verb}.`, evidence };
    yield asked(`${verb}:${mention.id}`, `Was ${drug} ${verb}?`, output);
  }
  const [first, ...rest] = drugs.filter((drug) => !text.toLowerCase().includes(drug));
  if (first === undefined) return;
  const chosen = seededChoice(options.seed, record.id, [first, ...rest]);
  for (const drug of options.sampled ? [chosen] : [first, ...rest]) {
    const output = { answer: notStated, sentence: '', evidence: [] };
    yield asked(`not-stated:${drug}`, `In what dose was ${drug} given?`, output);
  }
}

interface Answer {
  readonly answer: string;
  readonly sentence: string;
  readonly evidence: readonly string[];
}
