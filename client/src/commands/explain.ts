import * as vscode from 'vscode';
import {
  ExplainRequest,
  RelationsRequest,
  type ExplainProgress,
} from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { escapeMarkdown } from '../markdown.js';
import { plainText } from '../plain-text.js';
import { explanationPage } from './explanation-page.js';
import { withLateProgress } from './late-progress.js';
import { Newest } from './newest.js';

/** All explanations share one page, so a new one takes the place of that before it. */
const documentName = 'explanation.md';
/** Which relation of which document. */
interface RelationName {
  readonly uri: string;
  readonly relation: string;
}

const runs = new Newest();
let asked = 0;

/**
 * Explains a relation in words, in a preview beside the note that fills as the model answers. A link in a hover
 * names the relation; without one the user chooses among those at the cursor.
 */
export async function explain(app: App, uri?: unknown, relation?: unknown): Promise<string | undefined> {
  const link =
    typeof uri === 'string' && typeof relation === 'string' ? { uri, relation } : await askForRelation(app);
  if (!link) return undefined;
  const client = await app.server.start();
  const { ProgressType } = await import('vscode-languageclient/node');
  const run = runs.begin();
  let related: ExplainProgress['related'];
  let text = '';
  const show = (body: string): void => {
    if (run.isNewest()) app.documents.write(documentName, explanationPage(related, body, vscode.l10n));
  };
  const waiting = `*${vscode.l10n.t('The model is answering …')}*`;
  const partialResultToken = `bionote-explain-${++asked}`;
  const listener = client.onProgress(new ProgressType<ExplainProgress>(), partialResultToken, (piece) => {
    related ??= piece.related;
    text += piece.text;
    show(text === '' ? waiting : escapeMarkdown(text));
  });
  try {
    show(waiting);
    // The hover that the link was in would cover the answer.
    await vscode.commands.executeCommand('editor.action.hideHover');
    await vscode.commands.executeCommand('markdown.showPreviewToSide', app.documents.uri(documentName));
    const { markdown } = await withLateProgress(
      vscode.l10n.t('BioNote: explaining'),
      (token) => app.server.request(ExplainRequest, { ...link, partialResultToken }, token),
      run.signal,
    );
    show(markdown);
    return markdown;
  } catch (error) {
    show(`*${vscode.l10n.t('There is no explanation.')}*`);
    throw error;
  } finally {
    listener.dispose();
  }
}

async function askForRelation({ editors, server }: App): Promise<RelationName | undefined> {
  const editor = await editors.target();
  if (!editor) return undefined;
  const uri = editor.document.uri.toString();
  const { line, character } = editor.selection.active;
  const { relations } = await server.request(RelationsRequest, { uri, position: { line, character } });
  const items = relations.map(({ id, code, head, tail }) => ({
    label: plainText(`${code}: ${head} → ${tail}`),
    uri,
    relation: id,
  }));
  if (items.length > 1) {
    return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Explain which relation?') });
  }
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('BioNote: no relation to explain starts or ends at the cursor.'),
    );
  }
  return items[0];
}
