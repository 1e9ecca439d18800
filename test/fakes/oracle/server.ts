import type { ServerResponse } from 'node:http';
import { FakeOllama, json, send, startStream, type Received, type ServedModel } from '../ollama-server.js';
import type { Answer } from './answers/answer.js';
import { answerBioNote } from './answers/bionote.js';
import { answerLangExtract } from './answers/langextract.js';
import { answerLlmIe } from './answers/llm-ie.js';
import { noCounts, type OracleCounts } from './counts.js';
import { Gold, type GoldText } from './gold.js';
import { Pace, type Speed } from './pace.js';
import { oracleRequest, type OracleRequest } from './request.js';
import { QueueFull, SlotPool, type Lease } from './slots.js';
import { llama3Tokenizer, type Tokenizer } from './tokenizer.js';

export interface OracleOptions {
  readonly gold: readonly GoldText[];
  /** Where absent, time costs nothing. */
  readonly speed?: Speed;
  /** 1 where absent, as in Ollama. */
  readonly slots?: number;
  /** How many calls may wait; 512 where absent, as in Ollama. */
  readonly maxQueue?: number;
  /** What else it can answer, asked first. */
  readonly answers?: readonly Answer[];
  readonly tokenizer?: Tokenizer;
  readonly model?: ServedModel;
  /** Any free one where absent. */
  readonly port?: number;
}

const version = '0.24.0';
const tools: readonly Answer[] = [answerLangExtract, answerLlmIe, answerBioNote];

/**
 * An Ollama, over real HTTP, whose model knows a gold corpus: it answers each tool's own prompts rightly, at a set
 * speed, and counts what that cost. So tools are measured by what they ask and not by how a model guesses.
 */
export class OracleServer {
  counts: OracleCounts = noCounts();
  /** The last message of every call, in order of arrival. */
  readonly inputs: string[] = [];
  readonly #gold: Gold;
  readonly #pool: SlotPool;
  readonly #answers: readonly Answer[];
  readonly #tokenizer: Tokenizer;
  readonly #model: ServedModel;
  #speed: Speed;

  private constructor(
    private readonly http: FakeOllama,
    options: OracleOptions & { readonly model: ServedModel },
  ) {
    const { gold, slots = 1, maxQueue = 512, answers = [], tokenizer = llama3Tokenizer } = options;
    this.#gold = new Gold(gold);
    this.#pool = new SlotPool(slots, maxQueue);
    this.#answers = [...answers, ...tools];
    this.#tokenizer = tokenizer;
    this.#model = options.model;
    this.#speed = options.speed ?? { prefill: Infinity, decode: Infinity };
  }

