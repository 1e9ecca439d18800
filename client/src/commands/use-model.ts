import type { ModelChoice } from '../../../server/src/shared/protocol.js';
import { modelSettings } from './model-settings.js';
import { textSetting, updateSetting } from './settings.js';

/** Makes `model` the one in use. */
export async function useModel(model: Pick<ModelChoice, 'engine' | 'name' | 'path'>): Promise<void> {
  const now = { engine: textSetting('engine'), modelPath: textSetting('embedded.modelPath') };
  for (const [key, value] of modelSettings(model, now)) await updateSetting(key, value);
}
