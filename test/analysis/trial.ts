import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ModelError } from '../../server/src/models/error.js';
import type { NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import type { TextEdit } from '../../server/src/note/edits.js';
import type { Prompt } from '../../server/src/tasks/task.js';
import { allTasks, Bench, entitiesOnly, until, uri } from './bench.js';
import { answerByLexicon, ScriptedRuntime, sentenceOf, type ScriptedCall } from './scripted-runtime.js';
import { checkCalls, marksOf, sentencesOf, StoreModel } from './store-model.js';

const sentences = [
  'He has fever.',
  'No fever was seen.',
  'She takes aspirin for pain.',
  'Some cough and fever.',
  'Then morphine was given.',
  'Nothing else.',
];

/** What the engine does with a call. Only the first is an answer that is kept. */
const outcomes = {
  right: undefined,
  garbage: 'I am sorry.',
  nothing: '',
  'another shape': '{"entities": {"fever": true}}',
  timeout: new ModelError('timeout', 'too slow', true),
  'stream-cut': new ModelError('stream-cut', 'cut', true),
  'server-error': new ModelError('server-error', 'broken'),
  unreachable: new ModelError('unreachable', 'gone', true),
  'engine-died': new ModelError('engine-died', 'died', true),
  'against the contract': new Error('thrown'),
} as const;
type Outcome = keyof typeof outcomes;

/** One thing that a person, an editor or an engine does. */
export const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      at: fc.nat(),
      cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
      by: fc.constantFrom(
        ...sentences.map((text) => `\n${text} `),
        'fever',
        ' ',
        '. ',
        '\n',
        'no ',
        'x',
        '',
        '🫀',
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('analyze' as const), asked: fc.boolean(), at: fc.nat() }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('reply' as const),
      which: fc.nat(),
      outcome: fc.oneof(
        { weight: 2, arbitrary: fc.constant<Outcome>('right') },
        { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(outcomes) as Outcome[])) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scroll' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('configure' as const), all: fc.boolean() }) },
);

export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The sentences of a note at the start. */
export const startTexts = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 6 });

/** The store with its engines, and the model of it beside. */
export class Trial {
  readonly model = new StoreModel();
  readonly bench: Bench;
  readonly engines: readonly ScriptedRuntime[];
  readonly #chosen = new Map<Prompt, Outcome>();
  readonly #cancels: AbortController[] = [];
  readonly #former: string[] = [];
  readonly #seen = new Set<Prompt>();
  /** The sentences whose answer is kept, each with the number of the engine. */
  readonly #kept = new Set<string>();
  #healthy = false;

  constructor(
    text: string,
    readonly slots: number,
  ) {
    this.engines = [0, 1, 2].map((number) => {
      const script = (prompt: Prompt): string | Error => this.#answer(number, prompt);
      const engine = new ScriptedRuntime({ slots, digest: `model ${number}`, script });
      engine.holds = () => !this.#healthy;
      return engine;
    });
    this.bench = new Bench(this.engines[0]!, { settings: allTasks });
    this.bench.open(text);
  }

  get calls(): ScriptedCall[] {
    return this.engines.flatMap(({ calls }) => calls);
  }

  /** From now on each call is answered rightly at once. */
  readonly heal = (): void => {
    this.#healthy = true;
    this.#chosen.clear();
  };

  /** Carries out one step; gives the edit where it was one. */
  take(taken: Step): TextEdit | undefined {
    const { bench } = this;
    switch (taken.do) {
      case 'edit': {
        const start = taken.at % (bench.text.length + 1);
        const end = Math.min(bench.text.length, start + taken.cut);
        return this.#edit(start, end, taken.by);
      }
      case 'undo': {
        const text = this.#former.pop();
        if (text === undefined) return undefined;
        const edit = this.#edit(0, bench.text.length, text);
        this.#former.pop();
        return edit;
      }
      case 'analyze': {
        const at = taken.at % (bench.text.length + 1);
        this.analyze(taken.asked ? { priority: 'asked', range: { start: at, end: at + 30 } } : {});
        return undefined;
      }
      case 'reply': {
        const open = this.calls.filter(({ ended, signal }) => !ended && !signal.aborted);
        const call = open[taken.which % Math.max(1, open.length)];
        if (call) this.#chosen.set(call.prompt, taken.outcome);
        call?.release();
        return undefined;
      }
      case 'scroll':
        bench.analysis.setViewport(uri, [{ start: taken.at % 200, end: (taken.at % 200) + 40 }]);
        return undefined;
      case 'cancel':
        this.#cancels.pop()?.abort();
        return undefined;
      case 'switch':
        bench.runtime = this.engines[taken.to]!;
        bench.analysis.runtimeChanged();
        return undefined;
      case 'retry':
        bench.analysis.forgive();
        this.analyze();
        return undefined;
      case 'reopen':
        bench.analysis.close(uri);
        bench.open(bench.text);
        this.model.forget();
        return undefined;
      case 'configure':
        bench.analysis.configure(taken.all ? allTasks : entitiesOnly);
        return undefined;
    }
  }

