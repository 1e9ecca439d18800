import * as vscode from 'vscode';
import { MedicationsRequest, type MedicationsResult } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { medicationLines, medicationsCsv, type TableOrder } from '../written/pages-of-results.js';
import { withLateProgress } from './late-progress.js';
import { saveText } from './save-text.js';

const page = 'medications.txt';

/** Lists the medications of a note as a table beside it, whose head sorts it and whose rows lead to the note. */
export async function listMedications(app: App, given?: unknown): Promise<MedicationsResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { document } = editor;
  let order: TableOrder = { column: 0, descending: false };
  const list = async (): Promise<MedicationsResult> => {
    const { version } = document;
    const result = await withLateProgress(vscode.l10n.t('BioNote: listing medications'), (token) =>
      app.server.request(MedicationsRequest, { uri: document.uri.toString() }, token),
    );
    await app.pages.show(page, {
      title: vscode.l10n.t('Medications'),
      note: document.uri,
      version,
      isTable: true,
      lines: () => medicationLines(result, order, vscode.l10n),
      again: list,
      other: async (action) => {
        if (action.do === 'sort') {
          const { column } = action;
          order = { column, descending: order.column === column && !order.descending };
          return true;
        }
        if (action.do === 'export') {
          await saveText('medications.csv', { CSV: ['csv'] }, () => medicationsCsv(result, vscode.l10n));
        }
        return false;
      },
    });
    return result;
  };
  return list();
}
