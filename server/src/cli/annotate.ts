import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { writeBrat } from '../formats/brat.js';
import { writeJson } from '../formats/json.js';
import type { Parts } from '../session/parts.js';
import type { Schema } from '../tasks/schema.js';
import { destinationFor, keepApart, type Destination } from './destination.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { ProgressLine } from './progress-line.js';
import { writeResult } from './result-file.js';
import { schemaFor } from './schema-option.js';
import { announceModel, withParts, type CommandContext } from './session.js';
import { wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { textReport } from './text-report.js';
import { visible, visibleJson } from './visible.js';

export const formats = ['text', 'json', 'brat'] as const;

export type Format = (typeof formats)[number];

const extensions: Readonly<Record<Format, string>> = { text: '.txt', json: '.json', brat: '.ann' };

export interface AnnotateOptions extends EngineOptions {
  readonly format: Format;
  readonly schema: string;
  readonly output?: string;
  /** False with `--no-relations` and `--no-contradictions`. */
  readonly relations: boolean;
  readonly contradictions: boolean;
  readonly quiet?: boolean;
}

/**
 * `bionote annotate`: analyzes notes one after another and writes what was found. A note that cannot be read is
 * reported and the others go on; an engine that fails ends the work.
 *
 * @throws UsageError, ModelError or the signal's reason.
 */
export async function annotate(
  files: readonly string[],
  options: AnnotateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { format, output, quiet = false } = options;
  const { terminal, signal } = context;
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError(l10n.t('Standard input can be read once: name “-” once.'));
  }
  if (format === 'brat' && files.length > 1 && output === undefined) {
    throw new UsageError(l10n.t('Standoff of several notes needs a folder: --output FOLDER.'));
  }
  const schema = await schemaFor(options.schema, signal);
  const destination = await destinationFor(output, files.length, extensions[format]);
  await keepApart(destination, files);
  const settings = withoutParts(settingsFrom(options), options);
  return withParts(context, settings, schema, async (parts) => {
    const progress = new ProgressLine(terminal.stderr, quiet);
    let code: ExitCode = exitCode.done;
    let announced = false;
    for (const file of files) {
      try {
        const note = await readInput(file, terminal.stdin, signal);
        if (note.warning !== undefined) {
          tell(terminal, note.warning, 'warning');
        }
        if (!announced) {
          await announceModel(parts, context, quiet);
          announced = true;
        }
        const analysis = await analyzed(note, parts, progress, signal);
        await deliver({ note, analysis, schema, parts }, options.format, destination, context);
        if (analysis.failures.length > 0) {
          code = code === exitCode.done ? exitCode.partial : code;
          tell(terminal, incomplete(file, analysis), 'warning');
        }
      } catch (error) {
        if (!(error instanceof UsageError)) {
          throw error;
        }
        code = exitCode.usage;
        tell(terminal, describeFailure(error).message, 'error');
      } finally {
        progress.clear();
      }
    }
    return code;
  });
}

function withoutParts(
  settings: ReturnType<typeof settingsFrom>,
  { relations, contradictions }: AnnotateOptions,
): ReturnType<typeof settingsFrom> {
  return {
    ...settings,
    relations: { ...settings.relations, enabled: relations },
    contradictions: { ...settings.contradictions, enabled: contradictions },
  };
}

async function analyzed(
  { name, uri, text }: InputNote,
  { analysis }: Parts,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<NoteAnalysis> {
  analysis.open(uri, 1, text, true);
  const unsubscribe = analysis.onDidChange(() => {
    const known = analysis.snapshot(uri);
    if (known !== undefined) {
      const { finished, total } = known.progress;
      progress.show(l10n.t('{note}: {finished} of {total}', { note: visible(name), finished, total }));
    }
  });
  try {
    return await analysis.analyze(uri, { signal, priority: 'asked' });
  } finally {
    unsubscribe();
    analysis.close(uri);
    progress.clear();
  }
}

interface Result {
  readonly note: InputNote;
  readonly analysis: NoteAnalysis;
  readonly schema: Schema;
  readonly parts: Parts;
}

async function deliver(
  result: Result,
  format: Format,
  destination: Destination,
  { terminal }: CommandContext,
): Promise<void> {
  const { stdout, env } = terminal;
  const path = destination.pathFor(result.note.stem);
  if (path !== undefined) {
    await writeResult(path, written(result, format, false));
    return;
  }
  const text = written(result, format, wantsColor(stdout, env));
  // Standoff holds the note's own characters; a terminal would obey some of them.
  await print(stdout, format === 'brat' && stdout.isTTY === true ? visible(text) : text);
}

function written({ note, analysis, schema, parts }: Result, format: Format, color: boolean): string {
  switch (format) {
    case 'text':
      return textReport(analysis, { schema, source: titleOf(note), color });
    case 'json': {
      const { engine, model } = parts.models.selected ?? {};
      const source = {
        source: note.name,
        schema: schema.name,
        ...(engine !== undefined && { engine }),
        ...(model !== undefined && { model }),
      };
      return visibleJson(writeJson(analysis, source));
    }
    case 'brat':
      return writeBrat(analysis);
  }
}

function titleOf({ name }: InputNote): string {
  return name === '-' ? l10n.t('Standard input') : name;
}

/** What is missing of an analysis; codes only. */
function incomplete(file: string, { failures }: NoteAnalysis): string {
  const codes = [...new Set(failures.map(({ code }) => code))].join(', ');
  const said = { note: file, count: failures.length, codes };
  return visible(
    failures.length === 1
      ? l10n.t('{note}: one unit gave no usable result ({codes}).', said)
      : l10n.t('{note}: {count} units gave no usable result ({codes}).', said),
  );
}
