import { renderChat, type ChatMessage } from './chat-template.js';

/** A call for a generation, as far as an oracle looks at it. */
export interface OracleRequest {
  readonly messages: readonly ChatMessage[];
  /** The whole text that the model gets. */
  readonly prompt: string;
  /** `json`, a JSON schema, or absent. */
  readonly format: unknown;
  readonly stream: boolean;
  readonly maxTokens: number;
  /** The reply ends before the first of these. */
  readonly stop: readonly string[];
  readonly contextLength: number;
  /** How many alternatives are wanted at each token; `undefined` where no log-probabilities are. */
  readonly alternatives: number | undefined;
}

/** What a server of Ollama's age and model takes where the request says nothing. */
const defaultContext = 4096;

/** Reads the body of `/api/chat` or `/api/generate`. */
export function oracleRequest(path: string, body: Record<string, unknown>): OracleRequest {
  const options = (body['options'] ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const number = (value: unknown, otherwise: number): number =>
    typeof value === 'number' && value > 0 ? value : otherwise;
  const messages =
    path === '/api/chat'
      ? (body['messages'] as ChatMessage[])
      : [
          ...(text(body['system']) === '' ? [] : [{ role: 'system', content: text(body['system']) }]),
          { role: 'user', content: text(body['prompt']) },
        ];
  return {
    messages,
    prompt: body['raw'] === true ? text(body['prompt']) : renderChat(messages),
    format: body['format'],
    stream: body['stream'] !== false,
    maxTokens: number(options['num_predict'], Infinity),
    stop: Array.isArray(options['stop']) ? (options['stop'] as string[]) : [],
    contextLength: number(options['num_ctx'], defaultContext),
    alternatives: body['logprobs'] === true ? number(body['top_logprobs'], 0) : undefined,
  };
}
