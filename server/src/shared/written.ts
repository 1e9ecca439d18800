import type { Range } from 'vscode-languageserver-types';

/** What a model writes about an open note, because the user asked: the messages, and their results in LSP ranges. */

/** What the passages behind a sentence make of it; only `supported` means that the note says it. */
export type Support =
  'supported' | 'contradicted' | 'conflicting' | 'unsupported' | 'without-evidence' | 'unchecked';

/** How many passages, or turns, were read, and of how many. */
export interface PassagesRead {
  readonly read: number;
  readonly of: number;
}

/** A passage of the note that a sentence rests on. */
export interface WrittenSource {
  readonly range: Range;
  readonly text: string;
  /** What this passage alone says of the sentence. */
  readonly label?: 'entailment' | 'neutral' | 'contradiction';
  readonly probability?: number;
}

/** A sentence that a model wrote, checked against the passages that it rests on. */
export interface WrittenSentence {
  readonly text: string;
  readonly support: Support;
  readonly probability?: number;
  readonly sources: readonly WrittenSource[];
}

/** Answers a question about a note. */
export const AskRequest = { method: 'bionote/ask' } as const;
export interface AskParams {
  readonly uri: string;
  readonly question: string;
  /** The answers to choose from. */
  readonly choices?: readonly string[];
  /** What has arrived of the answer comes as `$/progress` of this token, as {@link AskProgress}. */
  readonly partialResultToken?: string | number;
}
export interface AskProgress {
  /** All that has arrived of the answer, not yet checked. */
  readonly soFar: string;
}
export type AskResult = PassagesRead &
  (
    | {
        readonly kind: 'answer';
        readonly answer: string;
        /** False if the note does not say. */
        readonly stated: boolean;
        readonly sentence?: WrittenSentence;
        readonly probabilities?: Readonly<Record<string, number>>;
      }
    /** From a model that writes nothing: the passages nearest in meaning. */
    | {
        readonly kind: 'passages';
        readonly passages: readonly (WrittenSource & {
          /** The cosine of the angle between the two directions. */
          readonly nearness: number;
        })[];
      }
    | { readonly kind: 'none'; readonly failure: string }
  );

/** Answers questions about the text of a note that no editor need have open. */
export const AskTextRequest = { method: 'bionote/askText' } as const;
export interface AskTextParams {
  readonly uri: string;
  readonly text: string;
  readonly questions: readonly { readonly text: string; readonly choices?: readonly string[] }[];
}
export interface AskTextResult {
  /** In the order of the questions. */
  readonly answers: readonly AskResult[];
}

/** Summarizes a note or a part of it. */
export const SummarizeRequest = { method: 'bionote/summarize' } as const;
export interface SummarizeParams {
  readonly uri: string;
  readonly form: 'paragraph' | 'sections' | 'discharge';
  readonly range?: Range;
}
export interface SummarizeResult extends PassagesRead {
  readonly groups: readonly { readonly title?: string; readonly sentences: readonly WrittenSentence[] }[];
  readonly failed: number;
}

/** Lists the medications of a note. */
export const MedicationsRequest = { method: 'bionote/medications' } as const;
export interface MedicationsParams {
  readonly uri: string;
}
export interface MedicationRow {
  readonly drug: string;
  readonly range: Range;
  readonly dose: string;
  readonly route: string;
  readonly frequency: string;
  readonly reason: string;
  readonly status: 'active' | 'discontinued' | 'neither';
  /** Of the status; absent if it says nothing. */
  readonly support?: Support;
  readonly sources: readonly WrittenSource[];
}
export interface MedicationsResult extends PassagesRead {
  readonly medications: readonly MedicationRow[];
  /** Indices of rows that speak of one drug as active and as discontinued. */
  readonly conflicts: readonly (readonly [number, number])[];
  readonly notInNote: number;
  readonly failed: number;
}

/** Writes a note from a document that is the transcript of a visit. */
export const DialogueRequest = { method: 'bionote/dialogue' } as const;
export interface DialogueParams {
  readonly uri: string;
}
export interface DialogueResult extends PassagesRead {
  readonly sections: readonly { readonly title: string; readonly lines: readonly WrittenSentence[] }[];
  readonly speakers: boolean;
  readonly failed: number;
}

/** Says which labels apply to a note. */
export const ClassifyRequest = { method: 'bionote/classify' } as const;
export interface ClassifyParams {
  readonly uri: string;
  readonly labels: readonly string[];
}
export interface ClassifyResult extends PassagesRead {
  readonly labels: readonly {
    readonly label: string;
    /** Absent where the reply could not be used. */
    readonly applies?: boolean;
    readonly probability?: number;
  }[];
  readonly failed: number;
}

/** Parameters and answer of each request of this file. */
export interface WrittenRequests {
  [AskRequest.method]: [AskParams, AskResult];
  [AskTextRequest.method]: [AskTextParams, AskTextResult];
  [SummarizeRequest.method]: [SummarizeParams, SummarizeResult];
  [MedicationsRequest.method]: [MedicationsParams, MedicationsResult];
  [DialogueRequest.method]: [DialogueParams, DialogueResult];
  [ClassifyRequest.method]: [ClassifyParams, ClassifyResult];
}
