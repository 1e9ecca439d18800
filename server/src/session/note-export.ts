import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import * as l10n from '@vscode/l10n';
import type { AnnotatedDocument } from '../formats/document.js';
import { exporters } from '../formats/exporters.js';
import { documentOf, type Origin } from '../formats/from-analysis.js';
import { lossText } from '../formats/loss-text.js';
import type {
  ExportFormat,
  ExportNotesParams,
  ExportParams,
  ExportResult,
  ExportTextParams,
  ExportTextResult,
} from '../shared/export.js';
import { stemOf } from './note-name.js';
import type { Session } from './session.js';
import { unopenedSnapshot } from './unopened-text.js';

/**
 * An open note in the format of another tool.
 *
 * @throws ResponseError if it was not analyzed.
 */
export function exportOfOpenNote(session: Session, { uri, format, version }: ExportParams): ExportResult {
  const view = session.notes.view(uri);
  if (!view) {
    throw new ResponseError(LSPErrorCodes.RequestFailed, l10n.t('Analyze the note before you export it.'));
  }
  const document = documentOf(view.analysis, { id: stemOf(uri), ...originIn(session) });
  return exportOf(session, [document], format, version);
}

/**
 * A note that need not be open, as an export takes it.
 *
 * @throws ResponseError with a sentence for the user if the note or its review cannot be read; what ends an analysis.
 */
export async function exportableText(
  session: Session,
  { uri, text, id, proposals }: ExportTextParams,
  signal: AbortSignal,
): Promise<ExportTextResult> {
  const { parts, reviews } = session;
  const analysis = await unopenedSnapshot(parts.analysis, { uri, text }, proposals ? signal : undefined);
  const reviewed = await reviews.ofUnopened(analysis);
  if (!proposals && !reviewed) return { note: null, stale: 0 };
  const { merged, stale } = reviewed ?? { merged: analysis, stale: 0 };
  const { model, ...origin } = originIn(session);
  return {
    note: documentOf(merged, { id, ...origin, ...(proposals && model !== undefined && { model }) }),
    stale,
  };
}

/** Notes that {@link exportableText} gave in the format of another tool. */
export function exportOfNotes(session: Session, { notes, format, version }: ExportNotesParams): ExportResult {
  return exportOf(session, notes as readonly AnnotatedDocument[], format, version);
}

function exportOf(
  { schema }: Session,
  documents: readonly AnnotatedDocument[],
  format: ExportFormat,
  version: string,
): ExportResult {
  const { files, losses } = exporters[format](documents, { schema, date: new Date().toISOString(), version });
  return { files, losses: losses.map((loss) => lossText(format, loss)) };
}

function originIn({ schema, parts }: Session): Omit<Origin, 'id'> {
  const model = parts.models.selected?.model;
  return { schema: schema.name, ...(model !== undefined && { model }) };
}
