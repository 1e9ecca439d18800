import * as vscode from 'vscode';
import type { EvidenceItem } from './evidence-items.js';

export interface EvidenceList<T> {
  /** The outcome in one sentence. */
  readonly title: string;
  readonly items: readonly EvidenceItem<T>[];
  /** What the list says where there is nothing to list. */
  readonly empty: string;
  /** Shows an entry's place while it is looked at. */
  preview(evidence: T): Promise<void>;
  /** Goes to the place of the entry that was chosen. */
  accept(evidence: T): Promise<void>;
}

/** Shows a result as a list to walk through: moving previews a place, Enter goes there. Resolves when closed. */
export async function showEvidence<T>(list: EvidenceList<T>): Promise<void> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & Partial<EvidenceItem<T>>>();
  pick.title = list.title;
  pick.placeholder = list.items.length > 0 ? vscode.l10n.t('Enter goes to the sentence') : list.empty;
  pick.items = list.items.length > 0 ? list.items : [{ label: list.empty, alwaysShow: true }];
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let settled = false;
  await new Promise<void>((resolve) => {
    pick.onDidChangeActive(([item]) => {
      if (!settled && item?.evidence !== undefined) void list.preview(item.evidence);
    });
    pick.onDidAccept(async () => {
      settled = true;
      const [item] = pick.selectedItems;
      pick.hide();
      if (item?.evidence !== undefined) await list.accept(item.evidence);
      resolve();
    });
    pick.onDidHide(() => {
      pick.dispose();
      if (!settled) resolve();
    });
    pick.show();
  });
}
