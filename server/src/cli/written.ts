import * as l10n from '@vscode/l10n';
import type { NoteParts } from '../analysis/writing/note-parts.js';
import { classify } from '../analysis/writing/classification.js';
import { noteFromDialogue } from '../analysis/writing/dialogue.js';
import { listMedications } from '../analysis/writing/medications.js';
import { answerQuestion, type AskOutcome } from '../analysis/writing/question.js';
import { summarize } from '../analysis/writing/summary.js';
import { hallmarksOfCancer } from '../corpora/hallmarks.js';
import { longestLabel, mostLabels } from '../tasks/classification/classification.js';
import { clinicalSchema } from '../tasks/schemas.js';
import type { SummaryForm } from '../tasks/summary/summary.js';
import { eachNote } from './each-note.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { UsageError } from './failure.js';
import type { InputNote } from './input.js';
import { questionsFrom } from './questions.js';
import { answeredRows, medicationRows } from './rows/asked-rows.js';
import type { RowsOptions } from './rows/rows-options.js';
import { runRows } from './rows/run-rows.js';
import type { CommandContext } from './session.js';
import { colorsFor, wantsColor } from './style.js';
import { print } from './terminal.js';
import { visible } from './visible.js';
import { medicationsHead, medicationsRows, questionsHead, questionsRow } from './written-csv.js';
import { answerJson, classesJson, dialogueJson, medicationsJson, summaryJson } from './written-json.js';
import { WrittenReport } from './written-report.js';

/** What all commands that write about notes take. */
export interface WrittenOptions extends EngineOptions {
  readonly format: 'text' | 'json' | 'csv';
  readonly quiet?: boolean;
}

export interface AskOptions extends WrittenOptions, RowsOptions {
  readonly question: readonly string[];
  readonly choice: readonly string[];
  /** A file of questions. */
  readonly questions?: string;
}

/**
 * `bionote ask`: answers questions about notes, each with the passages that it rests on.
 *
 * @throws UsageError, ModelError, ReaderGone, OutputError or the signal's reason.
 */
export async function ask(
  names: readonly string[],
  options: AskOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { format, question, choice } = options;
  const { terminal, signal } = context;
  const questions = await questionsFrom(question, options.questions, choice, signal);
  if (options.jsonl === true) {
    return runRows(names, options, settingsFrom(options), clinicalSchema, context, answeredRows(questions));
  }
  const head = headOnce(context, format, () => questionsHead(questions));
  return eachNote(
    names,
    options,
    clinicalSchema,
    context,
    async (note, { parts, progress, isOneOfSeveral }) => {
      const outcomes: AskOutcome[] = [];
      if (format === 'text' && isOneOfSeveral) await nameNote(note, context);
      for (const [index, each] of questions.entries()) {
        progress.show(note.name, index, questions.length);
        const about = await parts.analysis.about(note.uri, signal);
        const outcome = await answerQuestion(about, each, signal);
        progress.pause();
        outcomes.push(outcome);
        const gap = isOneOfSeveral || index < questions.length - 1 ? '\n' : '';
        if (format === 'json') await print(terminal.stdout, answerJson(outcome, note.name, each));
        if (format === 'text')
          await print(terminal.stdout, reportOn(note, context).answer(outcome, each.text) + gap);
      }
      if (format === 'csv') {
        await head();
        await print(terminal.stdout, questionsRow(note.name, note.text, outcomes));
      }
      return outcomes.some(({ kind }) => kind === 'none') ? exitCode.partial : exitCode.done;
    },
  );
}

export interface SummarizeOptions extends WrittenOptions {
  readonly form: SummaryForm;
}

/** `bionote summarize`. Throws as {@link ask} does. */
export function summarizeNotes(
  names: readonly string[],
  options: SummarizeOptions,
  context: CommandContext,
): Promise<ExitCode> {
  return eachWritten(names, options, context, {
    write: (parts, signal) => summarize(parts, options.form, undefined, signal),
    json: summaryJson,
    text: (outcome, report) => report.summary(outcome),
  });
}

