import * as vscode from 'vscode';
import { ModelsRequest, serverCommands } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { withLateProgress } from './late-progress.js';

const downloadPage = 'https://ollama.com/download';

/** Looks whether Ollama answers, says so, and names the next step. */
export async function findOllama({ server }: App): Promise<boolean> {
  await server.start();
  await vscode.commands.executeCommand(serverCommands.retry);
  const { models, host, unreachable } = await withLateProgress(
    vscode.l10n.t('BioNote: looking for Ollama'),
    (token) => server.request(ModelsRequest, {}, token),
  );
  if (unreachable === undefined) {
    const count = models.filter(({ engine }) => engine === 'ollama').length;
    void offerModels(host, count);
    return true;
  }
  void offerOllama(unreachable);
  return false;
}

async function offerModels(host: string, count: number): Promise<void> {
  const choose = vscode.l10n.t('Choose a model');
  const chosen = await vscode.window.showInformationMessage(
    count === 1
      ? vscode.l10n.t('Ollama answers at {0}. It has 1 model.', host)
      : vscode.l10n.t('Ollama answers at {0}. It has {1} models.', host, count),
    choose,
  );
  if (chosen === choose) await vscode.commands.executeCommand('bionote.chooseModel');
}

/** Says why Ollama does not answer, and offers what helps. */
export async function offerOllama(reason: string): Promise<void> {
  const get = vscode.l10n.t('Get Ollama');
  const setting = vscode.l10n.t('Open the setting');
  const chosen = await vscode.window.showWarningMessage(plainText(reason), get, setting);
  if (chosen === get) await vscode.env.openExternal(vscode.Uri.parse(downloadPage));
  if (chosen === setting) await vscode.commands.executeCommand('bionote.openSetting', 'bionote.ollama.host');
}
