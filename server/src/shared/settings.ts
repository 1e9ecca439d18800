/** The settings as the client sends them. Untrusted: `readSettings` checks and completes them. */
export interface Settings {
  readonly engine: 'auto' | 'ollama' | 'embedded' | 'openai';
  readonly ollama: {
    readonly host: string;
    /** Empty: none chosen. */
    readonly model: string;
    readonly allowRemoteHost: boolean;
    readonly allowCloudModels: boolean;
  };
  /** An OpenAI-compatible server. The host policy is that of `ollama`. */
  readonly openai: {
    /** Empty: none. */
    readonly url: string;
    /** Empty: the only one that the server has. */
    readonly model: string;
  };
  readonly embedded: {
    /** Path of a GGUF file or of an encoder's folder; empty: the model that comes with BioNote. */
    readonly modelPath: string;
    /** Given on the command line only; absent: as many as suit the model. */
    readonly threads?: number;
  };
  /** `auto`, or how to speak to the model regardless of its family. */
  readonly dialect: 'auto' | 'json' | 'medtuned' | 'medtuned-training' | 'starter';
  readonly entities: {
    /** What reads entities beside a model that writes: itself, the encoder, or the encoder where it was measured to be better. */
    readonly from: 'model' | 'encoder' | 'auto';
    /** Whether a model that writes is shown similar sentences of the corrected notes beside the note. */
    readonly examples: 'corrected' | 'none';
    /** Given on the command line only: the folder of the corrected notes instead of the note's own. */
    readonly examplesFolder?: string;
  };
  readonly schema: string;
  readonly customSchemas: Readonly<Record<string, unknown>>;
  readonly analyze: 'whileTyping' | 'onSave' | 'onDemand';
  readonly languages: readonly string[];
  readonly relations: { readonly enabled: boolean };
  readonly contradictions: {
    readonly enabled: boolean;
    readonly threshold?: number;
    readonly severity: 'warning' | 'information' | 'hint';
    /** Sentences that state nothing; `*` stands for any text. */
    readonly ignoreLines: readonly string[];
  };
  /** What **Classify** asks about; empty: the command asks for labels. */
  readonly classification: { readonly labels: readonly string[] };
  readonly cache: { readonly enabled: boolean };
  /** Whether the editor's chat models may use BioNote. */
  readonly languageModelTools: { readonly enabled: boolean };
  readonly review: {
    /** Who reviews, as it is written beside each decision; never taken from the system. */
    readonly annotator: string;
  };
  readonly highlight: 'decorations' | 'semanticTokens' | 'off';
}
