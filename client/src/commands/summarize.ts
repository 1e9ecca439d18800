import * as vscode from 'vscode';
import { SummarizeRequest, type SummarizeResult } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { summaryLines } from '../written/pages-of-results.js';
import { withLateProgress } from './late-progress.js';

const page = 'summary.txt';

/** Summarizes a note, or what is selected of it, on a page beside it. The form may be `given`. */
export async function summarizeNote(app: App, given?: unknown): Promise<SummarizeResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const forms = {
    paragraph: vscode.l10n.t('One paragraph'),
    sections: vscode.l10n.t('By the sections of the note'),
    discharge: vscode.l10n.t('A discharge summary to complete'),
  };
  const items = (['paragraph', 'sections', 'discharge'] as const).map((form) => ({
    label: forms[form],
    form,
  }));
  const chosen =
    items.find(({ form }) => form === given) ??
    (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Summarize the note') }));
  if (!chosen) return undefined;
  const { document, selection } = editor;
  const { start, end } = selection;
  const range = selection.isEmpty
    ? {}
    : {
        range: {
          start: { line: start.line, character: start.character },
          end: { line: end.line, character: end.character },
        },
      };
  const params = { uri: document.uri.toString(), form: chosen.form, ...range };
  const summarize = async (): Promise<SummarizeResult> => {
    const { version } = document;
    const result = await withLateProgress(vscode.l10n.t('BioNote: summarizing'), (token) =>
      app.server.request(SummarizeRequest, params, token),
    );
    await app.pages.show(page, {
      title: vscode.l10n.t('Summary: {0}', chosen.label),
      note: document.uri,
      version,
      lines: () => summaryLines(result, vscode.l10n),
      again: summarize,
    });
    return result;
  };
  return summarize();
}
