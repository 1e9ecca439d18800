import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json, type Handler, type Received } from './ollama-server.js';

/** What a fake server lacks, or does in its own way, as servers do. */
export interface Quirks {
  /** Takes a schema and does nothing with it. */
  readonly ignoresSchema?: boolean;
  /** Answers 400 to a schema. */
  readonly refusesSchema?: boolean;
  /** Takes the wish for log-probabilities and gives none. */
  readonly ignoresLogprobs?: boolean;
  /** Answers 400 to the wish. */
  readonly refusesLogprobs?: boolean;
  /** Thinks first, unless `reasoning_effort` is `none`. */
  readonly thinks?: boolean;
  /** Wanted as `Authorization: Bearer`. */
  readonly key?: string;
  /** Tokens of the window; a longer prompt is refused. 4,096 where absent. */
  readonly contextLength?: number;
}

/** What the model of a fake server says where nothing holds it to a schema; long, so that it can be cut and aborted. */
const words = Array.from({ length: 400 }, (_, index) => ` word${index}`);

/**
 * A server that speaks OpenAI's protocol over real HTTP, with the constraints of real ones: it holds replies to a
 * schema, to `max_tokens` and to `stop`, refuses what does not fit, tells log-probabilities, works on one request at a
 * time, and stops when its client hangs up.
 */
export class FakeOpenAi {
  readonly requests: Received[] = [];
  /** Tokens that were written in all. */
  written = 0;
  readonly #handlers = new Map<string, Handler>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #turn: Promise<void> = Promise.resolve();

  private constructor(
    public models: readonly object[],
    public quirks: Quirks,
  ) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(quirks: Quirks = {}, models: readonly object[] = [{ id: 'm' }]): Promise<FakeOpenAi> {
    const fake = new FakeOpenAi(models, quirks);
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  get host(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers requests to `path` with `handler` from now on. */
  on(path: string, handler: Handler): this {
    this.#handlers.set(path, handler);
    return this;
  }

  received(path: string): Received[] {
    return this.requests.filter((request) => request.path === path);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = once(response, 'close').then(() => undefined);
    const path = new URL(request.url ?? '/', this.host).pathname;
    const received: Received = { method: request.method ?? '', path, body: await bodyOf(request), closed };
    this.requests.push(received);
    const { key } = this.quirks;
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) {
      refuse(response, 401, 'Invalid API Key');
      return;
    }
    const handler = this.#handlers.get(path);
    if (handler) await handler(received, response);
    else if (path === '/v1/models') json(response, { object: 'list', data: this.models });
    else if (path === '/v1/chat/completions' || path === '/v1/completions') {
      const before = this.#turn;
      let release: () => void = () => undefined;
      this.#turn = new Promise((resolve) => (release = resolve));
      await before;
      if (!response.destroyed) await this.#generate(received, response);
      release();
    } else refuse(response, 404, 'Not Found');
  }

  async #generate({ path, body, closed }: Received, response: ServerResponse): Promise<void> {
    const { quirks } = this;
    const isChat = path === '/v1/chat/completions';
    if (!this.models.some((model) => 'id' in model && model.id === body['model'])) {
      refuse(response, 404, `The model ${String(body['model'])} does not exist.`);
      return;
    }
    const format = body['response_format'];
    if (format !== undefined && quirks.refusesSchema) {
      refuse(response, 400, 'response_format is not supported');
      return;
    }
    const isCounted = body['logprobs'] !== undefined;
    if (isCounted && quirks.refusesLogprobs) {
      refuse(response, 400, 'logprobs are not supported with streaming');
      return;
    }
    const prompt = isChat
      ? (body['messages'] as { readonly content: string }[]).map(({ content }) => content).join('\n')
      : String(body['prompt']);
    const promptTokens = Math.ceil(prompt.length / 4);
    if (promptTokens > (quirks.contextLength ?? 4096)) {
      refuse(response, 400, 'the request exceeds the available context size, try increasing it');
      return;
    }
    const isHeld = format !== undefined && !quirks.ignoresSchema;
    const whole = isHeld ? tokensOf(instanceOf(schemaIn(format))) : words;
    const thoughts = quirks.thinks && body['reasoning_effort'] !== 'none' ? [' hm', ' so'] : [];
    const gone = new AbortController();
    void closed.then(() => {
      gone.abort();
    });
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    const event = (value: object): void => void response.write(`data: ${JSON.stringify(value)}\r\n\r\n`);
    const choice = (rest: object): object => ({ choices: [{ index: 0, finish_reason: null, ...rest }] });
    if (isChat) event(choice({ delta: { role: 'assistant', content: null } }));
    response.write(': a comment\n\n');
    let text = '';
    let count = 0;
    let finish = 'stop';
    const top = Number(body['top_logprobs'] ?? body['logprobs'] ?? 0);
    const hasLogprobs = isCounted && !quirks.ignoresLogprobs;
    for (const token of [...thoughts, ...whole]) {
      if (count >= Number(body['max_tokens'])) {
        finish = 'length';
        break;
      }
      count += 1;
      const isThought = count <= thoughts.length;
      const stop = isThought ? undefined : stopIn(text + token, body['stop']);
      if (stop !== undefined) {
        const rest = stop.slice(text.length);
        if (rest !== '') event(choice(isChat ? { delta: { content: rest } } : { text: rest }));
        break;
      }
      if (!isThought) text += token;
      const delta = isThought ? { reasoning_content: token } : { content: token };
      const logprobs = hasLogprobs && {
        logprobs: isChat ? chatLogprobs(token, top) : oldLogprobs(token, top),
      };
      event(choice({ ...(isChat ? { delta } : { text: token }), ...logprobs }));
      this.written += 1;
      // A turn of the event loop for each token: a client that hangs up is noticed.
      await new Promise((resolve) => setImmediate(resolve));
      if (gone.signal.aborted) return;
    }
    event(choice({ ...(isChat ? { delta: {} } : { text: '' }), finish_reason: finish }));
    event({ choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: count } });
    response.end('data: [DONE]\n\n');
  }
}