  static async start(options: OracleOptions): Promise<OracleServer> {
    const model = options.model ?? { name: 'oracle:latest' };
    const http = await FakeOllama.start([model], options.port);
    const server = new OracleServer(http, { ...options, model });
    http.on('/api/version', (_, response) => {
      json(response, { version });
    });
    http.on('/counts', (_, response) => {
      json(response, server.counts);
    });
    http.on('/api/ps', (_, response) => {
      json(response, { models: [{ name: model.name, model: model.name, size: 1000, size_vram: 1000 }] });
    });
    for (const path of ['/api/generate', '/api/chat']) {
      http.on(path, (received, response) => server.#generate(received, response));
    }
    return server;
  }

  get host(): string {
    return this.http.host;
  }

  /** Generations that wait for a slot. */
  get waiting(): number {
    return this.#pool.waiting;
  }

  /** Sets the counts to nothing; `speed` changes the speed, and `forget` empties the prefix cache. */
  reset({ speed, forget = true }: { readonly speed?: Speed; readonly forget?: boolean } = {}): void {
    this.counts = noCounts();
    this.#speed = speed ?? this.#speed;
    if (forget) this.#pool.forget();
    this.http.requests.length = 0;
    this.inputs.length = 0;
  }

  stop(): Promise<void> {
    return this.http.stop();
  }

  async #generate({ path, body, closed }: Received, response: ServerResponse): Promise<void> {
    if (body['model'] !== this.#model.name) {
      json(response, { error: `model '${String(body['model'])}' not found` }, 404);
      return;
    }
    const { counts } = this;
    const request = oracleRequest(path, body);
    if (typeof request.format === 'string' && request.format !== '' && request.format !== 'json') {
      json(response, { error: 'invalid format: expected "json" or a valid JSON Schema object' }, 400);
      return;
    }
    const prompt = this.#tokenizer.encode(request.prompt);
    const fits = prompt.length < request.contextLength;
    if (!fits && body['truncate'] === false) {
      json(response, { error: 'the input length exceeds the context length' }, 400);
      return;
    }
    counts.calls++;
    this.inputs.push(request.messages.at(-1)?.content ?? '');
    const gone = new AbortController();
    void closed.then(() => {
      if (!response.writableEnded) gone.abort();
    });
    let lease: Lease;
    try {
      lease = await this.#pool.acquire(prompt, gone.signal);
    } catch (error) {
      if (error instanceof QueueFull) {
        counts.refused++;
        json(response, { error: 'server busy, please try again.  maximum pending requests exceeded' }, 503);
      } else counts.abortedWaiting++;
      return;
    }
    // A prompt that is too long loses its front, and with it the instructions.
    const answer = fits ? this.#answerTo(request) : undefined;
    if (answer === undefined) counts.unknown++;
    counts.strangers += this.#gold.strangers;
    this.#gold.strangers = 0;
    counts.promptTokens += prompt.length;
    counts.cachedTokens += lease.cached;
    const began = performance.now();
    counts.firstStart ||= began;
    const said = await this.#write(
      { path, request, prompt, cached: lease.cached, answer: answer ?? '' },
      response,
      gone.signal,
    );
    const now = performance.now();
    counts.busy += now - began;
    counts.lastEnd = now;
    if (gone.signal.aborted) {
      counts.aborted++;
      counts.wasted += now - began;
    } else {
      counts.finished++;
      counts.firstBusy ||= now - began;
    }
    lease.release([...prompt, ...said]);
  }

  #answerTo(request: OracleRequest): string | undefined {
    for (const answer of this.#answers) {
      const reply = answer(request, this.#gold);
      if (reply !== undefined) return reply;
    }
    return undefined;
  }

  /** Writes the reply at the set speed; returns the tokens that were generated. */
  async #write(job: Job, response: ServerResponse, signal: AbortSignal): Promise<readonly number[]> {
    const { path, request, prompt, cached } = job;
    const answer = beforeStop(job.answer, request.stop);
    const tokens = this.#tokenizer.encode(answer).slice(0, request.maxTokens);
    const pieces = this.#tokenizer.pieces(answer).slice(0, tokens.length);
    const pace = new Pace(this.#speed, prompt.length - cached);
    const words = (text: string): object =>
      path === '/api/chat' ? { message: { role: 'assistant', content: text } } : { response: text };
    const common = { model: this.#model.name, created_at: new Date(0).toISOString() };
    let sent = 0;
    try {
      await pace.known(0, signal);
      if (request.stream) startStream(response);
      while (sent < tokens.length) {
        const known = Math.min(tokens.length, await pace.known(sent + 1, signal));
        response.cork();
        for (; sent < known; sent++) {
          this.counts.outputTokens++;
          const piece = pieces[sent] ?? '';
          if (request.stream)
            send(response, { ...common, ...words(piece), done: false, ...logprobs(request, piece) });
        }
        response.uncork();
      }
    } catch {
      // The client went away.
      return tokens.slice(0, sent);
    }
    const isCut = tokens.length < pieces.length || tokens.length === request.maxTokens;
    const last = {
      ...common,
      ...words(request.stream ? '' : pieces.join('')),
      done: true,
      done_reason: isCut ? 'length' : 'stop',
      total_duration: Math.round(pace.elapsed * 1e6),
      prompt_eval_count: prompt.length,
      eval_count: tokens.length,
    };
    if (request.stream) {
      send(response, last);
      response.end();
    } else json(response, last);
    return tokens;
  }
}

function beforeStop(answer: string, stops: readonly string[]): string {
  const found = stops.map((stop) => answer.indexOf(stop)).filter((index) => index >= 0);
  return found.length === 0 ? answer : answer.slice(0, Math.min(...found));
}

interface Job {
  readonly path: string;
  readonly request: OracleRequest;
  readonly prompt: readonly number[];
  readonly cached: number;
  readonly answer: string;
}

/** A model that knows is sure; the alternatives are there because their bytes are part of what a reply costs. */
function logprobs({ alternatives }: OracleRequest, token: string): object {
  if (alternatives === undefined) return {};
  const top = Array.from({ length: alternatives }, (_, rank) =>
    rank === 0 ? { token, logprob: -0.01 } : { token: `~${rank}`, logprob: -5 - rank },
  );
  return { logprobs: [{ token, logprob: -0.01, top_logprobs: top }] };
}
