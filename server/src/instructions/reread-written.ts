import { answerCall } from '../tasks/answer/answer.js';
import { coreferenceCall } from '../tasks/coreference/coreference.js';
import { dialogueCall } from '../tasks/dialogue/dialogue.js';
import { medicationDetails, medicationsCall } from '../tasks/medications/medications.js';
import type { Reading } from '../tasks/task.js';
import { replyOf } from './prompts.js';

/** The product's tasks that write about a text, as ids of rows name them. */
export const writtenKinds = ['answer', 'coreference', 'dialogue', 'medications'] as const;

export type WrittenKind = (typeof writtenKinds)[number];

export function isWrittenKind(kind: string): kind is WrittenKind {
  return writtenKinds.some((each) => each === kind);
}

/**
 * Whether the product's reader makes of an output all that it says, and every quote, drug and detail stands in the
 * passages of the input, every turn among its turns.
 */
export function writtenSurvives(
  kind: WrittenKind,
  { input, output }: { readonly input: string; readonly output: string },
): boolean {
  const reply = replyOf(output);
  const shown = passagesIn(input);
  const isThere = (words: string): boolean => shown.some((passage) => passage.includes(spaced(words)));
  switch (kind) {
    case 'coreference': {
      const marks = input.match(/\[\d{1,3} /g)?.length ?? 0;
      const mentions = Array.from({ length: marks }, (_, place) => ({
        start: 2 * place,
        end: 2 * place + 1,
      }));
      const value = wholeOf(coreferenceCall('x '.repeat(marks), mentions).read(reply));
      const chains = value?.map((chain) => chain.map((index) => index + 1));
      return chains !== undefined && JSON.stringify({ chains }) === output;
    }
    case 'medications': {
      const value = wholeOf(medicationsCall([]).read(reply));
      const quotes = value?.flatMap((each) => each.quotes) ?? [];
      const copied =
        value?.flatMap((each) => [each.drug, ...medicationDetails.map((name) => each[name])]) ?? [];
      return isQuoted(output, quotes) && copied.length > 0 && [...copied, ...quotes].every(isThere);
    }
    case 'answer': {
      const value = wholeOf(answerCall([], { text: questionIn(input) }).read(reply));
      return value !== undefined && isQuoted(output, value.quotes) && value.quotes.every(isThere);
    }
    case 'dialogue': {
      const turns = (input.match(/^\d{1,4}\. "/gm) ?? []).map(() => ({ text: 'x' }));
      const lines = wholeOf(dialogueCall(turns).read(reply))?.map((line) => ({
        ...line,
        turns: line.turns.map((turn) => turn + 1),
      }));
      const isResting = lines?.every((line) => line.turns.length > 0) ?? false;
      return isResting && JSON.stringify({ lines }) === output;
    }
  }
}

/** What a reader made of a reply; `undefined` if there was anything that it could not use. */
function wholeOf<T>({ value, problems }: Reading<T | undefined>): T | undefined {
  return problems.length === 0 ? value : undefined;
}

/** Whether the quotes that were read are all that the output has as evidence, in its order. */
function isQuoted(output: string, quotes: readonly string[]): boolean {
  const said: string[] = [];
  try {
    JSON.parse(output, (key, value: unknown) => {
      if (key === 'evidence' && Array.isArray(value)) said.push(...(value as unknown[]).map(String));
      return value;
    });
  } catch {
    return false;
  }
  return said.length === quotes.length;
}

/** The passages of an input, one JSON string a line. */
function passagesIn(input: string): string[] {
  return input.split('\n').flatMap((line) => (line.startsWith('"') ? spaced(stringOf(line)) : []));
}

function questionIn(input: string): string {
  return stringOf(/\nQuestion: (".*")/.exec(input)?.[1] ?? '""');
}

function stringOf(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return '';
  }
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ');
}
