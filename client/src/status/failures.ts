import * as vscode from 'vscode';
import { plainText } from '../plain-text.js';
import type { Server } from '../server.js';
import { failureOf, noticeButtons, type NoticeButtons } from './notice.js';
import { Notices } from './notices.js';

const mutedKey = 'mutedProblems';

/** LSP's codes of a request that was cancelled, by the client or by the server. */
const cancelled: readonly unknown[] = [-32800, -32802];

/** Tells of what is wrong: one notification for each root cause, with the next action. */
export class Failures implements vscode.Disposable {
  readonly #notices: Notices;
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly server: Server,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#notices = new Notices(new Set(memory.get<string[]>(mutedKey, [])));
    this.#subscription = server.onStatus((status) => {
      const { problem } = status;
      if (problem !== undefined && this.#notices.claim(problem))
        void this.#show(problem, noticeButtons(status.actions ?? [], false), status.detail);
    });
  }

  /** Tells the user that what they asked for failed; says nothing of a cancellation. */
  async report(error: unknown): Promise<void> {
    if (isCancellation(error)) return;
    const message = error instanceof Error ? error.message : String(error);
    const failure = failureOf(error);
    const cause = failure?.problem ?? message;
    if (!this.#notices.claimAsked(cause)) return;
    this.log.error(failure?.problem ?? (error instanceof Error ? error.name : 'error'));
    await this.#show(cause, noticeButtons(failure && (failure.actions ?? []), true), message);
  }

  /** Tells again of everything, also of what the user did not want to see again. */
  async reset(): Promise<void> {
    this.#notices.reset();
    await this.memory.update(mutedKey, undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #show(
    problem: string,
    { actions, mute, log: toLog }: NoticeButtons,
    message: string | undefined,
  ): Promise<void> {
    const never = vscode.l10n.t("Don't show again");
    const log = vscode.l10n.t('Show the log');
    const buttons = [...actions.map(({ title }) => title), ...(mute ? [never] : []), ...(toLog ? [log] : [])];
    const text = message ?? vscode.l10n.t('No model can be used now.');
    const chosen = await vscode.window.showWarningMessage(`BioNote: ${plainText(text)}`, ...buttons);
    this.#notices.closed(problem);
    if (chosen === undefined) return;
    if (chosen === never) await this.#mute(problem);
    if (chosen === log && toLog) this.log.show();
    const action = actions.find(({ title }) => title === chosen);
    if (action)
      await vscode.commands.executeCommand(action.command, ...((action.arguments ?? []) as unknown[]));
  }

  async #mute(problem: string): Promise<void> {
    const muted = new Set([...this.memory.get<string[]>(mutedKey, []), problem]);
    await this.memory.update(mutedKey, [...muted]);
  }
}

function isCancellation(error: unknown): boolean {
  if (error instanceof vscode.CancellationError) return true;
  return error instanceof Error && 'code' in error && cancelled.includes(error.code);
}
