import type { Settings } from '../shared/protocol.js';

/** The settings that decide which model answers. */
export type EngineSettings = Pick<
  Settings,
  'engine' | 'ollama' | 'openai' | 'embedded' | 'dialect' | 'entities'
>;
