import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DialogueOutcome } from '../analysis/writing/dialogue.js';
import type { MedicationsOutcome } from '../analysis/writing/medications.js';
import type { AskOutcome } from '../analysis/writing/question.js';
import type { SummaryOutcome } from '../analysis/writing/summary.js';
import type { CheckedSentence, Source } from '../analysis/writing/support.js';
import { textOf } from '../note/span.js';
import { visible } from '../note/visible.js';
import type {
  AskResult,
  DialogueResult,
  MedicationsResult,
  SummarizeResult,
  WrittenSentence,
  WrittenSource,
} from '../shared/protocol.js';
import { notStated } from '../tasks/answer/form.js';
import { rangeOf } from './note-view.js';

/** An answer in ranges of `document`. What was edited meanwhile supports nothing. */
export function askResultOf(outcome: AskOutcome, document: TextDocument): AskResult {
  const { read, of } = outcome;
  switch (outcome.kind) {
    case 'none':
      return { kind: 'none', failure: outcome.failure, read, of };
    case 'passages':
      return {
        kind: 'passages',
        passages: outcome.passages.flatMap(({ nearness, ...passage }) =>
          sourcesOf([passage], document).map((source) => ({ ...source, nearness })),
        ),
        read,
        of,
      };
    case 'answer': {
      const { answer, sentence, probabilities } = outcome;
      return {
        kind: 'answer',
        answer: visible(answer),
        stated: answer !== notStated,
        ...(sentence && { sentence: sentenceOf(sentence, document) }),
        ...(probabilities && { probabilities }),
        read,
        of,
      };
    }
  }
}

/** A summary in ranges of `document`. */
export function summarizeResultOf(outcome: SummaryOutcome, document: TextDocument): SummarizeResult {
  const { groups, failed, read, of } = outcome;
  return {
    groups: groups.map(({ title, sentences }) => ({
      ...(title !== undefined && { title: visible(title) }),
      sentences: sentences.map((sentence) => sentenceOf(sentence, document)),
    })),
    failed,
    read,
    of,
  };
}

/** The medications in ranges of `document`. */
export function medicationsResultOf(outcome: MedicationsOutcome, document: TextDocument): MedicationsResult {
  const { medications, ...rest } = outcome;
  return {
    ...rest,
    medications: medications.map(({ span, sources, drug, dose, route, frequency, reason, ...row }) => ({
      ...row,
      drug: visible(drug),
      dose: visible(dose),
      route: visible(route),
      frequency: visible(frequency),
      reason: visible(reason),
      range: rangeOf(document, span),
      sources: sourcesOf(sources, document),
    })),
  };
}

/** A note from a dialogue, its sources in ranges of the dialogue's `document`. */
export function dialogueResultOf(outcome: DialogueOutcome, document: TextDocument): DialogueResult {
  const { sections, ...rest } = outcome;
  return {
    ...rest,
    sections: sections.map(({ title, lines }) => ({
      title,
      lines: lines.map((line) => sentenceOf(line, document)),
    })),
  };
}

function sentenceOf(
  { text, sources, support, ...sentence }: CheckedSentence,
  document: TextDocument,
): WrittenSentence {
  const present = sourcesOf(sources, document);
  const isWhole = present.length === sources.length;
  return {
    ...sentence,
    text: visible(text),
    support: isWhole ? support : 'unchecked',
    sources: present,
  };
}

function sourcesOf(sources: readonly Source[], document: TextDocument): WrittenSource[] {
  return sources
    .filter(({ span, text }) => textOf(document.getText(), span) === text)
    .map(({ span, text, label, probability }) => ({
      range: rangeOf(document, span),
      text: visible(text),
      ...(label !== undefined && { label }),
      ...(probability !== undefined && { probability }),
    }));
}