export type MedicationsOptions = WrittenOptions & RowsOptions;

/** `bionote medications`. Throws as {@link ask} does. */
export function listNotesMedications(
  names: readonly string[],
  options: MedicationsOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (options.jsonl === true) {
    return runRows(names, options, settingsFrom(options), clinicalSchema, context, medicationRows);
  }
  return eachWritten(names, options, context, {
    write: listMedications,
    json: medicationsJson,
    text: (outcome, report) => report.medications(outcome),
    csv: { head: medicationsHead, rows: medicationsRows },
  });
}

/** `bionote note-from-dialogue`. Throws as {@link ask} does. */
export function notesFromDialogues(
  names: readonly string[],
  options: WrittenOptions,
  context: CommandContext,
): Promise<ExitCode> {
  return eachWritten(names, options, context, {
    write: noteFromDialogue,
    json: dialogueJson,
    text: (outcome, report) => report.dialogue(outcome),
  });
}

export interface ClassifyOptions extends WrittenOptions {
  readonly label: readonly string[];
}

/** `bionote classify`. Throws as {@link ask} does. */
export async function classifyNotes(
  names: readonly string[],
  options: ClassifyOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const given = options.label.map((label) => label.trim()).filter((label) => label !== '');
  const labels = given.length > 0 ? given : hallmarksOfCancer;
  if (labels.length > mostLabels || labels.some(({ length }) => length > longestLabel)) {
    throw new UsageError(
      l10n.t('At most {count} labels of {limit} characters.', { count: mostLabels, limit: longestLabel }),
    );
  }
  return eachWritten(names, options, context, {
    write: (parts, signal) => classify(parts, labels, signal),
    json: classesJson,
    text: (outcome, report) => report.classes(outcome),
  });
}

interface Writing<T> {
  readonly write: (parts: NoteParts, signal: AbortSignal) => Promise<T>;
  readonly json: (outcome: T, source: string) => string;
  readonly text: (outcome: T, report: WrittenReport) => string;
  readonly csv?: {
    readonly head: () => string;
    readonly rows: (source: string, text: string, outcome: T) => string;
  };
}

function eachWritten<T extends { readonly failed: number }>(
  names: readonly string[],
  options: WrittenOptions,
  context: CommandContext,
  { write, json, text, csv }: Writing<T>,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const head = headOnce(context, options.format, () => csv?.head() ?? '');
  return eachNote(
    names,
    options,
    clinicalSchema,
    context,
    async (note, { parts, progress, isOneOfSeveral }) => {
      progress.show(note.name, 0, 1);
      const outcome = await write(await parts.analysis.about(note.uri, signal), signal);
      progress.pause();
      switch (options.format) {
        case 'json':
          await print(terminal.stdout, json(outcome, note.name));
          break;
        case 'csv':
          await head();
          await print(terminal.stdout, csv?.rows(note.name, note.text, outcome) ?? '');
          break;
        case 'text':
          if (isOneOfSeveral) await nameNote(note, context);
          await print(terminal.stdout, text(outcome, reportOn(note, context)) + (isOneOfSeveral ? '\n' : ''));
      }
      return outcome.failed > 0 ? exitCode.partial : exitCode.done;
    },
  );
}

/** Prints the head of a CSV table before its first row. */
function headOnce(
  { terminal }: CommandContext,
  format: WrittenOptions['format'],
  head: () => string,
): () => Promise<void> {
  let isPrinted = format !== 'csv';
  return async () => {
    if (isPrinted) return;
    isPrinted = true;
    await print(terminal.stdout, head());
  };
}

function reportOn({ text }: InputNote, { terminal: { stdout, env } }: CommandContext): WrittenReport {
  return new WrittenReport(text, wantsColor(stdout, env));
}

async function nameNote({ name }: InputNote, { terminal: { stdout, env } }: CommandContext): Promise<void> {
  await print(stdout, `${colorsFor(wantsColor(stdout, env)).bold(visible(name))}\n\n`);
}
