import { LlamaGrammarEvaluationState, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import type { JsonSchema, Prompt, TokenLogprob } from '../../tasks/task.js';
import type { ReplyStatistics } from '../runtime.js';
import { EngineFailure } from './engine-failure.js';
import { schemaGrammar } from './schema-grammar.js';
import { tokenize, type LoadedModel, type TokenizedPrompt } from './model.js';
import { stopScanner, type Piece } from './stop-scanner.js';

/** Tokens of a prompt that are read in one go: a cancelled call waits for no more than these. */
const readAtOnce = 256;

/** What stands for the logarithm of zero, which JSON cannot carry. */
const leastLogprob = -100;

/** A generated token; `logprob` where the prompt asks for probabilities. */
interface Generated {
  readonly token: Token;
  readonly logprob?: TokenLogprob;
}

/**
 * Generates the likeliest reply, token by token, until the model ends it, a stop string comes, or the limit of
 * tokens or of the context is reached. The text is exact: the pieces joined are what the model wrote.
 *
 * @param onPiece called with each piece of the reply.
 * @param onPart called with each part of a long prompt that was read.
 * @param isCancelled asked before each token; generation ends when it says so.
 * @throws EngineFailure `context-overflow` before anything is generated.
 */
export async function generate(
  loaded: LoadedModel,
  prompt: Prompt,
  onPiece: (piece: Piece) => void,
  onPart: () => void,
  isCancelled: () => boolean,
): Promise<ReplyStatistics> {
  const started = performance.now();
  const tokenized = tokenize(loaded, prompt);
  const promptTokens = tokenized.tokens.length;
  const room = loaded.sequence.contextSize - promptTokens;
  if (room < 1) throw new EngineFailure('context-overflow');
  const most = Math.min(prompt.maxTokens, room);

  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const scanner = stopScanner(prompt.stop ?? []);
  let outputTokens = 0;
  let finish: ReplyStatistics['finish'] = 'stop';
  const pending = await read(loaded.sequence, tokenized, onPart, isCancelled);
  if (pending) {
    for await (const { token, logprob } of replyTokens(loaded, prompt, pending)) {
      outputTokens += 1;
      const text = decoder.decode(loaded.bytes(token), { stream: true });
      scanner.push({ text, ...(logprob ? { logprob } : {}) }).forEach(onPiece);
      if (scanner.stopped || isCancelled()) break;
      if (outputTokens >= most) {
        finish = 'length';
        break;
      }
    }
  }
  if (!scanner.stopped) [...scanner.rest(), { text: decoder.decode() }].forEach(onPiece);
  return { finish, promptTokens, outputTokens, milliseconds: performance.now() - started };
}

/**
 * Reads the prompt up to its last part, which is given back for the generation to begin with; `undefined` when
 * cancelled. The constant part stays in memory from call to call. It is always read by itself, because the
 * last digits of the results depend on how a text is cut, and the same text should get the same reply.
 */
async function read(
  sequence: LlamaContextSequence,
  { tokens, constant }: TokenizedPrompt,
  onPart: () => void,
  isCancelled: () => boolean,
): Promise<Token[] | undefined> {
  const kept =
    sequence.contextTokens.length >= constant && startsWith(sequence.contextTokens, tokens, constant);
  const start = kept && constant < tokens.length ? constant : 0;
  await sequence.eraseContextTokenRanges([{ start, end: sequence.nextTokenIndex }]);
  const edges = [start, ...(start < constant ? [constant] : [])];
  const parts = edges.flatMap((edge, index) => cut(tokens.slice(edge, edges[index + 1] ?? tokens.length)));
  const last = parts.pop();
  for (const part of parts) {
    if (isCancelled()) return undefined;
    await sequence.evaluateWithoutGeneratingNewTokens(part);
    onPart();
  }
  return isCancelled() ? undefined : last;
}

function cut(tokens: readonly Token[]): Token[][] {
  const count = Math.ceil(tokens.length / readAtOnce);
  return Array.from({ length: count }, (_, index) =>
    tokens.slice(index * readAtOnce, (index + 1) * readAtOnce),
  );
}

function startsWith(tokens: readonly Token[], start: readonly Token[], length: number): boolean {
  for (let index = 0; index < length; index += 1) if (tokens[index] !== start[index]) return false;
  return true;
}

function replyTokens(loaded: LoadedModel, prompt: Prompt, pending: Token[]): AsyncGenerator<Generated> {
  if (prompt.format) return constrained(loaded, prompt, prompt.format, pending);
  return prompt.topLogprobs === undefined
    ? unmeasured(loaded, pending)
    : measured(loaded, prompt.topLogprobs, pending);
}

async function* unmeasured({ sequence }: LoadedModel, pending: Token[]): AsyncGenerator<Generated> {
  for await (const token of sequence.evaluate(pending, { temperature: 0 })) yield { token };
}

/** With probabilities. All of them are only asked for where alternatives are: a table of the vocabulary is not free. */
async function* measured(loaded: LoadedModel, top: number, pending: Token[]): AsyncGenerator<Generated> {
  const { model, sequence } = loaded;
  const wanted = top > 1 ? { probabilities: true } : { confidence: true };
  const generateNext = { token: true, ...wanted, options: { temperature: 0 } };
  let input = pending;
  for (;;) {
    const results = await sequence.controlledEvaluate(
      input.map((token, index) => (index < input.length - 1 ? token : [token, { generateNext }])),
    );
    const next = results.at(-1)?.next;
    const token = next?.token;
    if (token === undefined || token === null || model.isEogToken(token)) return;
    const probabilities = next?.probabilities ?? [[token, next?.confidence ?? 0] as const];
    yield { token, logprob: logprobOf(loaded, token, top, [...probabilities]) };
    input = [token];
  }
}

/** Held to a JSON schema, with probabilities among the tokens that the schema allows. */
async function* constrained(
  loaded: LoadedModel,
  prompt: Prompt,
  format: JsonSchema,
  pending: Token[],
): AsyncGenerator<Generated> {
  const { llama, model, sequence } = loaded;
  const grammar = await llama.createGrammar({ grammar: schemaGrammar(format) });
  const options = {
    temperature: 0,
    grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }),
  };
  const top = prompt.topLogprobs;
  if (top === undefined) {
    for await (const token of sequence.evaluate(pending, options)) yield { token };
    return;
  }
  const metadata = { probabilities: true } as const;
  for await (const { token, probabilities } of sequence.evaluateWithMetadata(pending, metadata, options)) {
    yield { token, logprob: logprobOf(loaded, token, top, [...probabilities]) };
  }
}

function logprobOf(
  { bytes }: LoadedModel,
  token: Token,
  top: number,
  /** Probabilities, the highest first. */
  sorted: readonly (readonly [Token, number])[],
): TokenLogprob {
  const text = (each: Token): string => new TextDecoder().decode(bytes(each));
  const finite = (value: number): number => Math.max(leastLogprob, Math.log(value));
  const own = sorted.find(([each]) => each === token)?.[1];
  return {
    token: text(token),
    logprob: own === undefined ? leastLogprob : finite(own),
    top: sorted.slice(0, top).map(([each, value]) => ({ token: text(each), logprob: finite(value) })),
  };
}
