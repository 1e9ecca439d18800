import * as vscode from 'vscode';
import { CheckRequest, CompareRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { isComparison, recordsAsJson, recordsAsMarkdown, type AnswerRecord } from '../checks/records.js';
import { withLateProgress } from './late-progress.js';
import { saveText } from './save-text.js';

/** Copies a check of the panel, or all of them, as Markdown. */
export async function copyCheck({ checks }: App, row?: unknown): Promise<void> {
  await vscode.env.clipboard.writeText(recordsAsMarkdown(meant(checks.all, row), vscode.l10n));
}

/** Saves a check of the panel, or all of them, where the user says; the file's ending decides how. */
export async function saveCheck({ checks }: App, row?: unknown): Promise<void> {
  const records = meant(checks.all, row);
  if (records.length === 0) return;
  await saveText('checks.md', { Markdown: ['md'], JSON: ['json'] }, (path) =>
    path.endsWith('.json') ? recordsAsJson(records) : recordsAsMarkdown(records, vscode.l10n),
  );
}

/** Makes a check of the panel again, of the note as it is now. */
export async function repeatCheck({ checks, server }: App, row?: unknown): Promise<void> {
  for (const record of meant(checks.all, row)) {
    const uris = isComparison(record) ? [record.first.uri, record.second.uri] : [record.uri];
    for (const uri of uris) {
      // A document that is nowhere shown may be dropped, and the request would end with it.
      await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preserveFocus: true, preview: false });
    }
    const checked = new Date().toISOString();
    if (isComparison(record)) {
      const params = { first: record.first.uri, second: record.second.uri };
      const result = await withLateProgress(vscode.l10n.t('BioNote: comparing two notes'), (token) =>
        server.request(CompareRequest, params, token),
      );
      checks.replace({ ...record, checked, result });
    } else {
      const { uri, statement } = record;
      const result = await withLateProgress(vscode.l10n.t('BioNote: checking the statement'), (token) =>
        server.request(CheckRequest, { uri, statement }, token),
      );
      checks.replace({ ...record, checked, result });
    }
  }
}

/** Takes a check out of the panel, or all of them. */
export function removeCheck({ checks }: App, row?: unknown): void {
  const id = idOf(row);
  checks.remove(id);
}

function meant(all: readonly AnswerRecord[], row: unknown): readonly AnswerRecord[] {
  const id = idOf(row);
  return id === undefined ? all : all.filter((record) => record.id === id);
}

function idOf(row: unknown): string | undefined {
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string'
    ? row.id
    : undefined;
}
