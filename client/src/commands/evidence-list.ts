import type * as vscode from 'vscode';
import type { Translator } from '../translator.js';
import type { EvidenceItem } from './evidence-items.js';

export interface EvidenceList<T> {
  /** The outcome in one sentence. */
  readonly title: string;
  readonly items: readonly EvidenceItem<T>[];
  /** What the list says if there is nothing to list. */
  readonly empty: string;
  /** Shows an entry's place while it is looked at. */
  preview(evidence: T): Promise<void>;
  /** Goes to the place of the entry that was chosen. */
  accept(evidence: T): Promise<void>;
}

/** The part of the editor's quick pick that a list needs. */
type Pick<T> = Omit<
  vscode.QuickPick<vscode.QuickPickItem & Partial<EvidenceItem<T>>>,
  'buttons' | 'onDidTriggerButton' | 'onDidTriggerItemButton'
>;

/**
 * Shows a result as a list to walk through: moving previews a place, Enter goes there. Resolves when it is closed;
 * rejects if the chosen place cannot be shown. A preview that fails changes nothing.
 */
export async function showEvidence<T>(list: EvidenceList<T>, pick: Pick<T>, l10n: Translator): Promise<void> {
  pick.title = list.title;
  pick.placeholder = list.items.length > 0 ? l10n.t('Enter goes to the sentence') : list.empty;
  pick.items = list.items.length > 0 ? list.items : [{ label: list.empty, alwaysShow: true }];
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const chosen = await new Promise<T | undefined>((resolve) => {
    let closed = false;
    const close = (evidence?: T): void => {
      closed = true;
      resolve(evidence);
    };
    pick.onDidChangeActive(([item]) => {
      if (!closed && item?.evidence !== undefined) list.preview(item.evidence).catch(() => undefined);
    });
    pick.onDidAccept(() => {
      close(pick.selectedItems[0]?.evidence);
      pick.hide();
    });
    pick.onDidHide(() => {
      close();
      pick.dispose();
    });
    pick.show();
  });
  if (chosen !== undefined) await list.accept(chosen);
}
