import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  AnnotationsRequest,
  FindingsChangedNotification,
  StatusNotification,
  ViewportNotification,
  type AnnotationsChange,
  type FindingsChangedParams,
  type Notifications,
  type Requests,
  type StatusParams,
  type ViewportParams,
} from '../../server/src/shared/protocol.js';
import { Lifecycle, type ServerState } from './lifecycle.js';
import { serverKeySecret } from './server-key.js';
import { ServerStopped, stoppedStatus } from './server-stopped.js';
import type { Switched } from './switched.js';

/**
 * The language server as the rest of the client sees it: started on first use, typed requests, the last status.
 * The language client is loaded with it and not before, since activation must cost next to nothing.
 */
export class Server implements vscode.Disposable {
  #status: StatusParams | undefined;
  readonly #lifecycle: Lifecycle<LanguageClient>;
  readonly #annotations = new vscode.EventEmitter<AnnotationsChange>();
  readonly #findings = new vscode.EventEmitter<FindingsChangedParams>();
  readonly #statuses = new vscode.EventEmitter<StatusParams>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly onAnnotations = this.#annotations.event;
  readonly onFindingsChanged = this.#findings.event;
  readonly onStatus = this.#statuses.event;
  /** The server is ready, for the first time or again. */
  readonly onStarted = this.#started.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly switched: Switched,
  ) {
    this.#lifecycle = new Lifecycle<LanguageClient>({
      create: (onState) => this.#create(onState),
      changed: (state) => {
        this.#changed(state);
      },
      failed: (what, error) => {
        log.error(`${what}: ${error instanceof Error ? error.name : 'error'}`);
      },
    });
  }

  /** What the server said of itself last. */
  get status(): StatusParams | undefined {
    return this.#status;
  }

  /** Whether the server runs or is being started. */
  get running(): boolean {
    return this.#lifecycle.current !== undefined;
  }

  /** The client, ready for requests; rejects if the server does not come up. */
  async start(): Promise<LanguageClient> {
    try {
      return await this.#lifecycle.start();
    } catch {
      throw new ServerStopped(vscode.l10n);
    }
  }

  /** Starts the server, or stops it and starts another. */
  async restart(): Promise<void> {
    try {
      await this.#lifecycle.restart();
    } catch {
      throw new ServerStopped(vscode.l10n);
    }
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
      const client = await this.#lifecycle.current;
      await client?.sendNotification(ViewportNotification.method, params);
    } catch {
      this.log.debug('viewport not sent');
    }
  }

  /** Stops the server; resolves when it has stopped, or has been given up. */
  async dispose(): Promise<void> {
    await this.#lifecycle.dispose();
    for (const emitter of [this.#annotations, this.#findings, this.#statuses, this.#started])
      emitter.dispose();
  }

  async #create(onState: (state: ServerState) => void): Promise<LanguageClient> {
    const { createLanguageClient } = await import('./language-client.js');
    // Where secrets cannot be read, the server may still need none.
    const key = await Promise.resolve(this.context.secrets.get(serverKeySecret)).catch(() => undefined);
    const client = createLanguageClient(this.context, this.log, this.switched, onState, key);
    client.onRequest(AnnotationsRequest.method, (change: AnnotationsChange): null => {
      this.#annotations.fire(change);
      return null;
    });
    listen(client, StatusNotification, (params) => {
      this.#report(params);
    });
    listen(client, FindingsChangedNotification, (params) => {
      this.#findings.fire(params);
    });
    return client;
  }

  #changed(state: ServerState): void {
    switch (state) {
      case 'starting':
        this.#report({ state: 'starting' });
        return;
      case 'running':
        setRunning(true);
        this.#started.fire();
        return;
      case 'stopped':
      case 'failed':
        setRunning(false);
        this.#report(stoppedStatus(state === 'failed', vscode.l10n));
    }
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
