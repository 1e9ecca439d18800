import * as l10n from '@vscode/l10n';
import type { Asker } from '../../asking/ask.js';
import type { CallOptions } from '../../asking/scheduler.js';
import { concernsCall, ModelError } from '../../models/error.js';
import type { ModelRuntime } from '../../models/runtime.js';
import type { NoteDocument } from '../document.js';

/** What passes that write about an open note on request need. */
export interface NoteParts {
  readonly asker: Asker;
  readonly document: NoteDocument;
  readonly runtime: ModelRuntime;
  /** The user's threshold, if set: the probability from which a judgement is worth showing. */
  readonly threshold: number | undefined;
  /** Reports that the knowledge about the note has changed. */
  readonly changed: () => void;
}

/** Whether the model writes sentences. An encoder, the starter model and models tuned for labels do not. */
export function writes({ profile }: ModelRuntime): boolean {
  return profile.explains;
}

/** @throws ModelError if the model in use writes no sentences. */
export function requireWriter({ runtime }: NoteParts): void {
  if (writes(runtime)) return;
  throw new ModelError(
    'writes-nothing',
    l10n.t('{model} marks and compares, but writes no sentences. Choose an instruct model in Ollama.', {
      model: runtime.model.name,
    }),
  );
}

/** The call options for everything that the user waits for. */
export function asked(signal: AbortSignal): CallOptions {
  return { signal, priority: () => 'asked' };
}

/**
 * `undefined` instead of an answer if only this call failed, so the others still count.
 *
 * @throws what ends all calls: a ModelError of the engine, or the signal's reason.
 */
export async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ModelError && concernsCall(error)) return undefined;
    throw error;
  }
}
