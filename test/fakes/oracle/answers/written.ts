import type { OracleRequest } from '../request.js';
import { lastMessage, type Answer } from './answer.js';

/** A sentence with the words that it rests on, as BioNote's prompts ask for it. */
export interface Cited {
  readonly text: string;
  readonly evidence: readonly string[];
}

/**
 * What a model knows of a text, by BioNote's task. Passages come as they were shown, a heading in brackets; what a
 * function gives is the reply, and where it is absent the task is not answered.
 */
export interface Knowledge {
  readonly answer?: (passages: readonly string[], question: string) => object | undefined;
  readonly summary?: (passages: readonly string[], sections: boolean) => readonly Cited[] | undefined;
  readonly medications?: (passages: readonly string[]) => readonly object[] | undefined;
  readonly dialogue?: (turns: readonly string[]) => readonly object[] | undefined;
  readonly classification?: (passages: readonly string[], label: string) => boolean | undefined;
  /** The text with its numbered mentions in brackets; chains of their numbers. */
  readonly coreference?: (text: string) => readonly (readonly number[])[] | undefined;
  readonly inference?: (
    premise: string,
    hypothesis: string,
  ) => 'entailment' | 'neutral' | 'contradiction' | undefined;
}

/** Answers BioNote's prompts that write about a note, and its inference, from what is known. */
export function answerWritten(known: Knowledge): Answer {
  return (request) => {
    const said = replyTo(known, request);
    return said === undefined ? undefined : JSON.stringify(said);
  };
}

function replyTo(known: Knowledge, request: OracleRequest): object | undefined {
  const input = lastMessage(request);
  const behind = (name: string): string | undefined => {
    const line = input.split('\n').find((each) => each.startsWith(`${name}: "`));
    return line === undefined ? undefined : (JSON.parse(line.slice(name.length + 2)) as string);
  };
  const under = (key: string, value: unknown): object | undefined =>
    value === undefined ? undefined : { [key]: value };
  const passages = stringsOf(input, /^"/);
  const properties = Object.keys((request.format as { properties?: object } | undefined)?.properties ?? {});
  const [first = ''] = properties;
  if (properties.includes('sentence')) return known.answer?.(passages, behind('Question') ?? '');
  if (first === 'sentences') {
    return under(first, known.summary?.(passages, JSON.stringify(request.format).includes('"section"')));
  }
  if (first === 'medications') return under(first, known.medications?.(passages));
  if (first === 'lines') return under(first, known.dialogue?.(stringsOf(input, /^\d+\. /)));
  if (first === 'chains') return under(first, known.coreference?.(behind('Text') ?? ''));
  if (first === 'applies') {
    const applies = known.classification?.(passages, behind('Label') ?? '');
    return under(first, applies === undefined ? undefined : applies ? 'yes' : 'no');
  }
  const [premise, hypothesis] = [behind('Premise'), behind('Hypothesis')];
  return premise === undefined || hypothesis === undefined
    ? undefined
    : under(first, known.inference?.(premise, hypothesis));
}

/** The JSON strings of the lines that begin like this, behind that beginning. */
function stringsOf(input: string, beginning: RegExp): string[] {
  return input.split('\n').flatMap((line) => {
    if (!beginning.test(line)) return [];
    const json = line.slice(line.indexOf('"'));
    return [JSON.parse(json) as string];
  });
}
