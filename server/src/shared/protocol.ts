/**
 * The custom messages between client and server, and the settings. Everything else is standard LSP. Ranges are
 * LSP ranges: lines and UTF-16 columns.
 */
import type { Command, Position, Range } from 'vscode-languageserver-types';
import type {
  AnalyzeTextParams,
  AnalyzeTextRequest,
  AnalyzeTextResult,
  FindingsChangedNotification,
  FindingsChangedParams,
  FindingsParams,
  FindingsRequest,
  NoteFindings,
} from './findings.js';
import type { ExchangeRequests } from './exchange.js';
import type { AdjudicationParams, AdjudicationRequest, AdjudicationResult } from './adjudication.js';
import type {
  DiagnosticsReportParams,
  DiagnosticsReportRequest,
  DiagnosticsReportResult,
} from './diagnostics-report.js';
import type {
  ReviewParams,
  ReviewProgress,
  ReviewRequest,
  ReviewStatesParams,
  ReviewStatesRequest,
  ReviewStatesResult,
} from './review.js';
import type { MeasurementSummary } from './measurement.js';
import type { MeasureRequests } from './measure.js';
import type { Settings } from './settings.js';
import type { WrittenRequests } from './written.js';
export * from './adjudication.js';
export * from './annotations.js';
export * from './commands.js';
export * from './export.js';
export * from './diagnostics-report.js';
export * from './findings.js';
export * from './import.js';
export * from './measure.js';
export * from './measurement.js';
export * from './review.js';
export * from './settings.js';
export * from './written.js';

/** `section` of the settings in the client's configuration. */
export const settingsSection = 'bionote';

/** The language id of clinical notes, analyzed without being asked. */
export const noteLanguage = 'clinical-note';

/**
 * Options of Node for the server's process. What is known of ten long notes takes some 30 MB, but V8 lets garbage
 * grow to four times what lives where the heap may be large, and to less than twice where it may not. A gigabyte is
 * still several times what the longest note takes.
 */
export const serverExecArgv: readonly string[] = ['--max-old-space-size=1000'];

/** What the client sends at startup, as `initializationOptions`. */
export interface InitializationOptions {
  /** A folder of the server's own for cache and ignored pairs; absent: nothing is kept on disk. */
  readonly storagePath?: string;
  /** The folder of the extension: the encoder and the embedded engine are found from it. */
  readonly extensionPath?: string;
  /** True if the client draws highlights itself and answers {@link AnnotationsRequest}. */
  readonly annotations?: boolean;
  /** True if the client carries out {@link clientCommands}: only then are they linked to and offered. */
  readonly clientCommands?: boolean;
  /** The settings, for clients that don't answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** The documents, by URI, that the user has switched on or off in this session: what {@link SetActiveRequest} said. */
  readonly switched?: Readonly<Record<string, boolean>>;
  /** The key of the OpenAI-compatible server. The client keeps it in its secret storage, never in a setting. */
  readonly serverKey?: string;
  /** Path of the bundle with translated strings. */
  readonly l10nPath?: string;
}

/** What the status shows: engine, model, device, state and, where something is wrong, the next action. */
export const StatusNotification = { method: 'bionote/status' } as const;
export interface StatusParams {
  readonly state: 'starting' | 'ready' | 'analyzing' | 'unavailable' | 'off';
  readonly engine?: 'ollama' | 'embedded' | 'openai';
  readonly model?: string;
  /** Effective host, normalised; absent for the embedded engine. */
  readonly host?: string;
  /** "GPU", "CPU", "60 % GPU". */
  readonly device?: string;
  readonly lastMilliseconds?: number;
  /** Whether the model can put an explanation into words; absent if that is not known. */
  readonly explains?: boolean;
  /** Why this engine, or what is wrong, in one sentence. */
  readonly detail?: string;
  /** A stable code of the root cause: one notification for each. */
  readonly problem?: string;
  readonly actions?: readonly Command[];
  /** The first problem of the settings; {@link ConfigurationResult} lists them all. */
  readonly wrongSetting?: WrongSetting;
  /** Every open note that is analyzed, or that cannot be. */
  readonly notes?: readonly NoteStatus[];
}
export interface WrongSetting {
  /** One sentence, which names the setting. */
  readonly message: string;
  /** Opens the setting, if the client can. */
  readonly action?: Command;
}