  analyze(how: Parameters<Bench['analyze']>[0] = {}): void {
    const controller = new AbortController();
    this.#cancels.push(controller);
    this.bench.analyze({ ...how, signal: controller.signal }).catch((error: unknown) => {
      const isAbort = error instanceof DOMException && error.name === 'AbortError';
      assert(isAbort || error instanceof ModelError);
    });
  }

  check(edit?: TextEdit): void {
    const { text, snapshot } = this.bench;
    this.model.check(snapshot, text, edit);
    for (const [number, { calls }] of this.engines.entries()) {
      checkCalls(calls, text, this.slots);
      for (const call of calls.filter(({ prompt }) => prompt.task === 'ner' && !this.#seen.has(prompt))) {
        this.#seen.add(call.prompt);
        const asked = textsOf(text, call.prompt);
        const isNeeded = asked.length === 0 || asked.some((each) => !this.#kept.has(`${number} ${each}`));
        assert(isNeeded, `"${asked.join()}" is asked again`);
      }
    }
  }

  #answer(number: number, prompt: Prompt): string | Error {
    const outcome = outcomes[this.#chosen.get(prompt) ?? 'right'];
    if (outcome !== undefined) return outcome;
    if (prompt.task === 'ner') {
      const asked = textsOf(this.bench.text, prompt);
      for (const text of asked) this.model.answered(number, text);
      const [only, ...others] = asked;
      if (only !== undefined && others.length === 0) this.#kept.add(`${number} ${only}`);
    }
    return rightAnswer(number, prompt);
  }

  /** Makes an edit without what it replaces by itself. */
  #edit(start: number, end: number, by: string): TextEdit {
    const { text } = this.bench;
    this.#former.push(text);
    let [from, to, insert] = [start, end, by];
    while (from < to && insert !== '' && text[from] === insert[0]) {
      from++;
      insert = insert.slice(1);
    }
    while (from < to && insert !== '' && text[to - 1] === insert.at(-1)) {
      to--;
      insert = insert.slice(0, -1);
    }
    const edit = { start: from, end: to, newLength: insert.length };
    this.bench.edit(edit, insert);
    return edit;
  }
}

/** With a healthy engine the store comes to what it would be without all that happened. */
export async function endsUndisturbed({ bench, engines, calls, heal }: Trial): Promise<void> {
  heal();
  for (const call of calls) call.release();
  bench.analysis.configure(allTasks);
  bench.analysis.forgive();
  await until(() => bench.snapshot.progress.state !== 'running', 'what was under way has ended');
  const ended = await bench.analyze();
  const number = engines.findIndex((engine) => engine === bench.runtime);
  const script = (prompt: Prompt): string => rightAnswer(number, prompt);
  const calm = new Bench(new ScriptedRuntime({ script }), { settings: allTasks });
  calm.open(bench.text);
  const expected = await calm.analyze();
  assert.equal(ended.progress.state, 'done');
  assert.deepEqual(ended.failures, []);
  assert.deepEqual(essence(ended), essence(expected));
}

function essence({ entities, relations, contradictions }: NoteAnalysis): unknown {
  return [
    entities.map((entity) => ({ ...entity, id: '' })),
    relations.map(({ code, evidence }) => [code, evidence]),
    contradictions,
  ];
}

function rightAnswer(number: number, prompt: Prompt): string {
  if (prompt.task !== 'ner') return answerByLexicon(prompt);
  const marks = marksOf(number, sentenceOf(prompt));
  return JSON.stringify({ entities: marks.map(({ text, type }) => ({ text, type })) });
}

/** The different sentences of a note that a prompt may be about: it folds their white space. */
function textsOf(note: string, prompt: Prompt): string[] {
  const asked = sentenceOf(prompt);
  const texts = new Set(sentencesOf(note).map(({ text }) => text));
  return [...texts].filter((text) => text.replace(/\s+/gu, ' ').trim() === asked);
}
