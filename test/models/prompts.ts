import { readSettings } from '../../server/src/settings/settings.js';
import type { Settings } from '../../server/src/shared/protocol.js';
import type { Prompt } from '../../server/src/tasks/task.js';

/** The note's text in {@link prompt}: it must turn up in no message. */
export const noteText = 'Patient Jane Roe reports crushing chest pain since Tuesday.';

/** A prompt as any task makes it. */
export function prompt(over: Partial<Prompt> = {}): Prompt {
  return {
    task: 'ner',
    dialect: 'starter',
    version: '1',
    prefix: 'Find problem:\n',
    input: noteText,
    mode: 'raw',
    maxTokens: 50,
    ...over,
  };
}

/** The settings of Ollama for a server of a test. */
export function ollamaSettings(host: string, over: Partial<Settings['ollama']> = {}): Settings['ollama'] {
  return { ...readSettings({}).settings.ollama, host, model: 'm', ...over };
}

/** Waits until `condition` holds, for at most ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('The condition did not come to hold.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The settings of an OpenAI-compatible server of a test. */
export function serverSettings(
  host: string,
  over: Partial<Settings['ollama']> = {},
): Pick<Settings, 'ollama' | 'openai'> {
  const { ollama, openai } = readSettings({}).settings;
  return { ollama: { ...ollama, ...over }, openai: { ...openai, url: `${host}/v1` } };
}
