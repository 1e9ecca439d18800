import * as vscode from 'vscode';
import { CompareRequest, type CompareResult } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import type { NamedNote } from '../checks/comparison-record.js';
import { isNote, noteFiles } from '../note-selector.js';
import { plainText } from '../plain-text.js';
import { compareItems, comparisonText, emptyText } from './evidence-items.js';
import { showEvidence } from './evidence-list.js';
import { withLateProgress } from './late-progress.js';
import { EvidenceMarker, goTo } from './reveal.js';

/** Where the two notes are shown. */
const { One: left, Two: right } = vscode.ViewColumn;

/** How many files of the workspace are offered. */
const maxFiles = 200;

/**
 * Compares two notes, and lists the statements of the second that the first contradicts. From the explorer the
 * selected files come as `selected`; what is missing is asked for.
 */
export async function compareNotes(
  app: App,
  given?: unknown,
  selected?: unknown,
): Promise<CompareResult | undefined> {
  const uris = (Array.isArray(selected) ? selected : [given, selected]).filter(
    (each) => each instanceof vscode.Uri,
  );
  const firstUri = uris[0] ?? (await app.editors.target())?.document.uri;
  if (!firstUri) return undefined;
  const secondUri =
    uris.find((uri) => uri.toString() !== firstUri.toString()) ?? (await askForNote(firstUri));
  if (!secondUri) return undefined;
  const first = await openNote(firstUri);
  const second = await openNote(secondUri);
  if (!first || !second) return undefined;
  // VS Code drops a document that is nowhere shown after a few minutes, and the request would end with it.
  await show(first, left);
  await show(second, right);
  const result = await withLateProgress(vscode.l10n.t('BioNote: comparing two notes'), (token) =>
    app.server.request(CompareRequest, { first: first.uri.toString(), second: second.uri.toString() }, token),
  );
  app.checks.add({
    first: named(first),
    second: named(second),
    checked: new Date().toISOString(),
    result,
  });
  await list(first, second, result);
  return result;
}

function named({ uri }: vscode.TextDocument): NamedNote {
  return { uri: uri.toString(), name: vscode.workspace.asRelativePath(uri) };
}

async function show(document: vscode.TextDocument, viewColumn: vscode.ViewColumn): Promise<void> {
  await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
}

async function list(
  first: vscode.TextDocument,
  second: vscode.TextDocument,
  result: CompareResult,
): Promise<void> {
  const marker = new EvidenceMarker();
  try {
    await showEvidence(
      {
        title: comparisonText(result, vscode.l10n),
        items: compareItems(result, vscode.l10n),
        empty: emptyText(result, vscode.l10n.t('No contradiction was found.'), vscode.l10n),
        preview: async (evidence) => {
          await marker.preview(first, evidence.first, left);
          await marker.preview(second, evidence.second, right);
        },
        accept: async (evidence) => {
          await goTo(first, evidence.first, left);
          await goTo(second, evidence.second, right);
        },
      },
      vscode.window.createQuickPick(),
      vscode.l10n,
    );
  } finally {
    marker.dispose();
  }
}

async function askForNote(first: vscode.Uri): Promise<vscode.Uri | undefined> {
  const open = vscode.workspace.textDocuments.filter(isNote).map(({ uri }) => uri);
  const files = await vscode.workspace.findFiles(noteFiles, undefined, maxFiles);
  const others = new Map([...open, ...files].map((uri) => [uri.toString(), uri]));
  others.delete(first.toString());
  const browse = { label: vscode.l10n.t('Choose a file …'), uri: undefined };
  const items = [...others.values()].map((uri) => ({
    label: plainText(vscode.workspace.asRelativePath(uri)),
    uri,
  }));
  const picked = await vscode.window.showQuickPick([...items, browse], {
    title: vscode.l10n.t('Compare {0} with', vscode.workspace.asRelativePath(first)),
    placeHolder: vscode.l10n.t('The note whose statements to check against it'),
  });
  if (picked !== browse) return picked?.uri;
  const [chosen] = (await vscode.window.showOpenDialog({ canSelectMany: false })) ?? [];
  return chosen;
}

async function openNote(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (isNote(document)) return document;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'BioNote: {0} is not a clinical note, plain text or Markdown file.',
      plainText(vscode.workspace.asRelativePath(uri)),
    ),
  );
  return undefined;
}
