import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { probeKey } from '../../server/src/models/http/schema-probe.js';

/** A request as the server received it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
  /** Resolves when the client's socket is closed, as this side sees it. */
  readonly closed: Promise<void>;
}

/** Answers one request. */
export type Handler = (request: Received, response: ServerResponse) => void | Promise<void>;

/** A model as `/api/tags` and `/api/show` tell of it. */
export interface ServedModel {
  readonly name: string;
  readonly digest?: string;
  readonly capabilities?: readonly string[];
  readonly family?: string;
  readonly contextLength?: number;
  readonly remoteHost?: string;
}

/**
 * An Ollama that does wrong on purpose, over real HTTP: healthy answers for its list of models, and whatever a
 * test wants everywhere else. Unless a test wants otherwise it holds models to schemas: it answers the question that
 * finds that out by itself, and does not count it among the requests.
 */
export class FakeOllama {
  readonly requests: Received[] = [];
  /** Whether the question for the schema is a request like any other. */
  isProbed = false;
  readonly #handlers = new Map<string, Handler>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(public models: readonly ServedModel[]) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    // Ollama, too, never closes a connection that only waits.
    this.#server.keepAliveTimeout = 0;
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param port one that was free a moment ago, such as that of a server that is started again; any where absent. */
  static async start(models: readonly ServedModel[] = [{ name: 'm:latest' }], port = 0): Promise<FakeOllama> {
    const fake = new FakeOllama(models);
    fake.#server.listen(port, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many connections are in use; closes those that a client only keeps for its next request. */
  busySockets(): number {
    this.#server.closeIdleConnections();
    return this.#sockets.size;
  }

  /** Answers requests to `path`, such as `/api/generate`, with `handler` from now on. */
  on(path: string, handler: Handler): this {
    this.#handlers.set(path, handler);
    return this;
  }

  /** The requests to `path` so far. */
  received(path: string): Received[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** Ends every connection; new ones are taken. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.dropConnections();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = once(response, 'close').then(() => undefined);
    const received: Received = {
      method: request.method ?? '',
      path: new URL(request.url ?? '/', this.host).pathname,
      body: await bodyOf(request),
      closed,
    };
    if (isProbe(received) && !this.isProbed) {
      await chatWith(`{"${probeKey}":"kappa"}`)(received, response);
      return;
    }
    this.requests.push(received);
    const handler = this.#handlers.get(received.path) ?? this.#healthy(received);
    if (handler) await handler(received, response);
    else json(response, { error: 'not found' }, 404);
  }

  #healthy({ path, body }: Received): Handler | undefined {
    if (path === '/api/tags')
      return (_, response) => {
        json(response, { models: this.models.map(listed) });
      };
    if (path !== '/api/show') return undefined;
    const model = this.models.find(({ name }) => name === body['model']);
    return (_, response) => {
      if (!model) json(response, { error: `model '${String(body['model'])}' not found` }, 404);
      else json(response, shown(model));
    };
  }
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

/** Begins a stream. */
export function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
}

/** Sends one chunk of a stream. */
export function send(response: ServerResponse, value: unknown): void {
  response.write(`${JSON.stringify(value)}\n`);
}

/** Answers `/api/generate` with a whole stream of `pieces`. */
export function replyWith(pieces: readonly string[], last: Record<string, unknown> = {}): Handler {
  return (_, response) => {
    startStream(response);
    for (const piece of pieces) send(response, { model: 'm', response: piece, done: false });
    send(response, {
      model: 'm',
      response: '',
      done: true,
      done_reason: 'stop',
      prompt_eval_count: 7,
      eval_count: pieces.length,
      ...last,
    });
    response.end();
  };
}

/** Answers `/api/chat` with a stream of `content`. */
export function chatWith(content: string | ((body: Received['body']) => string)): Handler {
  return ({ body }, response) => {
    const message = { role: 'assistant', content: typeof content === 'string' ? content : content(body) };
    startStream(response);
    send(response, { model: 'm', message, done: false });
    const ended = { done: true, done_reason: 'stop', prompt_eval_count: 7, eval_count: 7 };
    send(response, { model: 'm', message: { role: 'assistant', content: '' }, ...ended });
    response.end();
  };
}

/** Whether a request only finds out whether the server holds a model to a schema. */
export function isProbe({ path, body }: Received): boolean {
  const { properties } = (body['format'] ?? {}) as { properties?: object };
  return path === '/api/chat' && properties !== undefined && probeKey in properties;
}

function listed(model: ServedModel): Record<string, unknown> {
  return {
    name: model.name,
    model: model.name,
    digest: model.digest ?? `digest of ${model.name}`,
    size: 1000,
    details: { family: model.family ?? 'llama', parameter_size: '8.0B', quantization_level: 'Q4_K_M' },
    ...(model.remoteHost ? { remote_host: model.remoteHost, remote_model: model.name } : {}),
  };
}

function shown(model: ServedModel): Record<string, unknown> {
  return {
    capabilities: model.capabilities ?? ['completion'],
    model_info: { 'general.architecture': 'llama', 'llama.context_length': model.contextLength ?? 8192 },
    details: { family: model.family ?? 'llama' },
    ...(model.remoteHost ? { remote_host: model.remoteHost, remote_model: model.name } : {}),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const type = request.headers['content-type'] ?? '';
  if (pieces.length === 0 || !type.includes('json')) return { bytes: Buffer.concat(pieces).length };
  return JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>;
}
