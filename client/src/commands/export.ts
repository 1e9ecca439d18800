import * as vscode from 'vscode';
import {
  exportFormats,
  ExportRequest,
  type ExportFormat,
  type ExportResult,
} from '../../../server/src/shared/export.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { saveText } from './save-text.js';

/** What each format is for, as people who use it would say. */
const uses: Readonly<Record<ExportFormat, () => string>> = {
  jsonl: () => vscode.l10n.t('JSON lines, without loss; Hugging Face datasets reads it'),
  brat: () => vscode.l10n.t('brat standoff with its configuration'),
  conll: () => vscode.l10n.t('CoNLL, one token a line with IOB2 tags'),
  'bioc-xml': () => vscode.l10n.t('BioC in XML'),
  'bioc-json': () => vscode.l10n.t('BioC in JSON'),
  pubtator: () => vscode.l10n.t('PubTator'),
  'cas-json': () => vscode.l10n.t('UIMA CAS in JSON, for INCEpTION'),
  'label-studio': () => vscode.l10n.t('Label Studio, as predictions'),
  prodigy: () => vscode.l10n.t('Prodigy'),
  doccano: () => vscode.l10n.t('doccano'),
  'note-nlp': () => vscode.l10n.t('OMOP NOTE_NLP, as CSV'),
  fhir: () => vscode.l10n.t('FHIR R4, a bundle'),
  html: () => vscode.l10n.t('a page that needs nothing, to read or print'),
  csv: () => vscode.l10n.t('tables for a spreadsheet'),
};

/** Writes the note in front in the format of another tool, and says what the format could not carry. */
export async function exportNote(app: App, given?: unknown): Promise<ExportResult | undefined> {
  const editor = await app.editors.target();
  if (!editor) return undefined;
  const format = exportFormats.find((each) => each === given) ?? (await askForFormat());
  if (!format) return undefined;
  const { version } = app.context.extension.packageJSON as { readonly version: string };
  const result = await app.server.request(ExportRequest, {
    uri: editor.document.uri.toString(),
    format,
    version,
  });
  const [only] = result.files;
  const target =
    only && result.files.length === 1
      ? await saveText(only.name, {}, () => only.text)
      : await saveAll(result);
  if (target && result.losses.length > 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('BioNote: the note is exported. {0}', result.losses.map(plainText).join(' ')),
    );
  }
  return result;
}

async function askForFormat(): Promise<ExportFormat | undefined> {
  const items = exportFormats.map((format) => ({ label: format, description: uses[format](), format }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export the note as'),
    matchOnDescription: true,
  });
  return picked?.format;
}

/** Writes the files of an export into a folder that the user chooses; asks before any is replaced. */
async function saveAll({ files }: ExportResult): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Export here'),
    })) ?? [];
  if (!folder) return undefined;
  const targets = files.map(({ name, text }) => ({ uri: vscode.Uri.joinPath(folder, name), text }));
  const there = await Promise.all(targets.map(({ uri }) => exists(uri)));
  const replaced = targets.filter((_, index) => there[index]);
  if (replaced.length > 0) {
    const replace = vscode.l10n.t('Replace');
    const names = replaced.map(({ uri }) => plainText(vscode.workspace.asRelativePath(uri))).join(', ');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('There are files of these names already: {0}. Replace them?', names),
      { modal: true },
      replace,
    );
    if (answer !== replace) return undefined;
  }
  for (const { uri, text } of targets) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
  return folder;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
