import { labelAlternatives, readLineLabel } from '../label-reply.js';
import { medtunedStops, wrapMedtuned, type MedtunedWrapper } from '../medtuned-wrapper.js';
import type { Mention } from '../ner/entity.js';
import type { RelationType } from '../schema.js';
import type { PromptCall, Reply } from '../task.js';
import { cutAt, markerOf } from './marking.js';
import { relationsVersion, verdictOf, type RelationVerdict } from './verdict.js';

/** How the model answers: the relation's code, or whether there is one at all. */
interface AnswerStyle {
  readonly instruction: string;
  readonly marker: (mention: Mention) => string;
  /** The sentence with its markers in place, written as the corpus writes its sentences. */
  readonly written: (pieces: readonly string[]) => string;
  /** The answer for each relation type, in order, then the one for none. */
  readonly answers: readonly string[];
}

/**
 * Asks a Llama2-MedTuned model in its evaluation wrapper (Rohanian et al. 2024): the two entities replaced by
 * markers, answered by an i2b2 2010 code; for one type between a gene and a disease as in GAD, answered by
 * Positive or Negative.
 */
export function medtunedRelationCall(
  sentence: string,
  head: Mention,
  tail: Mention,
  types: readonly RelationType[],
  wrapper: MedtunedWrapper,
): PromptCall<RelationVerdict | undefined> {
  const style =
    isGeneDisease(head, tail) && types.length === 1 ? associationStyle() : codeStyle(head, tail, types);
  const { before, first, between, second, after } = cutAt(sentence, head, tail);
  const text = style.written([before, style.marker(first), between, style.marker(second), after]);
  return {
    prompt: {
      task: 'relations',
      dialect: 'medtuned',
      version: `${relationsVersion}-medtuned-2`,
      mode: 'raw',
      ...wrapMedtuned(style.instruction, text.replace(/\s+/g, ' ').trim(), wrapper),
      maxTokens: 16,
      stop: medtunedStops,
      topLogprobs: labelAlternatives,
    },
    read: (reply: Reply) => {
      const { value, problems } = readLineLabel(reply, style.answers);
      const code = value && types[style.answers.indexOf(value.label)]?.code;
      return verdictOf({ value: value && { ...value, label: code ?? '' }, problems }, types);
    },
  };
}

function codeStyle(head: Mention, tail: Mention, types: readonly RelationType[]): AnswerStyle {
  const markers = [...new Set([markerOf(head), markerOf(tail)])].join(' and ');
  const codes = types.map(({ code, gloss }) => `${code} (${gloss})`).join(', ');
  return {
    instruction:
      `In the clinical text below, two medical concepts are replaced by ${markers}. Name the relation between ` +
      `them with one of these labels: ${codes}. Where they are not related, answer "No Relations".`,
    marker: markerOf,
    written: (pieces) => pieces.map(tokenised).join(' '),
    answers: [...types.map(({ code }) => code), 'No Relations'],
  };
}

function associationStyle(): AnswerStyle {
  return {
    instruction:
      'In the text below, a gene is replaced by @GENE$ and a disease by @DISEASE$. Answer "Positive" if the text ' +
      'states that the two are associated, otherwise "Negative".',
    marker: (mention) => `@${mention.type.toUpperCase()}$`,
    // GAD leaves its sentences as they were printed.
    written: (pieces) => pieces.join(''),
    answers: ['Positive', 'Negative'],
  };
}

function isGeneDisease(head: Mention, tail: Mention): boolean {
  return [head.type, tail.type].sort().join() === 'disease,gene';
}

/** Sets punctuation apart as i2b2 2010 does; hyphens and decimals stay within their token. */
function tokenised(text: string): string {
  return text.replace(/([([])(?=\S)/g, '$1 ').replace(/([,;:?!)\]]|\.)(?=\s|$)/g, ' $1');
}
