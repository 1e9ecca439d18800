/** How long a server may take, in seconds. */
export interface TimeLimits {
  /** Until the first token, including the time to load the model. */
  readonly firstToken: number;
  /** Between two tokens. */
  readonly nextToken: number;
}

/** How a server is called. */
export interface ServerLimits extends TimeLimits {
  /** The context window in tokens, unless the model or the server has a smaller one or says how large its own is. */
  readonly contextLength: number;
  /** Requests at a time, unless the server says how many it takes. */
  readonly slots: number;
}

/**
 * The usual limits. Ollama's own variables count here as they do for `ollama serve`: a longer context and parallel
 * requests are useful only if both sides know of them. Ollama gives up loading a model after five minutes, so it is not
 * worth waiting longer for a first token.
 */
export function usualLimits(env: NodeJS.ProcessEnv = process.env): ServerLimits {
  return {
    contextLength: within(env['OLLAMA_CONTEXT_LENGTH'], 512, 262_144) ?? 4096,
    slots: within(env['OLLAMA_NUM_PARALLEL'], 1, 16) ?? 1,
    firstToken: 300,
    nextToken: 60,
  };
}

/** A whole number from `least` to `most`; `undefined` for anything else. */
function within(text: string | undefined, least: number, most: number): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
