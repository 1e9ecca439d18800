import * as vscode from 'vscode';
import type { App } from '../app.js';

/** Shows the relations of the line with the cursor after it, or no longer; says which. */
export async function toggleLineRelations({ lineRelations }: App): Promise<void> {
  const on = await lineRelations.toggle();
  vscode.window.setStatusBarMessage(
    on
      ? vscode.l10n.t('BioNote: relations are shown after the line with the cursor')
      : vscode.l10n.t('BioNote: relations are no longer shown after the line'),
    8000,
  );
}
