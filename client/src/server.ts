import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  AnnotationsNotification,
  StatusNotification,
  ViewportNotification,
  type AnnotationsParams,
  type Notifications,
  type Requests,
  type StatusParams,
  type ViewportParams,
} from '../../server/src/shared/protocol.js';
import { ServerStopped, stoppedStatus } from './server-stopped.js';
import type { Switched } from './switched.js';

/**
 * The language server as the rest of the client sees it: started on first use, typed requests, the last status.
 * The language client is loaded with it and not before, since activation must cost next to nothing.
 */
export class Server implements vscode.Disposable {
  #client: Promise<LanguageClient> | undefined;
  #status: StatusParams | undefined;
  readonly #annotations = new vscode.EventEmitter<AnnotationsParams>();
  readonly #statuses = new vscode.EventEmitter<StatusParams>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly onAnnotations = this.#annotations.event;
  readonly onStatus = this.#statuses.event;
  /** The server is ready, for the first time or again. */
  readonly onStarted = this.#started.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly switched: Switched,
  ) {}

  /** What the server said of itself last. */
  get status(): StatusParams | undefined {
    return this.#status;
  }

  /** Whether the server runs or is being started. */
  get running(): boolean {
    return this.#client !== undefined;
  }

  /** The client, ready for requests; rejects where the server does not come up. */
  start(): Promise<LanguageClient> {
    this.#client ??= this.#launch().catch((error: unknown) => {
      this.#client = undefined;
      setRunning(false);
      this.#report(stoppedStatus(true, vscode.l10n));
      this.log.error(error instanceof Error ? error.name : 'error');
      throw new ServerStopped(vscode.l10n);
    });
    return this.#client;
  }

  /** Starts the server, or stops it and starts it again. */
  async restart(): Promise<void> {
    const running = this.#client;
    this.#client = undefined;
    this.#report({ state: 'starting' });
    const client = await running?.catch(() => undefined);
    await client?.dispose();
    await this.start();
  }

  /** Sends a request; a cancelled `token` is passed on to the server. */
  async request<M extends keyof Requests>(
    { method }: { readonly method: M },
    params: Requests[M][0],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M][1]> {
    const client = await this.start();
    // A missing token must not be handed on: it would count as a second parameter.
    return token === undefined
      ? client.sendRequest<Requests[M][1]>(method, params)
      : client.sendRequest<Requests[M][1]>(method, params, token);
  }

  /** Says what is on screen, if the server runs; it is a hint, so a failure costs nothing. */
  async showViewport(params: ViewportParams): Promise<void> {
    try {
      const client = await this.#client;
      await client?.sendNotification(ViewportNotification.method, params);
    } catch {
      this.log.debug('viewport not sent');
    }
  }

  /** Stops the server; resolves when it has stopped. */
  async dispose(): Promise<void> {
    const running = this.#client;
    this.#client = undefined;
    const client = await running?.catch(() => undefined);
    await client?.dispose();
    for (const emitter of [this.#annotations, this.#statuses, this.#started]) emitter.dispose();
  }

  async #launch(): Promise<LanguageClient> {
    const { createLanguageClient, State } = await import('./language-client.js');
    const client = createLanguageClient(this.context, this.log, this.switched);
    listen(client, AnnotationsNotification, (params) => {
      this.#annotations.fire(params);
    });
    listen(client, StatusNotification, (params) => {
      this.#report(params);
    });
    // A server that dies is started again by the language client, a few times; then it stays down for good.
    let givenUp = false;
    client.onGivenUp = () => {
      givenUp = true;
    };
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) this.#report({ state: 'starting' });
      if (newState === State.Running) {
        setRunning(true);
        this.#started.fire();
      }
      // While it is started again on request, nothing that needs it is taken away.
      if ((newState === State.Stopped || newState === State.StartFailed) && this.#client) {
        const forGood = givenUp || newState === State.StartFailed;
        // The next command that needs a server starts another.
        if (givenUp) this.#client = undefined;
        setRunning(false);
        this.#report(stoppedStatus(forGood, vscode.l10n));
      }
    });
    await client.start();
    return client;
  }

  #report(status: StatusParams): void {
    this.#status = status;
    this.#statuses.fire(status);
  }
}

/** Keeps the context keys that commands are enabled by: one that came up and went is there to be restarted. */
function setRunning(running: boolean): void {
  void vscode.commands.executeCommand('setContext', 'bionote.started', running);
  void vscode.commands.executeCommand('setContext', 'bionote.stopped', !running);
}

function listen<M extends keyof Notifications>(
  client: LanguageClient,
  { method }: { readonly method: M },
  handler: (params: Notifications[M]) => void,
): void {
  client.onNotification(method, handler);
}
