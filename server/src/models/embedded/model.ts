import {
  getLlama,
  InsufficientMemoryError,
  LlamaLogLevel,
  LlamaText,
  NoBinaryFoundError,
  resolveChatWrapper,
  SpecialToken,
  type ChatWrapper,
  type Llama,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import type { Prompt } from '../../tasks/task.js';
import { EngineFailure } from './engine-failure.js';
import { hasGgufHeader } from './gguf-header.js';
import type { LoadParams } from './messages.js';
import { tokenBytes, type TokenBytes } from './token-bytes.js';

/** A model in memory, with the one sequence that replies are generated in. */
export interface LoadedModel {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly bytes: TokenBytes;
  /** Absent for a model without a chat template. */
  readonly chat?: ChatWrapper;
}

/** A prompt as the model reads it. */
export interface TokenizedPrompt {
  readonly tokens: readonly Token[];
  /** How many tokens at the beginning are those of the constant part, so that they may be in memory already. */
  readonly constant: number;
}

/**
 * Loads a GGUF file with llama.cpp's prebuilt binary for this platform; nothing is compiled or downloaded.
 *
 * @throws EngineFailure
 */
export async function loadModel({ modelPath, contextLength, threads }: LoadParams): Promise<LoadedModel> {
  try {
    if (!(await hasGgufHeader(modelPath))) throw new EngineFailure('unsupported');
    const llama = await getLlama({
      build: 'never',
      gpu: false,
      progressLogs: false,
      skipDownload: true,
      logLevel: LlamaLogLevel.disabled,
      maxThreads: threads,
    });
    const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
    const context = await model.createContext({
      contextSize: Math.min(contextLength, model.trainContextSize),
      sequences: 1,
      threads,
      failedCreationRemedy: false,
    });
    const chat = hasTemplate(model) ? resolveChatWrapper(model, { warningLogs: false }) : undefined;
    const sequence = context.getSequence();
    return { llama, model, sequence, bytes: tokenBytes(model), ...(chat ? { chat } : {}) };
  } catch (error) {
    if (error instanceof NoBinaryFoundError) throw new EngineFailure('engine-unavailable', error);
    if (error instanceof InsufficientMemoryError) throw new EngineFailure('out-of-memory', error);
    throw new EngineFailure('unsupported', error);
  }
}

/**
 * The tokens of a prompt, with the token that begins every text. Text is never read as control tokens: a note
 * that holds `</s>` holds four characters.
 *
 * @throws EngineFailure `unsupported` for a chat with a model that has no template.
 */
export function tokenize({ model, chat }: LoadedModel, prompt: Prompt): TokenizedPrompt {
  if (prompt.mode === 'raw') {
    const tokens = model.tokenize(prompt.prefix + prompt.input);
    return withStart(model, tokens, commonLength(tokens, model.tokenize(prompt.prefix)));
  }
  if (!chat) throw new EngineFailure('unsupported');
  const tokens = chatTokens(model, chat, prompt.prefix, prompt.input);
  return withStart(model, tokens, commonLength(tokens, chatTokens(model, chat, prompt.prefix, '')));
}

function chatTokens(model: LlamaModel, chat: ChatWrapper, system: string, user: string): Token[] {
  const { contextText } = chat.generateContextState({
    chatHistory: [
      ...(system === '' ? [] : [{ type: 'system', text: system } as const]),
      { type: 'user', text: user },
      { type: 'model', response: [] },
    ],
  });
  // The wrapper begins with a start token of its own, also for models that want none, and whose template may begin with
  // the very same token.
  const [first, ...rest] = contextText.values;
  const isStart = first instanceof SpecialToken && first.value === 'BOS';
  return (isStart ? LlamaText(rest) : contextText).tokenize(model.tokenizer);
}

function withStart(model: LlamaModel, tokens: readonly Token[], constant: number): TokenizedPrompt {
  const { bos, shouldPrependBosToken } = model.tokens;
  if (bos === null || !shouldPrependBosToken || tokens[0] === bos) return { tokens, constant };
  return { tokens: [bos, ...tokens], constant: constant + 1 };
}

function commonLength(first: readonly Token[], second: readonly Token[]): number {
  const differs = first.findIndex((token, index) => token !== second[index]);
  return differs < 0 ? first.length : differs;
}

function hasTemplate(model: LlamaModel): boolean {
  return Boolean(model.fileInfo.metadata.tokenizer.chat_template);
}
