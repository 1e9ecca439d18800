import * as vscode from 'vscode';
import { DialogueRequest, noteLanguage, type WrittenSentence } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { escapeMarkdown, withoutAddresses } from '../markdown.js';
import { noteOf } from '../written/dialogue-note.js';
import { supportText } from '../written/sentence-lines.js';
import { withLateProgress } from './late-progress.js';

/**
 * Writes a note from the document in front, which is the transcript of a visit, as a new document that is nowhere saved.
 * A hover over a line shows the turns that it rests on; a line that they do not support says so in the text.
 */
export async function noteFromDialogue(app: App, given?: unknown): Promise<vscode.Uri | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { document: dialogue } = editor;
  const result = await withLateProgress(vscode.l10n.t('BioNote: writing a note'), (token) =>
    app.server.request(DialogueRequest, { uri: dialogue.uri.toString() }, token),
  );
  const { text, sources } = noteOf(result, vscode.l10n);
  if (text === '') {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('BioNote: the model gave no usable note for this dialogue.'),
    );
    return undefined;
  }
  const note = await vscode.workspace.openTextDocument({ language: noteLanguage, content: text });
  await vscode.window.showTextDocument(note, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  showSources(app, note, sources);
  return note.uri;
}

/** Shows the sources on hover, by the text of the line, as long as the note is open. */
function showSources(
  { context }: App,
  note: vscode.TextDocument,
  sources: ReadonlyMap<string, WrittenSentence>,
): void {
  const provider = vscode.languages.registerHoverProvider(
    { scheme: note.uri.scheme, language: note.languageId },
    {
      provideHover(document, position) {
        const line = document.lineAt(position.line);
        const sentence =
          document.uri.toString() === note.uri.toString() ? sources.get(line.text.trim()) : undefined;
        return sentence && new vscode.Hover(hoverText(sentence), line.range);
      },
    },
  );
  const closed = vscode.workspace.onDidCloseTextDocument((document) => {
    if (document !== note) return;
    provider.dispose();
    closed.dispose();
  });
  context.subscriptions.push(provider, closed);
}

function hoverText({ support, sources }: WrittenSentence): vscode.MarkdownString {
  const turns = sources.map(
    ({ text, range }) =>
      `- ${escapeMarkdown(vscode.l10n.t('line {0}', range.start.line + 1))}: ${withoutAddresses(escapeMarkdown(text.replace(/\s+/g, ' ')))}`,
  );
  return new vscode.MarkdownString(
    [`**${escapeMarkdown(supportText(support, vscode.l10n))}**`, '', ...turns].join('\n'),
  );
}
