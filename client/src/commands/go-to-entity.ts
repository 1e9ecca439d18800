import * as vscode from 'vscode';
import type { App } from '../app.js';
import { isCurrent } from '../highlights/grouping.js';
import { neighbour } from '../highlights/navigation.js';
import { asRange } from './reveal.js';

/** Moves the cursor to the next (`step` 1) or the previous (-1) mention. */
export async function goToEntity({ editors, highlighter }: App, step: 1 | -1): Promise<void> {
  const editor = await editors.target();
  const params = editor && highlighter.latest(editor.document.uri);
  if (!params || !isCurrent(params, editor.document)) return;
  const found = neighbour(params.annotations, editor.selection.start, step);
  if (!found) return;
  const { start } = asRange(found.range);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(asRange(found.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
