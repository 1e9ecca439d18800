import * as vscode from 'vscode';
import { ReviewRequest, type ReviewedMention, type ReviewParams } from '../../../server/src/shared/review.js';
import type { Annotation } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { mentionAt, nextToReview } from '../review/mentions.js';
import { progressText } from '../review/progress-text.js';
import { reviewChoices, type ReviewChoice } from '../review/review-choices.js';
import { askForChoice } from '../review/review-menu.js';
import { mentionText } from './mention-text.js';
import { asRange } from './reveal.js';

/** The assertion classes that a person can choose from. */
const assertions = ['present', 'absent', 'possible', 'conditional', 'hypothetical', 'family', 'history'];

/** What the decision is about. */
interface Place {
  readonly editor: vscode.TextEditor;
  readonly shown: readonly Annotation[];
  readonly mention: Annotation | undefined;
}

/** Shows what a reviewer can decide at the cursor, and carries out what is chosen. */
export async function review(app: App): Promise<void> {
  const editor = await app.editors.target();
  if (!editor) return;
  const shown = app.highlighter.shown(editor.document);
  const mention = mentionAt(shown, editor.selection.active);
  const scene = { mention, hasSelection: !editor.selection.isEmpty, hasOthers: shown.length > 1 };
  const title = mention ? textOf(editor, mention) : vscode.l10n.t('Review this note');
  const choice = await askForChoice(reviewChoices(scene, vscode.l10n), title);
  if (!choice) return;
  if (choice.action === 'next' || choice.action === 'previous') {
    goTo(editor, nextToReview(shown, editor.selection.start, choice.action === 'next' ? 1 : -1));
    return;
  }
  const params = await paramsOf(app, choice.action, { editor, shown, mention });
  if (!params) return;
  const uri = editor.document.uri.toString();
  const progress = await app.server.request(ReviewRequest, { uri, action: choice.action, ...params });
  if (!progress) return;
  vscode.window.setStatusBarMessage(`BioNote: ${progressText(progress, vscode.l10n)}`, 8000);
}

/** What the server needs to know of a decision; `undefined` if the user has left it. */
async function paramsOf(
  { highlighter }: App,
  action: Exclude<ReviewChoice['action'], 'next' | 'previous'>,
  { editor, shown, mention }: Place,
): Promise<Omit<ReviewParams, 'uri' | 'action'> | undefined> {
  const target = mention && asTarget(mention);
  const types = (highlighter.latest(editor.document.uri)?.types ?? []).map(({ name }) => name);
  const position = editor.selection.active;
  switch (action) {
    case 'retype': {
      const value = await choose(types, vscode.l10n.t('Which type is it?'));
      return target && value !== undefined ? { target, value } : undefined;
    }
    case 'assert': {
      const value = await choose(assertions, vscode.l10n.t('Which assertion does it have?'));
      return target && value !== undefined ? { target, value } : undefined;
    }
    case 'resize':
      return target && { target, range: plain(editor.selection) };
    case 'add': {
      const type = await choose(types, vscode.l10n.t('Which type is the selection?'));
      return type === undefined ? undefined : { target: { range: plain(editor.selection), type } };
    }
    case 'relate': {
      const tail = await chooseMention(editor, shown, mention);
      const value =
        tail &&
        (await vscode.window.showInputBox({
          prompt: vscode.l10n.t('The code of the relation, such as TrAP'),
        }));
      return target && tail && value ? { target, tail: asTarget(tail), value } : undefined;
    }
    case 'acceptSentence':
    case 'sentenceReviewed':
      return { position };
    case 'acceptType': {
      const value = await choose(types, vscode.l10n.t('All of which type?'));
      if (value === undefined) return undefined;
      const least = await vscode.window.showInputBox({
        prompt: vscode.l10n.t('From what confidence, in percent?'),
        value: '0',
        validateInput: (text) =>
          /^(100|\d{1,2})$/.test(text) ? undefined : vscode.l10n.t('Give a number from 0 to 100.'),
      });
      return least === undefined ? undefined : { value, confidence: Number(least) / 100 };
    }
    case 'accept':
    case 'reject':
    case 'remove':
    case 'unrelate':
      return target && { target };
    case 'noteReviewed':
    case 'undo':
    case 'refresh':
      return {};
  }
}

async function choose(values: readonly string[], title: string): Promise<string | undefined> {
  const items = values.map((value) => ({ label: plainText(value), value }));
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}

/** Lets the user choose the other end of a relation, those that stand nearest first. */
async function chooseMention(
  editor: vscode.TextEditor,
  shown: readonly Annotation[],
  head: Annotation | undefined,
): Promise<Annotation | undefined> {
  const line = head?.range.start.line ?? 0;
  const items = shown
    .filter((each) => each !== head)
    .sort((a, b) => Math.abs(a.range.start.line - line) - Math.abs(b.range.start.line - line))
    .slice(0, 50)
    .map((each) => ({ label: textOf(editor, each), each }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Related to which mention?') }))
    ?.each;
}

function goTo(editor: vscode.TextEditor, found: Annotation | undefined): void {
  if (!found) {
    vscode.window.setStatusBarMessage(`BioNote: ${vscode.l10n.t('Everything is confirmed.')}`, 8000);
    return;
  }
  const range = asRange(found.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  vscode.window.setStatusBarMessage(`BioNote: ${textOf(editor, found)}`, 8000);
}

function textOf(editor: vscode.TextEditor, mention: Annotation): string {
  return mentionText(mention, editor.document.getText(asRange(mention.range)), vscode.l10n);
}

function asTarget({ range, type }: Annotation): ReviewedMention {
  return { range, type };
}

function plain({ start, end }: vscode.Range): ReviewedMention['range'] {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
