import type { ModelError } from '../../server/src/models/error.js';
import type { EngineFacts } from '../../server/src/models/engine-facts.js';
import type { ModelRuntime, ReplyChunk } from '../../server/src/models/runtime.js';
import type { SelectedModel } from '../../server/src/models/selected-model.js';
import type { Models } from '../../server/src/session/parts.js';
import type { ModelsResult, PullProgress } from '../../server/src/shared/protocol.js';
import type { Prompt, TokenLogprob } from '../../server/src/tasks/task.js';

/** What the scripted model knows to be an entity. */
const lexicon: Readonly<Record<string, string>> = {
  'chest pain': 'problem',
  fever: 'problem',
  cough: 'problem',
  rash: 'problem',
  pneumonia: 'problem',
  aspirin: 'treatment',
  ceftriaxone: 'treatment',
};

/**
 * A model that answers by rule, in the `json` dialect, so that protocol tests know what must come back. Answers
 * can be held back, and it tells which calls were aborted.
 */
export class ScriptedModel implements Models {
  readonly prompts: Prompt[] = [];
  aborted = 0;
  /** While set, no model can be called. */
  failure: ModelError | undefined;
  explains = true;
  /** Answers in place of the rules where it gives pieces: the way to a reply that is no use. */
  instead: ((prompt: Prompt) => readonly string[] | undefined) | undefined;
  selected: SelectedModel | undefined;
  /** Downloads that were asked for. */
  readonly pulled: string[] = [];
  #held: { readonly opened: Promise<void>; open(): void } | undefined;
  readonly #listeners = new Set<() => void>();

  /** Holds every answer back until {@link release}. */
  hold(): void {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.#held = { opened, open };
  }

  release(): void {
    this.#held?.open();
    this.#held = undefined;
  }

  configure(): void {
    this.refresh();
  }

  current(signal: AbortSignal): Promise<ModelRuntime> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.failure) return Promise.reject(this.failure);
    if (!this.selected) {
      this.selected = {
        engine: 'embedded',
        model: 'scripted',
        detail: 'A model that answers by rule.',
        explains: this.explains,
      };
      this.#tell();
    }
    return Promise.resolve(this.#runtime());
  }

  refresh(): void {
    if (!this.selected) return;
    this.selected = undefined;
    this.#tell();
  }

  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  list(): Promise<ModelsResult> {
    return Promise.resolve({ models: [], host: this.effectiveHost(), unreachable: 'no one there' });
  }

  pull(model: string, onProgress: (progress: PullProgress) => void): Promise<void> {
    this.pulled.push(model);
    onProgress({ status: 'downloading', completed: 1, total: 2 });
    return Promise.resolve();
  }

  inspect(): Promise<EngineFacts> {
    return Promise.resolve({
      chosen: this.failure
        ? { failure: this.failure.code }
        : { engine: 'embedded', kind: 'writer', traits: [], dialect: 'json' },
      encoder: { weights: 'missing', binaries: false },
      gguf: { weights: 'ours', binaries: true },
      ollama: { place: 'here', failure: 'unreachable' },
    });
  }

  effectiveHost(): string {
    return 'http://127.0.0.1:11434';
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #runtime(): ModelRuntime {
    return {
      model: { engine: 'embedded', name: 'scripted', digest: 'd1', capabilities: [], cloud: false },
      profile: { dialect: 'json', contextLength: 4096, explains: this.explains },
      slots: 2,
      generate: (prompt, signal) => this.#generate(prompt, signal),
      device: () => Promise.resolve({ gpuShare: 0 }),
      dispose: () => Promise.resolve(),
    };
  }

  async *#generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk> {
    this.prompts.push(prompt);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        this.aborted++;
        reject(signal.reason as Error);
      });
    });
    aborted.catch(() => undefined);
    if (this.#held) await Promise.race([this.#held.opened, aborted]);
    for (const piece of this.instead?.(prompt) ?? answerTo(prompt)) {
      const token: TokenLogprob = { token: piece, logprob: Math.log(0.9), top: alternatives(piece) };
      yield { text: piece, tokens: [token] };
    }
    yield { text: '', done: { finish: 'stop', promptTokens: 9, outputTokens: 9, milliseconds: 1 } };
  }
}

function answerTo({ task, input }: Prompt): string[] {
  switch (task) {
    case 'ner':
      return [JSON.stringify({ entities: entitiesOf(quotedAfter(input, 'Sentence: ')) })];
    case 'relations':
      return ['{"relation": "', 'TrAP', '"}'];
    case 'nli': {
      const premise = quotedAfter(input, 'Premise: ');
      const hypothesis = quotedAfter(input, 'Hypothesis: ');
      const label = isNegated(premise) === isNegated(hypothesis) ? 'entailment' : 'contradiction';
      return ['{"label": "', label, '"}'];
    }
    case 'explanation':
      return ['It is given ', 'to *treat* it.'];
    case 'answer':
    case 'summary':
    case 'medications':
    case 'coreference':
    case 'dialogue':
    case 'classification':
      return ['{}'];
  }
}

function alternatives(token: string): TokenLogprob['top'] {
  return [
    { token, logprob: Math.log(0.9) },
    { token: 'neutral', logprob: Math.log(0.1) },
  ];
}

function entitiesOf(sentence: string): { text: string; type: string }[] {
  return Object.entries(lexicon)
    .flatMap(([word, type]) =>
      [...sentence.matchAll(new RegExp(word, 'gi'))].map(({ index, 0: text }) => ({ index, text, type })),
    )
    .sort((a, b) => a.index - b.index)
    .map(({ text, type }) => ({ text, type }));
}

function quotedAfter(input: string, label: string): string {
  const line = input.split('\n').find((candidate) => candidate.startsWith(label)) ?? `${label}""`;
  return String(JSON.parse(line.slice(label.length)));
}

function isNegated(sentence: string): boolean {
  return /\b(?:no|denies)\b/i.test(sentence);
}
