import { isBound } from '../http/schema-probe.js';
import type { ModelInfo } from '../runtime.js';

/**
 * How a chat asks for JSON of a given shape: `plain`, as the interface says; `without-think`, because Ollama before
 * 0.31.2 ignores the shape for some models where `think: false` comes with it; or `none`, because the server ignores
 * it in any case.
 */
export type SchemaMode = 'plain' | 'without-think' | 'none';

/**
 * Finds the mode in which a schema binds.
 *
 * @param ask sends the probe in a mode, and gives the text of the reply.
 * @throws what `ask` throws.
 */
export async function findSchemaMode(
  model: Pick<ModelInfo, 'capabilities'>,
  ask: (mode: SchemaMode) => Promise<string>,
): Promise<SchemaMode> {
  if (isBound(await ask('plain'))) return 'plain';
  if (!model.capabilities.includes('thinking')) return 'none';
  // Where the model then thinks first, the few tokens end before its answer: that would cost too much on every call.
  return isBound(await ask('without-think')) ? 'without-think' : 'none';
}
