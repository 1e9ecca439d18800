/** What a line of a report is about; reports show them in this order. */
export type Topic =
  | 'versions'
  | 'editor'
  | 'model'
  | 'encoder'
  | 'gguf'
  | 'ollama'
  | 'server'
  | 'settings'
  | 'cache'
  | 'errors';

/** `note`: worth knowing, and nothing to mend. */
export type LineState = 'ok' | 'note' | 'problem';

/** One finding. No part of it holds text of a note, a name of a file, a path, a key or an address. */
export interface ReportLine {
  readonly topic: Topic;
  /** The same in every language: what the finding is about within its topic. */
  readonly name: string;
  readonly state: LineState;
  /** In the user's language. */
  readonly label: string;
  readonly value: string;
  /** What to do next, in one sentence. */
  readonly action?: string;
}
