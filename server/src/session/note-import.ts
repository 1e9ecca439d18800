import * as l10n from '@vscode/l10n';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Imported } from '../review/decision.js';
import type { LogEntry } from '../review/log.js';
import { fitted, readImport } from '../formats/importers.js';
import type { ImportParams, ImportResult } from '../shared/import.js';
import { stemOf } from './note-name.js';

const mostProblems = 20;

/** What a file says about a note, and what was left out. */
export interface Importable {
  readonly said: Imported;
  readonly left: Pick<ImportResult, 'proposals' | 'problems'>;
}

/**
 * Reads a file of annotations as a person's annotations of the note with `text`.
 *
 * @throws ResponseError with a sentence for the user if the file contains nothing about this text.
 */
export function importable({ uri, format, content }: ImportParams, text: string): Importable {
  const id = stemOf(uri);
  const { value, problems } = readImport(format, content, id, text);
  const fitting = value.flatMap((document) => fitted(document, text) ?? []);
  const document = fitting.find((each) => each.id === id) ?? fitting[0];
  // Standoff holds no text: where all of it misses its words, it is about another one.
  if (!document || (document.entities.length === 0 && problems.length > 0)) {
    throw new ResponseError(LSPErrorCodes.RequestFailed, noFit(value.length));
  }
  const entities = document.entities.filter(({ review }) => review !== 'proposed');
  const own = problems.filter(
    (problem) => problem.document === undefined || problem.document === document.id,
  );
  return {
    said: {
      entities,
      relations: document.relations.filter(({ review }) => review !== 'proposed'),
      contradictions: document.contradictions.filter(({ review }) => review !== 'proposed'),
    },
    left: {
      proposals: document.entities.length - entities.length,
      problems: own
        .slice(0, mostProblems)
        .map(({ line, message }) =>
          line === undefined ? message : l10n.t('Line {line}: {message}', { line, message }),
        ),
    },
  };
}

function noFit(documents: number): string {
  return documents === 0
    ? l10n.t('The file contains no annotations in this format. Choose another file or another format.')
    : l10n.t('The annotations in the file belong to another text, so nothing was imported.');
}

/** What an import has added, by the entries that it made. */
export function importResultOf({ said, left }: Importable, entries: readonly LogEntry[]): ImportResult {
  const imported = entries.filter(({ action }) => action === 'imported');
  const entities = imported.filter(({ proposal }) => proposal !== undefined).length;
  return {
    entities,
    relations: imported.length - entities,
    contradictions: entries.filter(({ action }) => action === 'contradicted').length,
    known: said.entities.length - entities,
    ...left,
  };
}
