import type { ModelChoice } from '../../../server/src/shared/protocol.js';

/** A setting to write, without the prefix of its key. */
export type SettingChange = readonly [key: string, value: string];

/**
 * What to write for `model` to be the one in use, in this order: the model before its engine, so that no other
 * one is loaded in between. With the engine on automatic, a model of Ollama needs no other engine.
 */
export function modelSettings(
  { engine, name, path = '' }: Pick<ModelChoice, 'engine' | 'name' | 'path'>,
  now: { readonly engine: string; readonly modelPath: string },
): SettingChange[] {
  if (engine === 'ollama') {
    return [
      ['ollama.model', name],
      ...(now.engine === 'auto' || now.engine === 'ollama' ? [] : [['engine', 'auto'] as const]),
    ];
  }
  if (engine === 'openai') {
    return [['openai.model', name], ...(now.engine === 'openai' ? [] : [['engine', 'openai'] as const])];
  }
  return [...(now.modelPath === path ? [] : [['embedded.modelPath', path] as const]), ['engine', 'embedded']];
}
