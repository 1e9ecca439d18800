import { setMaxListeners } from 'node:events';
import * as l10n from '@vscode/l10n';
import { concernsCall, ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { Judgement } from '../tasks/nli/judgement.js';
import { nliCall } from '../tasks/nli/nli.js';
import type { StatementContexts } from '../tasks/nli/statement-contexts.js';
import type { Asker } from '../asking/ask.js';
import { judgementShape } from '../asking/cached-shapes.js';

/** Two statements to compare at the user's request. */
export interface StatementsToCompare {
  readonly premise: string;
  readonly hypothesis: string;
  readonly contexts?: StatementContexts;
}

/**
 * Judges each pair, before all other work. The result is `undefined` for a pair that cannot be judged.
 *
 * @throws ModelError if the engine fails as a whole or no pair could be asked; or the signal's reason.
 */
export async function judgeAll(
  asker: Asker,
  runtime: ModelRuntime,
  pairs: readonly StatementsToCompare[],
  signal: AbortSignal,
): Promise<(Judgement | undefined)[]> {
  const rest = new AbortController();
  const either = AbortSignal.any([signal, rest.signal]);
  // Each pair adds a listener, so many listeners are no leak.
  setMaxListeners(0, either);
  const options = { signal: either, priority: () => 'asked' as const };
  const errors: ModelError[] = [];
  const judge = async ({
    premise,
    hypothesis,
    contexts,
  }: StatementsToCompare): Promise<Judgement | undefined> => {
    try {
      const call = nliCall(premise, hypothesis, runtime.profile, contexts);
      if (!call) {
        throw new ModelError(
          'unsupported',
          l10n.t('{model} does not compare statements. Choose another model.', { model: runtime.model.name }),
        );
      }
      const { value, failure } = await asker.ask(runtime, call, judgementShape, options);
      return failure === undefined ? value : undefined;
    } catch (error) {
      if (!(error instanceof ModelError) || !concernsCall(error)) {
        throw error;
      }
      errors.push(error);
      return undefined;
    }
  };
  try {
    const judgements = await Promise.all(pairs.map(judge));
    if (errors[0] && errors.length === pairs.length) {
      throw errors[0];
    }
    return judgements;
  } finally {
    rest.abort();
  }
}
