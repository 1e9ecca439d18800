import * as vscode from 'vscode';
import type { App } from '../app.js';
import { neighbour } from '../highlights/navigation.js';
import { mentionText } from './mention-text.js';
import { asRange } from './reveal.js';

/** How long the status bar says where the cursor has gone, in milliseconds. */
const shownFor = 8000;

/**
 * Moves the cursor to the next (`step` 1) or the previous (-1) mention that is shown, and says what it is: in the
 * status bar, and in its hover, which a screen reader reads.
 */
export async function goToEntity({ editors, highlighter }: App, step: 1 | -1): Promise<void> {
  const editor = await editors.target();
  if (!editor) return;
  const found = neighbour(highlighter.shown(editor.document), editor.selection.start, step);
  if (!found) return;
  const range = asRange(found.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const text = mentionText(found, editor.document.getText(range), vscode.l10n);
  vscode.window.setStatusBarMessage(`BioNote: ${text}`, shownFor);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
}
