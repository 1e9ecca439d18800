import * as vscode from 'vscode';

/** An entry of a menu, with the letter that chooses it. */
interface Lettered {
  readonly key: string;
  readonly label: string;
}

/**
 * Lets the user choose by one letter, by the arrows or by the mouse; `undefined` if nothing is chosen.
 *
 * @param context what it is about, where the menu may lie over it.
 */
export function askForChoice<Choice extends Lettered>(
  choices: readonly Choice[],
  title: string,
  context?: string,
): Promise<Choice | undefined> {
  const menu = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly choice: Choice }>();
  menu.title = title;
  menu.placeholder =
    context === undefined
      ? vscode.l10n.t('Press a letter, or choose')
      : vscode.l10n.t('Press a letter, or choose: {0}', context);
  menu.items = choices.map((choice) => ({ label: `[${choice.key}] ${choice.label}`, choice }));
  return new Promise((resolve) => {
    const end = (choice: Choice | undefined): void => {
      resolve(choice);
      menu.hide();
    };
    menu.onDidChangeValue((value) => {
      const chosen = choices.find(({ key }) => key === value.toLowerCase());
      if (chosen) end(chosen);
    });
    menu.onDidAccept(() => {
      end(menu.selectedItems[0]?.choice);
    });
    menu.onDidHide(() => {
      resolve(undefined);
      menu.dispose();
    });
    menu.show();
  });
}
