import * as vscode from 'vscode';
import type { ReviewedMention, ReviewParams } from '../../../server/src/shared/review.js';
import type { Annotation } from '../../../server/src/shared/protocol.js';
import { plainText } from '../plain-text.js';
import { assertions, type NamedDecision } from '../review/review-arguments.js';
import { mentionText } from './mention-text.js';
import { asRange } from './reveal.js';

/** What the decision is about. */
export interface ReviewPlace {
  readonly editor: vscode.TextEditor;
  readonly shown: readonly Annotation[];
  /** The mention under the cursor. */
  readonly mention: Annotation | undefined;
  /** The types that the note can have. */
  readonly types: readonly string[];
}

/** What the server needs to know of a decision; `undefined` if the user has left it. */
export async function reviewParams(
  { action, value: given }: NamedDecision,
  { editor, shown, mention, types }: ReviewPlace,
): Promise<Omit<ReviewParams, 'uri' | 'action'> | undefined> {
  const target = mention && asTarget(mention);
  const position = editor.selection.active;
  switch (action) {
    case 'retype': {
      const value = given ?? (await choose(types, vscode.l10n.t('Which type is it?')));
      return target && value !== undefined ? { target, value } : undefined;
    }
    case 'assert': {
      const value = given ?? (await choose(assertions, vscode.l10n.t('Which assertion does it have?')));
      return target && value !== undefined ? { target, value } : undefined;
    }
    case 'resize':
      return target && { target, range: plain(editor.selection) };
    case 'add': {
      const type = given ?? (await choose(types, vscode.l10n.t('Which type is the selection?')));
      return type === undefined ? undefined : { target: { range: plain(editor.selection), type } };
    }
    case 'relate': {
      const tail = await chooseMention(editor, shown, mention);
      const value =
        tail &&
        (given ??
          (await vscode.window.showInputBox({
            prompt: vscode.l10n.t('The code of the relation, such as TrAP'),
          })));
      return target && tail && value ? { target, tail: asTarget(tail), value } : undefined;
    }
    case 'acceptSentence':
    case 'sentenceReviewed':
      return { position };
    case 'acceptType': {
      const value = given ?? (await choose(types, vscode.l10n.t('All of which type?')));
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
    case 'next':
    case 'previous':
    case 'order':
      return undefined;
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
    .map((each) => ({ label: mentionIn(editor, each), each }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Related to which mention?') }))
    ?.each;
}

/** What a mention is, in one line, with its words. */
export function mentionIn(editor: vscode.TextEditor, mention: Annotation): string {
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
