import * as vscode from 'vscode';
import { ModelsRequest, PullRequest, type PullProgress } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { size } from '../format.js';
import { plainText } from '../plain-text.js';
import { offerOllama } from './find-ollama.js';
import { withLateProgress } from './late-progress.js';
import { recommendedModels } from './recommended-models.js';
import { useModel } from './use-model.js';

/**
 * Downloads a model into Ollama, if that answers, once the user has agreed, with progress and cancel, and uses it then. Asks for
 * the name where none is `given`. A download that was cancelled goes on where it stopped when asked for again.
 */
export async function pullModel(app: App, given?: unknown): Promise<void> {
  const { unreachable } = await withLateProgress(vscode.l10n.t('BioNote: looking for Ollama'), (token) =>
    app.server.request(ModelsRequest, {}, token),
  );
  if (unreachable !== undefined) return offerOllama(unreachable);
  const model = typeof given === 'string' && given !== '' ? given : await askForName();
  if (model === undefined || !(await agree(model))) return;
  const client = await app.server.start();
  const progressToken = `bionote-pull-${Date.now()}`;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('BioNote: downloading {0}', plainText(model)),
      cancellable: true,
    },
    async (progress, token) => {
      let reached = 0;
      const { ProgressType } = await import('vscode-languageclient/node');
      const listener = client.onProgress(new ProgressType<PullProgress>(), progressToken, (step) => {
        const share = shareOf(step);
        progress.report({ message: stepText(step), increment: Math.max(0, share - reached) });
        reached = Math.max(reached, share);
      });
      try {
        await app.server.request(PullRequest, { model, progressToken }, token);
      } finally {
        listener.dispose();
      }
    },
  );
  await useModel({ engine: 'ollama', name: model });
}

async function askForName(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Download a model into Ollama'),
    prompt: vscode.l10n.t("A name from Ollama's library, or hf.co/… for a GGUF file on a hub"),
    placeHolder: recommendedModels[0]?.name ?? '',
  });
  return name?.trim() === '' ? undefined : name?.trim();
}

async function agree(model: string): Promise<boolean> {
  const bytes = recommendedModels.find(({ name }) => name === model)?.bytes;
  const download = vscode.l10n.t('Download');
  const chosen = await vscode.window.showInformationMessage(
    bytes === undefined
      ? vscode.l10n.t('Download {0} into Ollama? Its size shows as soon as the download starts.', model)
      : vscode.l10n.t('Download {0} into Ollama? It takes {1}.', model, size(bytes, vscode.l10n)),
    {
      modal: true,
      detail: vscode.l10n.t('Ollama fetches it from the internet. You can cancel at any time.'),
    },
    download,
  );
  return chosen === download;
}

/** How much of the present layer is there, in percent. */
function shareOf({ completed, total }: PullProgress): number {
  return completed === undefined || total === undefined || total === 0 ? 0 : (completed / total) * 100;
}

function stepText({ status, completed, total }: PullProgress): string {
  if (completed === undefined || total === undefined) return plainText(status);
  return vscode.l10n.t('{0} of {1}', size(completed, vscode.l10n), size(total, vscode.l10n));
}
