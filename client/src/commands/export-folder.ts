import * as vscode from 'vscode';
import {
  ExportNotesRequest,
  ExportTextRequest,
  type ExportResult,
  type ExportTextResult,
} from '../../../server/src/shared/export.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { eachNote, type EachResult } from './each-note.js';
import { exportFormat } from './export-format.js';
import { askForFolder, notesOf } from './folder-files.js';
import { saveExport } from './save-export.js';

/** At most so many problems are named in a message; the others are counted. */
const mostNamed = 3;

/** Writes the notes of a folder in the format of another tool, and says what is not in the export. */
export async function exportFolder(app: App, given?: unknown): Promise<ExportResult | undefined> {
  const folder = given instanceof vscode.Uri ? given : await askForFolder();
  const files = folder && (await notesOf(folder));
  if (!files) return undefined;
  const proposals = await askForProposals();
  if (proposals === undefined) return undefined;
  const format = await exportFormat(vscode.l10n.t('Export the notes as'));
  if (!format) return undefined;
  await app.server.start();
  const ids = idsOf(files.map(({ name }) => name));
  const { results, isCancelled } = await eachNote<ExportTextResult>(app, files, {
    title: vscode.l10n.t('BioNote: exporting the notes'),
    work: (text, { uri, name }, token) =>
      app.server.request(ExportTextRequest, { uri, text, id: ids.get(name) ?? name, proposals }, token),
  });
  if (isCancelled) return undefined;
  const notes = results.flatMap(({ result }) => result?.note ?? []);
  if (notes.length === 0) {
    const why = [vscode.l10n.t('BioNote: there is nothing to export.'), ...leftOut(results)];
    void vscode.window.showWarningMessage(why.join(' '));
    return undefined;
  }
  const { version } = app.context.extension.packageJSON as { readonly version: string };
  const result = await app.server.request(ExportNotesRequest, { notes, format, version });
  if (await saveExport(result)) {
    const said = [...leftOut(results), ...result.losses.map(plainText)];
    void vscode.window.showInformationMessage(
      [vscode.l10n.t('BioNote: {0} notes were exported.', notes.length), ...said].join(' '),
    );
  }
  return result;
}

async function askForProposals(): Promise<boolean | undefined> {
  const items = [
    {
      label: vscode.l10n.t('What people confirmed'),
      description: vscode.l10n.t('only notes that somebody has reviewed; no model is used'),
      proposals: false,
    },
    {
      label: vscode.l10n.t('Also what the model finds'),
      description: vscode.l10n.t('all notes; each annotation says whether it is confirmed'),
      proposals: true,
    },
  ];
  const title = vscode.l10n.t('Export which annotations?');
  return (await vscode.window.showQuickPick(items, { title }))?.proposals;
}

/** The names without extensions; a second note of the same name keeps its own. */
function idsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const stem = name.replace(/\.[^./]+$/, '');
      const id = taken.has(stem) ? name : stem;
      taken.add(id);
      return [name, id];
    }),
  );
}

/** What is not in the export, a sentence each. */
function leftOut(results: readonly EachResult<ExportTextResult>[]): string[] {
  const unreviewed = results.filter(({ result }) => result?.note === null).length;
  const stale = results.reduce((sum, { result }) => sum + (result?.stale ?? 0), 0);
  const failed = results.flatMap((each) => (each.result === undefined ? [each] : []));
  const named = failed
    .slice(0, mostNamed)
    .map(({ file, problem }) => `${plainText(file.name)}: ${plainText(problem)}`);
  return [
    ...(unreviewed > 0
      ? [vscode.l10n.t('{0} notes that nobody has reviewed are left out.', unreviewed)]
      : []),
    ...(stale > 0
      ? [vscode.l10n.t('{0} annotations no longer fit the text of their notes and are left out.', stale)]
      : []),
    ...(failed.length > 0
      ? [vscode.l10n.t('{0} notes could not be exported. {1}', failed.length, named.join(' '))]
      : []),
  ];
}
