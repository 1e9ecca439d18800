import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { Parts } from '../session/parts.js';
import { AnnotationResults, extensions, type Format } from './annotation-results.js';
import { BatchProgress } from './batch-progress.js';
import { BatchSummary } from './batch-summary.js';
import { destinationFor, identitiesOf, keepApart } from './destination.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, worse, type ExitCode } from './exit-code.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { noteFilesIn, type NoteFile } from './note-files.js';
import { ProgressLine } from './progress-line.js';
import { ProtectedFiles } from './protected-files.js';
import { annotatedRows } from './rows/annotate-rows.js';
import type { RowsOptions } from './rows/rows-options.js';
import { runRows } from './rows/run-rows.js';
import { schemaFor } from './schema-option.js';
import { announcer, withParts, type CommandContext } from './session.js';
import { tell } from './terminal.js';
import { visible } from './visible.js';

export interface AnnotateOptions extends EngineOptions, RowsOptions {
  readonly format: Format;
  readonly schema: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly skipExisting?: boolean;
  /** False with `--no-relations` and `--no-contradictions`. */
  readonly relations: boolean;
  readonly contradictions: boolean;
  /** A folder of reviewed notes; false with `--no-examples`; absent: those beside each note. */
  readonly examples?: string | false;
}

/** What the notes of a command share. */
interface Batch {
  readonly parts: Parts;
  readonly results: AnnotationResults;
  readonly progress: BatchProgress;
  readonly summary: BatchSummary;
  readonly announce: () => Promise<void>;
  readonly options: AnnotateOptions;
  readonly context: CommandContext;
}

/**
 * `bionote annotate`: analyzes notes one after another and writes the results. A note that cannot be read, or whose
 * result cannot be written, is reported and the others go on; an engine that fails ends the command.
 *
 * @param names files, folders and patterns, or `-` for standard input.
 * @throws UsageError, ModelError, ReaderGone, OutputError or the signal's reason.
 */
export async function annotate(
  names: readonly string[],
  options: AnnotateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { format, output, quiet = false } = options;
  const { terminal, signal } = context;
  if (options.jsonl === true) {
    const schema = await schemaFor(options.schema, signal);
    return runRows(names, options, settingsOf(options), schema, context, annotatedRows(schema));
  }
  if (options.force === true && options.skipExisting === true) {
    throw new UsageError(l10n.t('--force and --skip-existing cannot be combined.'));
  }
  if (names.filter((name) => name === '-').length > 1) {
    throw new UsageError(l10n.t('Standard input can be read once: name “-” once.'));
  }
  const notes = await noteFilesIn(names);
  const isBatch = notes.length > 1 || notes[0]?.path !== names[0];
  if (format === 'brat' && isBatch && output === undefined) {
    throw new UsageError(l10n.t('Standoff of several notes needs a folder: --output FOLDER.'));
  }
  const schema = await schemaFor(options.schema, signal);
  const destination = await destinationFor(output, isBatch, extensions[format]);
  await keepApart(destination, notes);
  const files = new ProtectedFiles(await identitiesOf(notes), options.force === true);
  const results = new AnnotationResults(format, schema, destination, files, terminal);
  const progress = await BatchProgress.over(notes, new ProgressLine(terminal.stderr, quiet));
  const summary = new BatchSummary();
  return withParts(context, settingsOf(options), schema, async (parts) => {
    const announce = announcer(parts, context, quiet, schema);
    const batch = { parts, results, progress, summary, announce, options, context };
    let code: ExitCode = exitCode.done;
    try {
      for (const note of notes) {
        code = worse(code, await annotateNote(note, batch));
      }
      return code;
    } finally {
      if (notes.length > 1 && !quiet && !summary.isEmpty) {
        tell(terminal, summary.text());
      }
    }
  });
}

async function annotateNote(file: NoteFile, batch: Batch): Promise<ExitCode> {
  const { parts, results, progress, summary, announce, options, context } = batch;
  const { terminal, signal } = context;
  progress.next();
  try {
    if (options.skipExisting === true && (await results.isThere(file))) {
      summary.skip();
      progress.skip();
      return exitCode.done;
    }
    await results.check(file);
    const note = await readInput(file.path, terminal.stdin, signal);
    await results.check(file, note.text);
    if (note.warning !== undefined) {
      tell(terminal, note.warning, 'warning');
    }
    await announce();
    const analysis = await analyzed(note, parts, progress, signal);
    progress.finish();
    const { engine, model } = parts.models.selected ?? {};
    const reader = { ...(engine !== undefined && { engine }), ...(model !== undefined && { model }) };
    await results.write(file, note, analysis, reader);
    summary.add(analysis);
    if (analysis.failures.length === 0) {
      return exitCode.done;
    }
    tell(terminal, incomplete(file.path, analysis), 'warning');
    return exitCode.partial;
  } catch (error) {
    progress.skip();
    if (!(error instanceof UsageError)) {
      throw error;
    }
    summary.fail();
    tell(terminal, describeFailure(error).message, 'error');
    return exitCode.usage;
  }
}

function settingsOf(options: AnnotateOptions): ReturnType<typeof settingsFrom> {
  const settings = settingsFrom(options);
  const { examples } = options;
  return {
    ...settings,
    entities: {
      ...settings.entities,
      ...(examples === false && { examples: 'none' as const }),
      ...(typeof examples === 'string' && { examplesFolder: examples }),
    },
    relations: { ...settings.relations, enabled: options.relations },
    contradictions: { ...settings.contradictions, enabled: options.contradictions },
  };
}

async function analyzed(
  { name, uri, text }: InputNote,
  { analysis }: Parts,
  progress: BatchProgress,
  signal: AbortSignal,
): Promise<NoteAnalysis> {
  analysis.open(uri, 1, text, true);
  const unsubscribe = analysis.onDidChange(() => {
    const known = analysis.snapshot(uri);
    if (known !== undefined) {
      progress.show(name, known.progress.finished, known.progress.total);
    }
  });
  try {
    return await analysis.analyze(uri, { signal, priority: 'asked' });
  } finally {
    unsubscribe();
    analysis.close(uri);
  }
}

/** What is missing from an analysis; codes only. */
function incomplete(file: string, { failures }: NoteAnalysis): string {
  const codes = [...new Set(failures.map(({ code }) => code))].join(', ');
  const said = { note: file, count: failures.length, codes };
  return visible(
    failures.length === 1
      ? l10n.t('{note}: one unit gave no usable result ({codes}).', said)
      : l10n.t('{note}: {count} units gave no usable result ({codes}).', said),
  );
}
