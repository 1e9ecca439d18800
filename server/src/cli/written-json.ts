import type { ClassificationOutcome } from '../analysis/writing/classification.js';
import type { DialogueOutcome } from '../analysis/writing/dialogue.js';
import type { MedicationsOutcome } from '../analysis/writing/medications.js';
import type { AskOutcome } from '../analysis/writing/question.js';
import type { SummaryOutcome } from '../analysis/writing/summary.js';
import type { CheckedSentence, Source } from '../analysis/writing/support.js';
import { jsonText } from '../formats/json.js';
import type { NoteQuestion } from '../tasks/answer/form.js';
import { visibleJson } from './visible.js';

/** What was written about a note; `schemas/bionote-*.schema.json` describe the fields. */
function shape(format: string, source: string, fields: Readonly<Record<string, unknown>>): object {
  return { format: `bionote-${format}`, version: 1, source, offsets: 'utf-16', ...fields };
}

function line(written: object): string {
  return visibleJson(jsonText(written, 'line'));
}

/** @param source the note's file, as the user named it. */
export function answerJson(outcome: AskOutcome, source: string, question: NoteQuestion): string {
  return line(answerShape(outcome, source, question));
}

export function answerShape(outcome: AskOutcome, source: string, question: NoteQuestion): object {
  const { text, choices } = question;
  const { kind, read, of, ...rest } = outcome;
  const asked = { question: text, ...(choices && { choices }) };
  if (!('passages' in rest)) {
    const sentence = 'sentence' in rest ? { sentence: sentenceFields(rest.sentence) } : {};
    return shape('answer', source, { ...asked, kind, ...rest, ...sentence, read, of });
  }
  const passages = rest.passages.map(({ nearness, ...passage }) => ({ ...sourceFields(passage), nearness }));
  return shape('answer', source, { ...asked, kind, passages, read, of });
}

export function summaryJson(outcome: SummaryOutcome, source: string): string {
  const { form, groups, failed, read, of } = outcome;
  const sections = groups.map(({ title, sentences }) => ({
    title,
    sentences: sentences.map(sentenceFields),
  }));
  return line(shape('summary', source, { form, sections, read, of, failed }));
}

export function medicationsJson(outcome: MedicationsOutcome, source: string): string {
  return line(medicationsShape(outcome, source));
}

export function medicationsShape(outcome: MedicationsOutcome, source: string): object {
  const { medications, conflicts, notInNote, failed, read, of } = outcome;
  const rows = medications.map(({ span, sources, ...row }) => ({
    ...row,
    ...span,
    sources: sources.map(sourceFields),
  }));
  return shape('medications', source, { medications: rows, conflicts, notInNote, read, of, failed });
}

export function dialogueJson(outcome: DialogueOutcome, source: string): string {
  const { sections, speakers, failed, read, of } = outcome;
  const written = sections.map(({ title, lines }) => ({ title, lines: lines.map(sentenceFields) }));
  return line(shape('dialogue', source, { sections: written, speakers, read, of, failed }));
}

export function classesJson(outcome: ClassificationOutcome, source: string): string {
  const { labels, failed, read, of } = outcome;
  return line(shape('classes', source, { labels, read, of, failed }));
}

function sentenceFields({ sources, ...sentence }: CheckedSentence): object {
  return { ...sentence, sources: sources.map(sourceFields) };
}

function sourceFields({ span, ...source }: Source): object {
  return { ...span, ...source };
}
