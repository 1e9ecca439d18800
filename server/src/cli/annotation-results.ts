import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { bratConfiguration } from '../formats/brat-configuration.js';
import { writeBrat } from '../formats/brat.js';
import { writeJson } from '../formats/json.js';
import type { Schema } from '../tasks/schema.js';
import type { Destination } from './destination.js';
import { UsageError } from './failure.js';
import type { InputNote } from './input.js';
import type { NoteFile } from './note-files.js';
import type { ProtectedFiles } from './protected-files.js';
import { wantsColor } from './style.js';
import { print, tell, type Terminal } from './terminal.js';
import { textReport } from './text-report.js';
import { visible, visibleJson } from './visible.js';

export const formats = ['text', 'json', 'brat'] as const;

export type Format = (typeof formats)[number];

export const extensions: Readonly<Record<Format, string>> = { text: '.txt', json: '.json', brat: '.ann' };

/** Which model read a note, for those formats that say it. */
export interface Reader {
  readonly engine?: string;
  readonly model?: string;
}

/** Writes the analysis of each note in the format and to the place that were asked for. */
export class AnnotationResults {
  #isConfigured = false;

  constructor(
    private readonly format: Format,
    private readonly schema: Schema,
    private readonly destination: Destination,
    private readonly files: ProtectedFiles,
    private readonly terminal: Terminal,
  ) {}

  /** Whether there is a result for the note already. */
  async isThere({ place }: NoteFile): Promise<boolean> {
    const path = this.destination.pathFor(place);
    return path !== undefined && (await stat(path).catch(() => undefined)) !== undefined;
  }

  /**
   * Makes sure that the results for a note can be written, before a model works on it.
   *
   * @param text the note's, once it is known.
   * @throws UsageError if a file of somebody else is in the way.
   */
  async check({ place }: NoteFile, text?: string): Promise<void> {
    const path = this.destination.pathFor(place);
    if (path !== undefined) {
      await this.files.check(path);
    }
    const copy = this.#copyFor(place);
    if (copy !== undefined && text !== undefined && !(await this.files.holds(copy, text))) {
      await this.files.check(copy);
    }
  }

  /** @throws UsageError if a file cannot be written; ReaderGone or OutputError of standard output. */
  async write({ place }: NoteFile, note: InputNote, analysis: NoteAnalysis, reader: Reader): Promise<void> {
    const path = this.destination.pathFor(place);
    if (path === undefined) {
      await this.#print(note, analysis, reader);
      return;
    }
    await this.#configure();
    const copy = this.#copyFor(place);
    if (copy !== undefined && !(await this.files.holds(copy, analysis.text))) {
      await this.files.write(copy, analysis.text);
    }
    await this.files.write(path, this.#written(note, analysis, reader, path));
  }

  async #print(note: InputNote, analysis: NoteAnalysis, reader: Reader): Promise<void> {
    const { stdout } = this.terminal;
    const text = this.#written(note, analysis, reader);
    // Standoff holds the note's own characters; a terminal would obey some of them.
    await print(stdout, this.format === 'brat' && stdout.isTTY === true ? visible(text) : text);
  }

  #written(note: InputNote, analysis: NoteAnalysis, reader: Reader, path?: string): string {
    switch (this.format) {
      case 'text': {
        const color = path === undefined && wantsColor(this.terminal.stdout, this.terminal.env);
        const source = note.name === '-' ? l10n.t('Standard input') : note.name;
        return textReport(analysis, { schema: this.schema, source, color });
      }
      case 'json': {
        const source = { source: sourceFrom(note.name, path), schema: this.schema.name, ...reader };
        return visibleJson(writeJson(analysis, source, path === undefined ? 'line' : 'indented'));
      }
      case 'brat':
        return writeBrat(analysis);
    }
  }

  /** brat shows `NAME.ann` with the text of `NAME.txt`; a single file that is named gets no company. */
  #copyFor(place: string): string | undefined {
    const { folder } = this.destination;
    return this.format === 'brat' && folder !== undefined ? join(folder, `${place}.txt`) : undefined;
  }

  /** Writes what brat reads beside the notes, once; a configuration of somebody else stays. */
  async #configure(): Promise<void> {
    const { folder } = this.destination;
    if (this.format !== 'brat' || folder === undefined || this.#isConfigured) {
      return;
    }
    this.#isConfigured = true;
    for (const [name, text] of Object.entries(bratConfiguration(this.schema))) {
      const path = join(folder, name);
      if (await this.files.holds(path, text)) {
        continue;
      }
      try {
        await this.files.check(path);
      } catch (error) {
        if (!(error instanceof UsageError)) {
          throw error;
        }
        tell(this.terminal, visible(l10n.t('{path} is kept as it is.', { path })), 'warning');
        continue;
      }
      await this.files.write(path, text);
    }
  }
}

/**
 * The note's path as the reader of a JSON file finds it: relative to the file's folder, with `/`. On standard output,
 * and for standard input, as the user named it.
 */
export function sourceFrom(note: string, path: string | undefined): string {
  return path === undefined || note === '-' ? note : relative(dirname(path), note).split(sep).join('/');
}