/** The progress of one open note. */
export interface NoteStatus {
  readonly uri: string;
  /** `waiting`: not all of it is analyzed, and nothing is under way. */
  readonly state: 'off' | 'waiting' | 'running' | 'done' | 'failed';
  readonly finished: number;
  readonly total: number;
  readonly entities: number;
  readonly relations: number;
  readonly contradictions: number;
  /** Pieces of work without a usable result. */
  readonly failed: number;
  readonly unplaced: number;
  /** Pairs of statements beyond the most that are compared for contradictions; absent: none. */
  readonly pairsNotCompared?: number;
  /** Absent if nobody has begun to review the note. */
  readonly review?: ReviewProgress;
  /** Why the note is not analyzed, such as a binary file. */
  readonly detail?: string;
}

/** The ranges that are on screen, so that they are analyzed first. */
export const ViewportNotification = { method: 'bionote/viewport' } as const;
export interface ViewportParams {
  readonly uri: string;
  readonly ranges: readonly Range[];
}

/** Analyzes a note or a part of it, regardless of `bionote.analyze`. Resolves when done. */
export const AnalyzeRequest = { method: 'bionote/analyze' } as const;
export interface AnalyzeParams {
  readonly uri: string;
  readonly range?: Range;
}
export interface AnalyzeResult {
  readonly entities: number;
  readonly relations: number;
  readonly contradictions: number;
  readonly failed: number;
  readonly unplaced: number;
  /** As in {@link NoteStatus}. */
  readonly pairsNotCompared?: number;
}

/** Switches analysis on or off for one note, and removes what was found when off. */
export const SetActiveRequest = { method: 'bionote/setActive' } as const;
export interface SetActiveParams {
  readonly uri: string;
  readonly active: boolean;
}

/** Discards the results of a note. `cache` empties the cache of all notes and leaves what is shown as it is. */
export const ClearRequest = { method: 'bionote/clear' } as const;
export interface ClearParams {
  readonly uri?: string;
  readonly cache?: boolean;
}

/** Checks a statement against a note: which sentences entail it, which contradict it. */
export const CheckRequest = { method: 'bionote/check' } as const;
export interface CheckParams {
  readonly uri: string;
  readonly statement: string;
}
export interface CheckResult {
  /** What the evidence says; `conflicting` where some sentences entail the statement and others contradict it. */
  readonly verdict: 'entailment' | 'neutral' | 'contradiction' | 'conflicting';
  /** Entailing and contradicting sentences, the most probable first. */
  readonly evidence: readonly CheckedSentence[];
  readonly compared: number;
  /** How many different sentences the note has; of a long note only the likeliest are compared. */
  readonly sentences: number;
  /** The probability from which a sentence counts as evidence. */
  readonly threshold: number;
  readonly failed: number;
}
export interface CheckedSentence {
  readonly range: Range;
  readonly text: string;
  readonly label: 'entailment' | 'contradiction';
  readonly probability?: number;
}

/** Compares two notes: statements of the second that the first contradicts. */
export const CompareRequest = { method: 'bionote/compare' } as const;
export interface CompareParams {
  readonly first: string;
  readonly second: string;
}
export interface CompareResult {
  readonly contradictions: readonly {
    readonly first: Range;
    readonly second: Range;
    readonly firstText: string;
    readonly secondText: string;
    readonly probability?: number;
  }[];
  readonly compared: number;
  /** Pairs worth comparing beyond the limit. */
  readonly notCompared: number;
  readonly failed: number;
}

/** Asks for an explanation of a relation in words; answers with Markdown, safe to show. */
export const ExplainRequest = { method: 'bionote/explain' } as const;
export interface ExplainParams {
  readonly uri: string;
  readonly relation: string;
  /** Pieces arrive as `$/progress` of this token, as {@link ExplainProgress}. */
  readonly partialResultToken?: string | number;
}
export interface ExplainProgress {
  readonly text: string;
  /** The words that are related; in the first piece alone, which comes before the model answers. */
  readonly related?: { readonly head: string; readonly tail: string };
}
export interface ExplainResult {
  readonly markdown: string;
}

