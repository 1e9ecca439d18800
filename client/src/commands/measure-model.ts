import * as vscode from 'vscode';
import {
  MeasureRequest,
  type Measurement,
  type MeasureProgress,
} from '../../../server/src/shared/protocol.js';
import { summaryOfMeasurement } from '../../../server/src/shared/measurement.js';
import { measurementWords } from '../../../server/src/shared/measurement-words.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { leftText, measurementPage, measuringSizes } from './measurement-page.js';

/**
 * Measures the model in use on the notes that come with BioNote, with progress, an estimate of the time that is left, and
 * cancel; what it comes to is kept, takes effect, and is opened beside the embedded model's as Markdown.
 *
 * @param given the most notes of each part; asked for if absent, 0: all.
 * @returns what was measured; `undefined` if nothing was.
 */
export async function measureModel(app: App, given?: unknown): Promise<readonly Measurement[] | undefined> {
  const limit = typeof given === 'number' ? given : await askForSize();
  if (limit === undefined) return undefined;
  const client = await app.server.start();
  const progressToken = `bionote-measure-${Date.now()}`;
  const { measurements } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('BioNote: measuring the model'),
      cancellable: true,
    },
    async (progress, token) => {
      const { ProgressType } = await import('vscode-languageclient/node');
      let reached = 0;
      const listener = client.onProgress(new ProgressType<MeasureProgress>(), progressToken, (step) => {
        const share = (step.done / Math.max(1, step.total)) * 100;
        // The next model begins again.
        if (step.done === 0) reached = 0;
        progress.report({ message: leftText(step, vscode.l10n), increment: Math.max(0, share - reached) });
        reached = share;
      });
      try {
        const params = { progressToken, ...(limit > 0 && { limit }) };
        return await app.server.request(MeasureRequest, params, token);
      } finally {
        listener.dispose();
      }
    },
  );
  const content = measurementPage(measurements, vscode.l10n);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  void tell(measurements);
  return measurements;
}

async function askForSize(): Promise<number | undefined> {
  const picked = await vscode.window.showQuickPick(measuringSizes(vscode.l10n), {
    title: vscode.l10n.t('Measure this model'),
    placeHolder: vscode.l10n.t('How many of the notes that come with BioNote should it read?'),
  });
  return picked?.limit;
}

async function tell([own]: readonly Measurement[]): Promise<void> {
  if (!own) return;
  const words = measurementWords(summaryOfMeasurement(own, false), vscode.l10n);
  const choose = vscode.l10n.t('Choose a model');
  const chosen = await vscode.window.showInformationMessage(
    plainText(`BioNote: ${own.model}: ${words}.`),
    choose,
  );
  if (chosen === choose) await vscode.commands.executeCommand('bionote.chooseModel');
}
