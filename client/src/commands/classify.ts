import * as vscode from 'vscode';
import { ClassifyRequest, type ClassifyResult } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { classLines } from '../written/pages-of-results.js';
import { withLateProgress } from './late-progress.js';

const page = 'classes.txt';

/** The labels that were asked for last are offered again, by this name in the state of the workspace. */
const lastLabels = 'bionote.labels';

/** Hallmarks of cancer (Baker et al. 2016): an example of labels of documents. */
const example =
  'sustaining proliferative signaling, evading growth suppressors, resisting cell death, enabling replicative immortality, ' +
  'inducing angiogenesis, activating invasion and metastasis, genomic instability and mutation, tumor promoting ' +
  'inflammation, cellular energetics, avoiding immune destruction';

/** Says on a page beside a note which labels apply to it. The labels may be `given` as a list. */
export async function classifyNote(app: App, given?: unknown): Promise<ClassifyResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { document } = editor;
  const labels = Array.isArray(given) ? given.map(String) : await askForLabels(app);
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

async function askForLabels({ context }: App): Promise<string[] | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Classify the note'),
    prompt: vscode.l10n.t('The labels, separated by commas'),
    value: context.workspaceState.get<string>(lastLabels) ?? example,
  });
  if (text === undefined) return undefined;
  await context.workspaceState.update(lastLabels, text);
  return text
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
}