/** The relations of the mention at a position, so that one can be chosen to be explained. */
export const RelationsRequest = { method: 'bionote/relations' } as const;
export interface RelationsParams {
  readonly uri: string;
  readonly position: Position;
}
export interface RelationsResult {
  readonly relations: readonly {
    readonly id: string;
    readonly code: string;
    readonly head: string;
    readonly tail: string;
  }[];
}

/** The ignored contradictions that can be shown: those of open notes. */
export const IgnoredRequest = { method: 'bionote/ignored' } as const;
export interface IgnoredResult {
  readonly pairs: readonly {
    readonly key: string;
    readonly uri: string;
    readonly premise: string;
    readonly hypothesis: string;
  }[];
  /** How many other pairs are ignored: of notes that are not open. Only their hashes are kept. */
  readonly others: number;
}

/** The models that can be chosen now, on every engine. */
export const ModelsRequest = { method: 'bionote/models' } as const;
export interface ModelChoice {
  readonly engine: 'ollama' | 'embedded' | 'openai';
  readonly name: string;
  readonly description: string;
  readonly sizeBytes?: number;
  readonly current: boolean;
  /** Why it cannot be used: a cloud model that is not allowed, for example. */
  readonly refused?: string;
  /** The user's own GGUF file for the embedded engine; absent for a model of BioNote's own. */
  readonly path?: string;
  /** How well it reads the notes that come with BioNote; absent if nobody has measured it. */
  readonly measured?: MeasurementSummary;
}
export interface ModelsResult {
  readonly models: readonly ModelChoice[];
  /** Ollama's effective host, and why it did not answer. */
  readonly host: string;
  readonly unreachable?: string;
  /** The OpenAI-compatible server, where the settings name one, and why it did not answer. */
  readonly server?: { readonly host: string; readonly unreachable?: string };
}

/** Downloads a model into Ollama, after the user agreed; progress as `$/progress` of the token. */
export const PullRequest = { method: 'bionote/pull' } as const;
export interface PullParams {
  readonly model: string;
  readonly progressToken: string | number;
}
export interface PullProgress {
  readonly status: string;
  readonly completed?: number;
  readonly total?: number;
}

/** The settings in effect, with what was wrong in them, as the server understands them. */
export const ConfigurationRequest = { method: 'bionote/configuration' } as const;
export interface ConfigurationResult {
  readonly settings: Settings;
  readonly problems: readonly string[];
  readonly status: StatusParams;
  readonly schemas: readonly string[];
}

/** `data` of the error that answers a custom request if the model failed. */
export interface RequestFailure {
  /** One of the codes of {@link StatusParams.problem}. */
  readonly problem: string;
  /** What may help, the most likely first. */
  readonly actions: readonly Command[];
}

/** Parameters and answer of each custom request, by its method: both sides are checked against it. */
export interface Requests extends ExchangeRequests, MeasureRequests, WrittenRequests {
  [AnalyzeRequest.method]: [AnalyzeParams, AnalyzeResult];
  [SetActiveRequest.method]: [SetActiveParams, null];
  [ClearRequest.method]: [ClearParams, null];
  [ReviewRequest.method]: [ReviewParams, ReviewProgress | null];
  [AdjudicationRequest.method]: [AdjudicationParams, AdjudicationResult];
  [ReviewStatesRequest.method]: [ReviewStatesParams, ReviewStatesResult];
  [CheckRequest.method]: [CheckParams, CheckResult];
  [CompareRequest.method]: [CompareParams, CompareResult];
  [ExplainRequest.method]: [ExplainParams, ExplainResult];
  [FindingsRequest.method]: [FindingsParams, NoteFindings | null];
  [AnalyzeTextRequest.method]: [AnalyzeTextParams, AnalyzeTextResult];
  [RelationsRequest.method]: [RelationsParams, RelationsResult];
  [IgnoredRequest.method]: [Record<string, never>, IgnoredResult];
  [ModelsRequest.method]: [Record<string, never>, ModelsResult];
  [PullRequest.method]: [PullParams, null];
  [DiagnosticsReportRequest.method]: [DiagnosticsReportParams, DiagnosticsReportResult];
  [ConfigurationRequest.method]: [Record<string, never>, ConfigurationResult];
}

/** Parameters of each custom notification, by its method. */
export interface Notifications {
  [StatusNotification.method]: StatusParams;
  [ViewportNotification.method]: ViewportParams;
  [FindingsChangedNotification.method]: FindingsChangedParams;
}
