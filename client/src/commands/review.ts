import * as vscode from 'vscode';
import { FindingsRequest, type Annotation } from '../../../server/src/shared/protocol.js';
import { ReviewRequest } from '../../../server/src/shared/review.js';
import type { App } from '../app.js';
import { percent } from '../format.js';
import { plainText } from '../plain-text.js';
import { nextByCertainty } from '../review/certainty.js';
import { mentionAt, nextToReview } from '../review/mentions.js';
import { progressText } from '../review/progress-text.js';
import { readReviewArguments, type NamedDecision } from '../review/review-arguments.js';
import { reviewChoices, type ReviewScene } from '../review/review-choices.js';
import { askForChoice } from '../review/review-menu.js';
import { mentionIn, reviewParams } from './review-params.js';
import { asRange } from './reveal.js';

/**
 * Shows what a reviewer can decide at the cursor, and carries out what is chosen.
 *
 * @param given what a key binding decides without the menu: see {@link readReviewArguments}.
 */
export async function review(app: App, given?: unknown): Promise<void> {
  const editor = await app.editors.target();
  if (!editor) return;
  const shown = app.highlighter.shown(editor.document);
  const mention = mentionAt(shown, editor.selection.active);
  const byCertainty = app.filter.now.sort === 'certainty';
  const scene = {
    mention,
    hasSelection: !editor.selection.isEmpty,
    hasOthers: shown.length > 1,
    byCertainty,
  };
  const types = (app.highlighter.latest(editor.document.uri)?.types ?? []).map(({ name }) => name);
  const decision = await decisionOf(editor, scene, types, given);
  if (!decision) return;
  const { action } = decision;
  if (action === 'order') {
    await app.filter.set({ ...app.filter.now, sort: byCertainty ? 'position' : 'certainty' });
    if (!byCertainty) await goByCertainty(app, editor, undefined, 1);
    else say(vscode.l10n.t('The next one to review is the next in the note again.'));
    return;
  }
  if (action === 'next' || action === 'previous') {
    await goToNext(app, editor, shown, action === 'next' ? 1 : -1);
    return;
  }
  const params = await reviewParams(decision, { editor, shown, mention, types });
  if (!params) return;
  const uri = editor.document.uri.toString();
  const progress = await app.server.request(ReviewRequest, { uri, action, ...params });
  if (progress) say(progressText(progress, vscode.l10n));
}

/** What is to be done: what the key binding says, or what is chosen in the menu. */
async function decisionOf(
  editor: vscode.TextEditor,
  scene: ReviewScene,
  types: readonly string[],
  given: unknown,
): Promise<NamedDecision | undefined> {
  if (given === undefined || given === null) {
    const title = scene.mention ? mentionIn(editor, scene.mention) : vscode.l10n.t('Review this note');
    return askForChoice(reviewChoices(scene, vscode.l10n), title);
  }
  const read = readReviewArguments(given, scene, types, vscode.l10n);
  if (!('problem' in read)) return read;
  void vscode.window.showWarningMessage(`BioNote: ${plainText(read.problem)}`);
  return undefined;
}

/** Goes to what is to be reviewed next, in the order that the panel has, too. */
async function goToNext(
  app: App,
  editor: vscode.TextEditor,
  shown: readonly Annotation[],
  step: 1 | -1,
): Promise<void> {
  const from = editor.selection.start;
  if (app.filter.now.sort === 'position') goTo(editor, nextToReview(shown, from, step));
  else await goByCertainty(app, editor, from, step);
}

/** Goes to the one after or before `from`, by certainty; absent: to the least certain. */
async function goByCertainty(
  { server }: App,
  editor: vscode.TextEditor,
  from: vscode.Position | undefined,
  step: 1 | -1,
): Promise<void> {
  const found = await server.request(FindingsRequest, { uri: editor.document.uri.toString() });
  const next = nextByCertainty(found?.entities ?? [], from, step);
  goTo(editor, next, percent(next?.confidence, vscode.l10n));
}

function goTo(editor: vscode.TextEditor, found: Annotation | undefined, certainty = ''): void {
  if (!found) {
    say(vscode.l10n.t('Everything is confirmed.'));
    return;
  }
  const range = asRange(found.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  say([mentionIn(editor, found), certainty].filter((part) => part !== '').join(', '));
}

function say(text: string): void {
  vscode.window.setStatusBarMessage(`BioNote: ${text}`, 8000);
}
