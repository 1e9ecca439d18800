import type { ModelChoice } from '../../../server/src/protocol.js';
import { textSetting, updateSetting } from './settings.js';

/** Makes `model` the one in use. With the engine on automatic, a model of Ollama needs no other engine. */
export async function useModel({ engine, name }: Pick<ModelChoice, 'engine' | 'name'>): Promise<void> {
  if (engine === 'embedded') {
    await updateSetting('engine', 'embedded');
    return;
  }
  await updateSetting('ollama.model', name);
  if (textSetting('engine') === 'embedded') await updateSetting('engine', 'auto');
}
