import * as vscode from 'vscode';
import {
  ClassifyRequest,
  settingsSection,
  type ClassifyResult,
} from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { classLines } from '../written/pages-of-results.js';
import { labelsIn, usableLabels } from './labels.js';
import { withLateProgress } from './late-progress.js';

const page = 'classes.txt';

/** The labels that were asked for last are offered again, by this name in the state of the workspace. */
const lastLabels = 'bionote.labels';

/** Hallmarks of cancer (Baker et al. 2016): an example of labels of documents. */
const example =
  'sustaining proliferative signaling, evading growth suppressors, resisting cell death, enabling replicative immortality, ' +
  'inducing angiogenesis, activating invasion and metastasis, genomic instability and mutation, tumor promoting ' +
  'inflammation, cellular energetics, avoiding immune destruction';

/** Says on a page beside a note which labels apply to it: those `given` as a list, those of the settings, or those asked for. */
export async function classifyNote(app: App, given?: unknown): Promise<ClassifyResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { document } = editor;
  const labels = Array.isArray(given)
    ? given.map(String)
    : (labelsSet(document) ?? (await askForLabels(app)));
  if (!labels || labels.length === 0) return undefined;
  const classify = async (): Promise<ClassifyResult> => {
    const { version } = document;
    const result = await withLateProgress(vscode.l10n.t('BioNote: classifying'), (token) =>
      app.server.request(ClassifyRequest, { uri: document.uri.toString(), labels }, token),
    );
    await app.pages.show(page, {
      title: vscode.l10n.t('Labels'),
      note: document.uri,
      version,
      lines: () => classLines(result, vscode.l10n),
      again: classify,
    });
    return result;
  };
  return classify();
}

async function askForLabels({ context }: App): Promise<readonly string[] | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Classify the note'),
    prompt: vscode.l10n.t('The labels, separated by commas'),
    value: context.workspaceState.get<string>(lastLabels) ?? example,
  });
  if (text === undefined) return undefined;
  await context.workspaceState.update(lastLabels, text);
  return labelsIn(text);
}

/** The labels of the settings; `undefined` if there are none. */
function labelsSet(document: vscode.TextDocument): readonly string[] | undefined {
  const set: unknown = vscode.workspace
    .getConfiguration(settingsSection, document)
    .get('classification.labels');
  const labels = usableLabels(set);
  return labels.length > 0 ? labels : undefined;
}
