import type { ModelInfo, ModelRuntime, ReplyChunk } from '../../server/src/models/runtime.js';
import type { ModelProfile } from '../../server/src/tasks/profile.js';
import type { Prompt, TaskName } from '../../server/src/tasks/task.js';

/** A call as the engine sees it. */
export interface ScriptedCall {
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
  /** Lets a held call go on. */
  release(): void;
  ended: boolean;
}

/** What the script answers: the reply's text, a stream of pieces, or an error. */
export type Script = (prompt: Prompt) => string | readonly string[] | Error;

/** The types that the script gives to words, wherever they stand. */
const lexicon: Readonly<Record<string, string>> = {
  fever: 'problem',
  cough: 'problem',
  pain: 'problem',
  aspirin: 'treatment',
  morphine: 'treatment',
  'chest x-ray': 'test',
};

/** An engine inside the process, for timing and faults: it answers by a script and can be held at any call. */
export class ScriptedRuntime implements ModelRuntime {
  readonly calls: ScriptedCall[] = [];
  readonly model: ModelInfo;
  readonly profile: ModelProfile;
  readonly slots: number;
  script: Script;
  /** Whether a call waits for its release. */
  holds: (prompt: Prompt) => boolean = () => false;
  /** Pieces that come before what the script answers, an error included. */
  before: readonly string[] = [];
  running = 0;
  mostRunning = 0;

  constructor(
    options: {
      engine?: ModelInfo['engine'];
      digest?: string;
      slots?: number;
      script?: Script;
      profile?: Partial<ModelProfile>;
    } = {},
  ) {
    this.model = {
      engine: options.engine ?? 'ollama',
      name: 'scripted',
      digest: options.digest ?? 'sha256:one',
      capabilities: ['completion'],
      cloud: false,
    };
    this.profile = {
      dialect: 'json',
      contextLength: 4096,
      explains: true,
      ...options.profile,
    };
    this.slots = options.slots ?? 1;
    this.script = options.script ?? answerByLexicon;
  }

  /** How many calls of a task were made. */
  count(task?: TaskName): number {
    return this.calls.filter(({ prompt }) => task === undefined || prompt.task === task).length;
  }

  /** The sentences that were sent to have their entities marked, in order. */
  get sentencesAsked(): string[] {
    return this.calls.filter(({ prompt }) => prompt.task === 'ner').map(({ prompt }) => sentenceOf(prompt));
  }

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk> {
    signal.throwIfAborted();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const call: ScriptedCall = { prompt, signal, release, ended: false };
    this.calls.push(call);
    this.running++;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      if (this.holds(prompt)) {
        await Promise.race([released, rejectionOf(signal)]);
      } else {
        await Promise.resolve();
      }
      signal.throwIfAborted();
      for (const text of this.before) yield { text };
      const answer = this.script(prompt);
      if (answer instanceof Error) {
        throw answer;
      }
      for (const text of typeof answer === 'string' ? [] : answer) {
        yield { text };
      }
      yield {
        text: typeof answer === 'string' ? answer : '',
        done: { finish: 'stop', promptTokens: 1, outputTokens: 1, milliseconds: 1 },
      };
    } finally {
      call.ended = true;
      this.running--;
    }
  }

  device(): Promise<Record<string, never>> {
    return Promise.resolve({});
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** The sentence of a `json` NER prompt. */
export function sentenceOf({ input }: Prompt): string {
  return JSON.parse(/^Sentence(?: \d+)?: (".*")$/m.exec(input)?.[1] ?? '""') as string;
}

/** Marks the words of the lexicon, relates every pair by the first of its relations, and holds "no fever" to contradict "fever". */
export function answerByLexicon({ task, input }: Prompt): string {
  switch (task) {
    case 'ner': {
      const sentence = input.slice(input.lastIndexOf('Sentence')).toLowerCase();
      return JSON.stringify({ entities: mentionsIn(sentence) });
    }
    case 'relations':
      return JSON.stringify({ relation: /^Choose from: ([^,]+),/m.exec(input)?.[1] });
    case 'nli': {
      const negations = [...input.matchAll(/\bno fever\b/gi)].length;
      return JSON.stringify({ label: negations === 1 ? 'contradiction' : 'neutral' });
    }
    case 'explanation':
      return 'The sentence says so.';
    case 'answer':
    case 'summary':
    case 'medications':
    case 'coreference':
    case 'dialogue':
    case 'classification':
      return '{}';
  }
}

function mentionsIn(sentence: string): { text: string; type: string; at: number }[] {
  return Object.entries(lexicon)
    .flatMap(([word, type]) =>
      Array.from(sentence.matchAll(new RegExp(`\\b${word}\\b`, 'g')), (match) => ({
        text: word,
        type,
        at: match.index,
      })),
    )
    .sort((a, b) => a.at - b.at);
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}
