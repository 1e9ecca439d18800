import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  type UnregistrationParams,
  type WorkDoneProgressBegin,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Received } from '../../client/src/highlights/received.js';
import {
  AnnotationsRequest,
  ConfigurationRequest,
  type AnnotationsChange,
  type NoteAnnotations,
  type InitializationOptions,
  type NoteStatus,
  type Requests,
  type StatusParams,
} from '../../server/src/shared/protocol.js';
import { until } from './until.js';

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** The settings; changes are told of with {@link Editor.reconfigure}. */
  readonly settings?: Record<string, unknown>;
}

/** What a client needs to be able to do for most tests. */
export const capableClient: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    semanticTokens: { refreshSupport: true },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
  textDocument: {
    definition: { linkSupport: true },
    documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
  },
};

export interface Progress {
  readonly token: string | number;
  readonly begin: WorkDoneProgressBegin;
  ended: boolean;
}

/** An LSP client as far as tests need one: keeps its documents, and remembers what the server tells it. */
export class Editor {
  readonly documents = new Map<string, TextDocument>();
  /** All that was known of a note after each message about it. */
  readonly annotations: NoteAnnotations[] = [];
  /** The messages themselves. */
  readonly changes: AnnotationsChange[] = [];
  readonly #received = new Received();
  readonly statuses: StatusParams[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly progresses: Progress[] = [];
  /** Every `$/progress`, in order. */
  readonly progressed: { readonly token: string | number; readonly value: unknown }[] = [];
  readonly shown: unknown[] = [];
  readonly logged: string[] = [];
  /** Methods that are registered now, by the registration's id, and all that ever were. */
  readonly registered = new Map<string, string>();
  readonly registrations: string[] = [];
  tokenRefreshes = 0;
  diagnosticRefreshes = 0;
  server!: InitializeResult;
  #settings: Record<string, unknown>;

  private constructor(
    readonly connection: ProtocolConnection,
    options: EditorOptions,
  ) {
    this.#settings = options.settings ?? {};
    this.#listen();
  }

  static async start(
    input: NodeJS.ReadableStream,
    output: NodeJS.WritableStream,
    options: EditorOptions = {},
  ): Promise<Editor> {
    const connection = createProtocolConnection(
      new StreamMessageReader(input),
      new StreamMessageWriter(output),
    );
    const editor = new Editor(connection, options);
    connection.listen();
    editor.server = await connection.sendRequest('initialize', {
      // The server watches this process and ends when it is gone; it would end the tests with itself.
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? capableClient,
      initializationOptions: options.initializationOptions ?? {},
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  get status(): StatusParams | undefined {
    return this.statuses.at(-1);
  }

  async open(uri: string, text: string, languageId = 'clinical-note'): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first `quote` by `text`, as one incremental change. */
  async replace(uri: string, quote: string, text: string): Promise<void> {
    const document = this.#document(uri);
    const range = this.rangeOf(uri, quote);
    const version = document.version + 1;
    const contentChanges = [{ range, text }];
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    this.#received.forget(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async reconfigure(settings: Record<string, unknown>): Promise<void> {
    this.#settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  request<M extends keyof Requests>(
    { method }: { readonly method: M },
    params: Requests[M][0],
    token?: CancellationToken,
  ): Promise<Requests[M][1]> {
    // An argument that is there counts, even where it is undefined.
    return token
      ? this.connection.sendRequest(method, params, token)
      : this.connection.sendRequest(method, params);
  }

  /** Asks for `textDocument/WHAT` at the first `quote`. */
  async at<T>(what: string, uri: string, quote: string, more: object = {}): Promise<T> {
    const position = this.rangeOf(uri, quote).start;
    return this.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position, ...more });
  }

  /** Asks for `textDocument/WHAT` of the whole document. */
  async of<T>(what: string, uri: string, more: object = {}): Promise<T> {
    return this.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, ...more });
  }

  rangeOf(uri: string, quote: string): Range {
    const document = this.#document(uri);
    const start = document.getText().indexOf(quote);
    if (start < 0) throw new Error(`"${quote}" is not in the document`);
    return { start: document.positionAt(start), end: document.positionAt(start + quote.length) };
  }

  textAt(uri: string, range: { start: Position; end: Position }): string {
    return this.#document(uri).getText(range);
  }

  /** The annotated texts, once the server has drawn the present version with `count` of them. */
  async drawn(uri: string, count: number): Promise<string[]> {
    const drawing = await until(`${count} annotations`, () => {
      const last = this.annotations.filter((params) => params.uri === uri).at(-1);
      const present = last?.version === this.#document(uri).version && last.annotations.length === count;
      return present && last;
    });
    return drawing.annotations.map(({ range, type }) => `${this.textAt(uri, range)}/${type}`);
  }

  /** What the server says of a note when it is asked: the status that it sent last may tell of the text before. */
  async noteNow(uri: string): Promise<NoteStatus | undefined> {
    const { status } = await this.request(ConfigurationRequest, {});
    return status.notes?.find((note) => note.uri === uri);
  }

  /** Waits until the analysis of `uri` as it is now has ended, well or not, and the status tells of it. */
  async settled(uri: string, state: 'done' | 'failed' | 'off' = 'done'): Promise<void> {
    await until(
      `${uri} to be ${state}`,
      async () =>
        this.status?.notes?.some((note) => note.uri === uri && note.state === state) === true &&
        (await this.noteNow(uri))?.state === state,
    );
  }

  /** What was published last for `uri`, once there are `count` diagnostics. */
  diagnostics(uri: string, count: number): Promise<Diagnostic[]> {
    return until(`${count} diagnostics`, () => {
      const last = this.published.filter((params) => params.uri === uri).at(-1)?.diagnostics;
      return last?.length === count && last;
    });
  }

  #document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  #listen(): void {
    const { connection } = this;
    connection.onRequest(AnnotationsRequest.method, (change: AnnotationsChange) => {
      this.changes.push(change);
      const now = this.#received.take(change.uri, change);
      if (now) this.annotations.push(now);
      return null;
    });
    connection.onNotification('bionote/status', (params: StatusParams) => {
      this.statuses.push(params);
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    connection.onNotification(
      '$/progress',
      ({ token, value }: { token: string | number; value: unknown }) => {
        this.progressed.push({ token, value });
        const { kind } = value as { kind?: string };
        if (kind === 'begin') {
          this.progresses.push({ token, begin: value as WorkDoneProgressBegin, ended: false });
        }
        const progress = this.progresses.find((known) => known.token === token);
        if (kind === 'end' && progress) progress.ended = true;
      },
    );
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.#settings),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { id, method } of registrations) {
        this.registered.set(id, method);
        this.registrations.push(method);
      }
      return null;
    });
    connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) this.registered.delete(id);
      return null;
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/semanticTokens/refresh', () => {
      this.tokenRefreshes++;
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.diagnosticRefreshes++;
      return null;
    });
    connection.onRequest('window/showDocument', (params: unknown) => {
      this.shown.push(params);
      return { success: true };
    });
  }
}
