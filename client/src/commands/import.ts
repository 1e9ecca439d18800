import * as vscode from 'vscode';
import {
  formatOfName,
  importFormats,
  ImportRequest,
  largestImport,
  type ImportFormat,
  type ImportResult,
} from '../../../server/src/shared/import.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';

const mostNamed = 3;

/** Adds the annotations of a file, by another tool or person, to those that are confirmed for the note in front. */
export async function importAnnotations(app: App, given?: unknown): Promise<ImportResult | undefined> {
  const editor = await app.editors.target();
  const file = editor && (given instanceof vscode.Uri ? given : await askForFile());
  const format = file && (formatOfName(file.path) ?? (await askForFormat()));
  if (!format) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largestImport) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'BioNote: {0} is larger than 50 MB, so it was not imported. Import only the part about this note.',
        plainText(vscode.workspace.asRelativePath(file)),
      ),
    );
    return undefined;
  }
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const uri = editor.document.uri.toString();
  const result = await app.server.request(ImportRequest, { uri, format, content });
  tell(result);
  return result;
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      filters: {
        [vscode.l10n.t('Annotations')]: [
          'ann',
          'jsonl',
          'conll',
          'iob',
          'iob2',
          'bio',
          'xml',
          'json',
          'pubtator',
        ],
        [vscode.l10n.t('All files')]: ['*'],
      },
      openLabel: vscode.l10n.t('Import'),
    })) ?? [];
  return file;
}

async function askForFormat(): Promise<ImportFormat | undefined> {
  const title = vscode.l10n.t('Which format does the file have?');
  const picked = await vscode.window.showQuickPick([...importFormats], { title });
  return importFormats.find((each) => each === picked);
}

function tell({ entities, relations, contradictions, known, proposals, problems }: ImportResult): void {
  const said = [
    vscode.l10n.t(
      'BioNote: imported {0} mentions, {1} relations and {2} contradictions.',
      entities,
      relations,
      contradictions,
    ),
    ...(known > 0 ? [vscode.l10n.t('{0} already existed.', known)] : []),
    ...(proposals > 0
      ? [vscode.l10n.t('{0} proposed by a model and confirmed by nobody are left out.', proposals)]
      : []),
    ...(problems.length > 0
      ? [
          vscode.l10n.t(
            '{0} could not be read: {1}',
            problems.length,
            problems.slice(0, mostNamed).map(plainText).join(' '),
          ),
        ]
      : []),
  ].join(' ');
  if (problems.length > 0) void vscode.window.showWarningMessage(said);
  else void vscode.window.showInformationMessage(said);
}
