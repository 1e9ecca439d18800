import {
  DocumentSymbolRequest,
  ShowDocumentRequest,
  type Command,
  type Connection,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import { outlineOptions } from './capabilities.js';
import { editorOf, startWorkDone, tell } from './editor-messages.js';
import { BackgroundAnalysis } from './background.js';
import { CountedErrors } from './counted-errors.js';
import { computeDiagnostics } from '../features/diagnostics.js';
import { Explanations } from '../features/explanations.js';
import { loggable } from './failure.js';
import { actionsFor, type FailureCode } from '../features/next-action.js';
import { OutlineProvider } from './outline-provider.js';
import { Publisher } from './publisher.js';
import { quietly, type Log } from './safely.js';
import { StatusBoard } from './status-board.js';
import type { ClientFeatures } from './initialization.js';
import { ModelState } from './model-state.js';
import { OpenNotes } from './open-notes.js';
import { outcomesOf } from './outcomes.js';
import type { Environment, Parts } from './parts.js';
import { FindingsChangedNotification, StatusNotification } from '../shared/protocol.js';
import type { InitializationOptions, StatusParams } from '../shared/protocol.js';
import { originOfProposals } from './proposal-origin.js';
import { Reviews } from './reviews.js';
import { sessionStatus } from './session-status.js';
import { settingProblems, type SettingProblem } from '../settings/setting-problems.js';
import { readCustomSchemas } from '../tasks/custom-schemas.js';
import { findSchema } from '../tasks/schemas.js';
import type { Schema } from '../tasks/schema.js';
import { WorkspaceSettings } from '../settings/workspace-settings.js';

/** One client's session, from initialization to shutdown: connects the parts with the client. */
export class Session {
  readonly settings: WorkspaceSettings;
  readonly background: BackgroundAnalysis;
  readonly notes: OpenNotes;
  readonly reviews: Reviews;
  readonly explanations: Explanations;
  readonly state: ModelState;
  /** What failed, for a report. */
  readonly errors = new CountedErrors();
  /** Resolves when the settings are in effect. Until then the analysis cannot be used. */
  readonly ready: Promise<void>;
  readonly #publisher: Publisher;
  readonly #outline: OutlineProvider;
  readonly #board: StatusBoard;
  #settle: () => void = () => undefined;
  #schemas: readonly Schema[] = [];
  #schema: Schema;
  #problems: readonly SettingProblem[] = [];

  constructor(
    private readonly connection: Connection,
    readonly client: ClientFeatures,
    readonly parts: Parts,
    { timer }: Environment,
    options: InitializationOptions,
    readonly log: Log,
  ) {
    const { analysis, models } = parts;
    this.ready = new Promise((resolve) => (this.#settle = resolve));
    this.#schema = findSchema('clinical', []);
    this.settings = new WorkspaceSettings(
      client.configuration ? connection.workspace : undefined,
      options.settings,
    );
    this.#board = new StatusBoard({
      compute: () => this.status(),
      send: (status) => {
        tell(connection, log, StatusNotification, status);
      },
      timer,
    });
    this.state = new ModelState({
      models,
      changed: () => {
        this.#board.changed();
      },
      replaced: () => {
        this.explanations.clear();
        analysis.runtimeChanged();
        this.notes.startAll();
      },
    });
    this.background = new BackgroundAnalysis({
      analyze: (uri, signal) => analysis.analyze(uri, { signal, priority: 'background' }),
      progress: async (uri) => (client.workDoneProgress ? startWorkDone(connection, uri) : undefined),
      ended: (uri, error) => {
        this.errors.ended(error, analysis.snapshot(uri));
        this.#ended(error);
      },
      timer,
    });
    this.#outline = new OutlineProvider({
      register: () =>
        connection.client.register(DocumentSymbolRequest.type, { documentSelector: null, ...outlineOptions }),
      timer,
    });
    const refresh = (): void => {
      this.#outline.changed();
    };
    this.#publisher = new Publisher({
      ...editorOf(connection, client, log),
      ...outcomesOf(this, client.outlineChanges ? refresh : undefined),
      timer,
    });
    const changed = (uri: string): void => {
      if (client.annotations) tell(connection, log, FindingsChangedNotification, { uri });
      this.#publisher.changed(uri);
      this.#board.changed();
    };
    this.reviews = new Reviews({
      disk: parts.disk,
      schema: () => this.#schema,
      circumstances: () => ({
        by: this.settings.all.settings.review.annotator,
        at: new Date().toISOString(),
      }),
      origin: () => originOfProposals(models, this.#schema, this.settings.all.settings),
      changed,
    });
    this.notes = new OpenNotes({
      reviewed: (snapshot) => this.reviews.merged(snapshot),
      review: (snapshot) => this.reviews.progress(snapshot),
      switched: options.switched ?? {},
      analysis,
      background: this.background,
      settingsFor: async (uri) => {
        await this.ready;
        return this.settings.forDocument(uri);
      },
      changed,
      gone: (uri, version) => {
        this.#publisher.close(uri, version);
        this.#board.changed();
      },
    });
    this.explanations = new Explanations(async (uri, relation, signal, onText) => {
      const text = await analysis.explain(uri, relation, signal, onText);
      if (text !== undefined) this.worked();
      return text;
    }, timer);
    analysis.onDidChange((uri) => {
      void quietly('changes', log, () => {
        if (!this.notes.isOpen(uri)) return;
        const progress = analysis.snapshot(uri)?.progress;
        if (progress && progress.finished > 0) {
          this.background.report(uri, progress.finished / progress.total);
          void quietly('device', log, () => this.state.answered());
        }
        changed(uri);
      });
    });
  }

  /** The schema in use. */
  get schema(): Schema {
    return this.#schema;
  }

  /** The valid values of the setting `schema`. */
  get schemaNames(): string[] {
    return ['clinical', 'biomedical', ...this.#schemas.map(({ name }) => name)];
  }

  /** What is wrong with the settings. */
  get problems(): readonly SettingProblem[] {
    return this.#problems;
  }

  /** Reads the settings and applies them: at the start, and whenever they change. */
  async configure(pushed?: unknown): Promise<void> {
    const newest = await this.settings.load(pushed).catch((error: unknown) => {
      this.log(`settings: ${loggable(error)}`);
      return true;
    });
    if (!newest) return;
    const { settings } = this.settings.all;
    const { schemas, problems } = readCustomSchemas(settings.customSchemas);
    this.#schemas = schemas;
    this.#schema = findSchema(settings.schema, schemas);
    this.#problems = settingProblems(this.settings.all, problems, this.#schema.name);
    const { entities, relations, contradictions } = settings;
    this.parts.models.configure(settings);
    this.parts.configureCache(settings.cache);
    this.parts.analysis.configure({ schema: this.#schema, entities, relations, contradictions });
    for (const { message } of this.#problems) this.log(message);
    this.#settle();
    await this.notes.settingsChanged();
    for (const uri of this.notes.uris) this.#publisher.repeat(uri);
    this.notes.startAll();
    this.#board.changed();
  }

  /** The actions that help after a failure with `code` and that this client can carry out. */
  actionsFor(code: FailureCode): Command[] {
    const { engine, ollama } = this.settings.all.settings;
    return actionsFor(code, { model: ollama.model, engine, clientCommands: this.client.clientCommands });
  }

  /** Registers what changes during the session, then applies the settings. */
  async start(): Promise<void> {
    if (this.client.outlineChanges) await quietly('outline', this.log, () => this.#outline.start());
    await this.configure();
  }

  /** Looks for the engine again and retries what failed. */
  retry(): void {
    this.parts.analysis.forgive();
    this.parts.models.refresh();
    this.state.reset();
    this.notes.startAll();
  }

  /** Shows a range in the editor. */
  async show(uri: string, range: Range): Promise<void> {
    await this.connection.sendRequest(ShowDocumentRequest.type, { uri, selection: range, takeFocus: true });
  }

  /** What the status shows now. */
  status(): StatusParams {
    const { parts, state, background, notes } = this;
    const [{ settings }, { clientCommands }] = [this.settings.all, this.client];
    const [problem] = this.#problems;
    return sessionStatus({
      parts,
      state,
      background,
      notes,
      settings,
      problem,
      clientCommands,
      schema: this.#schema,
    });
  }

  close(uri: string): void {
    this.notes.close(uri);
    this.reviews.close(uri);
    this.settings.forget(uri);
  }

  async dispose(): Promise<void> {
    this.background.dispose();
    this.#publisher.dispose();
    this.#board.dispose();
    this.#outline.dispose();
    await this.parts.dispose();
  }

  /** Called after the model answered successfully. */
  worked(): void {
    void quietly('device', this.log, () => this.state.succeeded());
  }

  #ended(error: unknown): void {
    if (error === undefined) this.worked();
    else {
      this.log(`analysis: ${loggable(error)}`);
      this.state.failed(error, 'analysis');
    }
  }

  /**
   * Whether a note is coloured by semantic tokens. BioNote's client draws highlights itself unless the setting
   * says otherwise.
   */
  colours(uri: string): boolean {
    const { highlight } = this.notes.settings(uri) ?? this.settings.all.settings;
    return this.client.annotations ? highlight === 'semanticTokens' : highlight !== 'off';
  }

  /** The diagnostics of an open note, according to its settings. */
  diagnostics(uri: string): Diagnostic[] {
    const view = this.notes.view(uri);
    if (!view) return [];
    const { severity } = (this.notes.settings(uri) ?? this.settings.all.settings).contradictions;
    return computeDiagnostics(view, { severity, relatedInformation: this.client.relatedInformation });
  }
}
