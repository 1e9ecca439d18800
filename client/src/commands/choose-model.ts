import * as vscode from 'vscode';
import { ModelsRequest, type ModelChoice } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { withLateProgress } from './late-progress.js';
import { modelSections, type ModelItem } from './model-items.js';
import { pullModel } from './pull-model.js';
import { textSetting, updateSetting } from './settings.js';
import { useModel } from './use-model.js';

/** Lets the user choose a model of either engine, or download one. Takes effect without a reload. */
export async function chooseModel(app: App): Promise<void> {
  const result = await withLateProgress(vscode.l10n.t('BioNote: listing models'), (token) =>
    app.server.request(ModelsRequest, {}, token),
  );
  const sections = modelSections(result, textSetting('ollama.model'), vscode.l10n);
  const picked = await vscode.window.showQuickPick(
    [
      separator(result.unreachable === undefined ? vscode.l10n.t('Ollama at {0}', result.host) : 'Ollama'),
      ...sections.ollama,
      ...(result.server
        ? [separator(vscode.l10n.t('Server at {0}', result.server.host)), ...sections.server]
        : []),
      separator(vscode.l10n.t('Embedded engine')),
      ...sections.embedded,
      separator(vscode.l10n.t('Download into Ollama')),
      ...sections.download,
      separator(vscode.l10n.t('More')),
      ...sections.more,
    ],
    { title: vscode.l10n.t('Choose a model'), matchOnDescription: true, matchOnDetail: true },
  );
  if (picked && 'choice' in picked) await take(app, picked.choice);
}

async function take(app: App, choice: ModelItem['choice']): Promise<void> {
  switch (choice.kind) {
    case 'use':
      return useModel(choice.model);
    case 'pull':
      return pullModel(app, choice.model);
    case 'other':
      return pullModel(app);
    case 'automatic':
      return updateSetting('engine', 'auto');
    case 'file':
      return useFile();
    case 'measure':
      await vscode.commands.executeCommand('bionote.measureModel');
      return;
    case 'unreachable':
      await vscode.commands.executeCommand('bionote.findOllama');
      return;
    case 'server':
      await vscode.commands.executeCommand('bionote.openSetting', 'bionote.openai.url');
      return;
    case 'refused':
      await explainRefusal(choice.model);
      return;
  }
}

async function useFile(): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      filters: { GGUF: ['gguf'] },
      title: vscode.l10n.t('Choose a GGUF file'),
    })) ?? [];
  if (file) await useModel({ engine: 'embedded', name: file.fsPath, path: file.fsPath });
}

async function explainRefusal({ name, refused = '' }: ModelChoice): Promise<void> {
  const open = vscode.l10n.t('Open the setting');
  const chosen = await vscode.window.showWarningMessage(plainText(`BioNote: ${name}: ${refused}`), open);
  if (chosen === open) {
    await vscode.commands.executeCommand('bionote.openSetting', 'bionote.ollama.allowCloudModels');
  }
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