/** Answers with an error as such servers word it. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  json(response, { error: { message, type: 'invalid_request_error', code: status } }, status);
}

function schemaIn(format: unknown): Schema {
  return (format as { readonly json_schema: { readonly schema: Schema } }).json_schema.schema;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The plainest value that a schema allows. */
function instanceOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const entries = Object.entries(schema.properties).map(
      ([name, each]) => [name, instanceOf(each)] as const,
    );
    return Object.fromEntries(entries);
  }
  return schema.type === 'array' ? [] : schema.type === 'string' ? 'x' : schema.type === 'object' ? {} : 0;
}

/** JSON in pieces of up to three characters: a label takes several, as in real vocabularies. */
function tokensOf(value: unknown): string[] {
  return JSON.stringify(value).match(/[\s\S]{1,3}/g) ?? [];
}

/** The text before the first stop string, where one is in it. */
function stopIn(text: string, stops: unknown): string | undefined {
  const found = (Array.isArray(stops) ? (stops as string[]) : [])
    .map((stop) => text.indexOf(stop))
    .filter((index) => index >= 0);
  return found.length === 0 ? undefined : text.slice(0, Math.min(...found));
}

function chatLogprobs(token: string, top: number): object {
  const others = Array.from({ length: Math.max(0, top - 1) }, (_, rank) => ({
    token: `~${rank}`,
    logprob: -5 - rank,
  }));
  return {
    content: [{ token, logprob: -0.01, bytes: null, top_logprobs: [{ token, logprob: -0.01 }, ...others] }],
  };
}

function oldLogprobs(token: string, top: number): object {
  const others = Array.from({ length: Math.max(0, top - 1) }, (_, rank) => [`~${rank}`, -5 - rank] as const);
  return {
    tokens: [token],
    token_logprobs: [-0.01],
    top_logprobs: [Object.fromEntries([[token, -0.01], ...others])],
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  if (pieces.length === 0) return {};
  return JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>;
}
