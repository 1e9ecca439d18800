import { readerOf, type AnalysisOptions } from '../analysis/options.js';
import type { ProposalOrigin } from '../review/log.js';
import { nerCalls } from '../tasks/ner/ner.js';
import type { Schema } from '../tasks/schema.js';
import { askedBy } from '../tasks/task.js';
import type { Models } from './parts.js';

/** How long a decision waits to learn which model proposed, in milliseconds. */
const deadline = 1000;

/**
 * What proposes the entities of notes: the model with its digest, and the dialect and version of its prompts.
 * `undefined` if no model has been chosen yet, so none has proposed anything. Never rejects.
 */
export async function originOfProposals(
  models: Pick<Models, 'selected' | 'current'>,
  schema: Schema,
  { entities }: Pick<AnalysisOptions, 'entities'>,
): Promise<ProposalOrigin | undefined> {
  if (!models.selected) return undefined;
  const runtime = await models.current(AbortSignal.timeout(deadline)).catch(() => undefined);
  if (!runtime) return undefined;
  const { model, profile } = readerOf(runtime, { schema, ...(entities && { entities }) });
  // Any words do: what is asked differs in them alone.
  const [call] = nerCalls({ text: 'Fever.' }, schema, profile);
  const asked = call && askedBy(call);
  return {
    model: model.name,
    modelDigest: model.digest,
    ...(asked && { dialect: asked.dialect, prompt: asked.version }),
  };
}
