import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { collect } from '../../../server/src/models/collect.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { starterName } from '../../../server/src/models/profiles.js';
import type { ModelRuntime } from '../../../server/src/models/runtime.js';
import type { Prompt, Reply } from '../../../server/src/tasks/task.js';
import { openStarter, prepareEngine, starterPath } from '../../models/embedded/starter.js';
import { ollamaSettings } from '../../models/prompts.js';
import { install, starterInstallation } from '../ollama/install.js';
import { ollamaBinary, startOllama, type RealOllama } from '../ollama/server.js';
import { asRows, lessons } from './lessons.js';
import { runProgram, succeed, type Outcome } from '../program.js';
import { trainingPython } from './python.js';

const { signal } = new AbortController();

/** A line of what tune_answer.py writes. */
interface Answered {
  readonly by: 'base' | 'adapter' | 'merged';
  readonly id: string;
  readonly prompt: string;
  readonly prompt_ids: readonly number[];
  readonly answer: string;
  readonly logprobs: readonly number[];
}

/** The engine rounds activations to 8 bits, PyTorch does not: log-probabilities are close, not equal. */
const engineGap = 0.35;

describe('a model tuned on a few rows', function () {
  this.timeout(600_000);
  let server: RealOllama;
  let python: string;
  let folder: string;
  let out: string;
  let stopped: Outcome;
  let answered: readonly Answered[];
  let tuned: ModelRuntime;
  let base: ModelRuntime;

  const tune = (more: readonly string[] = []): readonly string[] => [
    ...`training/tune.py --base ${starterPath} --rows ${join(folder, 'rows.jsonl')} --out ${out}`.split(' '),
    ...'--fit cpu --threads 1 --steps 60 --batch 8 --rate 0.005 --dropout 0'.split(' '),
    ...more,
  ];

  before(async function () {
    this.timeout(2_400_000);
    python = await trainingPython();
    await prepareEngine(this);
    server = await startOllama();
    folder = await mkdtemp(join(tmpdir(), 'bionote-tuning-'));
    out = join(folder, 'out');
    const rows = join(folder, 'rows.jsonl');
    await writeFile(rows, asRows());

    stopped = await stopAtFirstLog();
    await succeed(python, tune());
    const answers = join(folder, 'answers.jsonl');
    const asked = `--base ${starterPath} --adapter ${join(out, 'adapter')} --rows ${rows} --out ${answers}`;
    const limits = '--limit 120 --threads 1';
    await succeed(python, ['training/tune_answer.py', ...`${asked} ${limits}`.split(' ')]);
    answered = (await jsonLines(answers)) as Answered[];

    const engine = new OllamaEngine(ollamaSettings(server.host));
    await install(server.host, starterInstallation(resolve(starterPath)));
    await ollamaCreate('toy-medtuned', out);
    [tuned, base] = await Promise.all([
      engine.open('toy-medtuned', 'auto', signal),
      engine.open(starterName, 'auto', signal),
    ]);
  });
  after(async () => {
    await (server as RealOllama | undefined)?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('stops when told to, and the same command goes on from there', async () => {
    assert.equal(stopped.code, 0, stopped.said.slice(-2000));
    assert.match(stopped.said, /Stopped; the same command goes on from here/);
    const log = (await jsonLines(join(out, 'log.jsonl'))) as { step: number; loss?: number }[];
    const steps = log.filter(({ loss }) => loss !== undefined).map(({ step }) => step);
    assert.deepEqual(
      steps,
      Array.from({ length: 6 }, (_, index) => 10 * (index + 1)),
    );
    const run = JSON.parse(await readFile(join(out, 'run.json'), 'utf8')) as {
      steps: number;
      first_loss: number;
      last_loss: number;
      rows: object;
    };
    assert.equal(run.steps, 60);
    assert.deepEqual(run.rows, { ner: 5, nli: 3 });
    assert.ok(run.last_loss < run.first_loss / 10, `${run.first_loss} to ${run.last_loss}`);
  });

  it('is asked in the very prompts of the product', () => {
    for (const { id, prompt } of answered) {
      const asked = lessons.find((lesson) => lesson.id === id)!.prompt;
      assert.equal(prompt, asked.prefix + asked.input);
    }
    assert.equal(answered.length, 3 * lessons.length);
  });

  it('answers the same with the adapter beside its weights and in them', () => {
    for (const one of by('adapter')) {
      const other = by('merged').find(({ id }) => id === one.id)!;
      assert.equal(one.answer, other.answer);
      close(one.logprobs, other.logprobs, 0.01);
    }
  });

  it('answers the same in Ollama with the GGUF adapter, and other than its base', async () => {
    assert.equal(tuned.profile.dialect, 'medtuned');
    for (const { id, prompt, answer, holds, read } of lessons) {
      const expected = by('adapter').find((each) => each.id === id)!;
      const { reply, statistics } = await ask(tuned, prompt);
      assert.equal(statistics.promptTokens, expected.prompt_ids.length);
      assert.equal(reply.text.trim(), expected.answer.trim());
      assert.equal(reply.text.trim(), answer);
      close(
        reply.tokens.map(({ logprob }) => logprob),
        expected.logprobs.slice(0, reply.tokens.length),
        engineGap,
      );
      assert.deepEqual(read(reply), holds);
      // The untuned model is at a loss here: it may go round in circles, which Ollama cuts off without a word, and
      // the engines may part later on; not at once.
      const untuned = await ask(base, { ...prompt, maxTokens: 4 });
      const before = by('base').find((each) => each.id === id)!;
      assert.notEqual(before.answer.trim(), answer);
      assert.ok(Math.abs(untuned.reply.tokens[0]!.logprob - before.logprobs[0]!) < engineGap);
    }
  });

  it('is merged into one GGUF file that PyTorch, Ollama and the embedded engine read alike', async () => {
    await succeed(python, tune(['--merge']));
    assert.match(await readFile(join(out, 'Modelfile'), 'utf8'), /^FROM \.\/merged\.gguf$/m);
    const [answers, rows] = [join(folder, 'merged.jsonl'), join(folder, 'rows.jsonl')];
    const asked = `--base ${join(out, 'merged.gguf')} --rows ${rows} --out ${answers} --limit 120 --threads 1`;
    await succeed(python, ['training/tune_answer.py', ...asked.split(' ')]);
    const served = (await jsonLines(answers)) as Answered[];
    await ollamaCreate('merged-medtuned', out);
    const inOllama = await new OllamaEngine(ollamaSettings(server.host)).open(
      'merged-medtuned',
      'auto',
      signal,
    );
    const modelPath = join(out, 'merged.gguf');
    const inEmbedded = await openStarter({ modelPath, threads: 1 }, {}, 'medtuned');
    try {
      for (const { id, prompt, answer } of lessons) {
        const beside = by('adapter').find((each) => each.id === id)!;
        const alone = served.find((each) => each.id === id)!;
        assert.deepEqual(alone.prompt_ids, beside.prompt_ids);
        assert.equal(alone.answer, beside.answer);
        // Only the changed matrices are rounded to 8 bits.
        close(alone.logprobs, beside.logprobs, 0.05);
        assert.equal((await ask(inOllama, prompt)).reply.text.trim(), answer);
        assert.equal((await ask(inEmbedded, prompt)).reply.text.trim(), answer);
      }
    } finally {
      await inEmbedded.dispose();
    }
  });

  it('is merged into a folder of transformers where the base is one', async () => {
    const base = join(folder, 'base');
    const convert =
      'import sys; from tune.base import load_model, load_tokenizer; gguf, out = sys.argv[1:]; ' +
      "load_model(gguf, 'float32').save_pretrained(out); load_tokenizer(gguf).save_pretrained(out)";
    await succeed(python, ['-c', convert, starterPath, base], { env: { PYTHONPATH: resolve('training') } });
    const tuned = join(folder, 'from-folder');
    const steps = '--fit cpu --threads 1 --steps 2 --batch 8 --merge'.split(' ');
    const rows = join(folder, 'rows.jsonl');
    await succeed(python, ['training/tune.py', '--base', base, '--rows', rows, '--out', tuned, ...steps]);
    assert.match(await readFile(join(tuned, 'Modelfile'), 'utf8'), /^FROM \.\/merged$/m);
    const answers = join(folder, 'folder.jsonl');
    const asked = `--rows ${rows} --out ${answers} --limit 4 --threads 1`.split(' ');
    await succeed(python, ['training/tune_answer.py', '--base', join(tuned, 'merged'), ...asked]);
    const prompts = ((await jsonLines(answers)) as Answered[]).map(({ prompt_ids: ids }) => ids);
    assert.deepEqual(
      prompts,
      by('adapter').map(({ prompt_ids: ids }) => ids),
    );
  });

  it('refuses other settings in the same folder, and rows that are none', async () => {
    const other = await runProgram(python, tune(['--rank', '4']));
    assert.equal(other.code, 1);
    assert.match(other.said, /another rank/);
    const broken = join(folder, 'broken.jsonl');
    await writeFile(broken, `${asRows()}{"instruction": "a", "input": "b"}\n`);
    const refused = await runProgram(python, tune(['--rows', broken]));
    assert.equal(refused.code, 1);
    assert.match(refused.said, /broken\.jsonl:9: no text in output, task, source, split/);
  });

  /** Runs the command until its log begins, then ends it as Ctrl-C or a queue's scheduler does. */
  async function stopAtFirstLog(): Promise<Outcome> {
    const stop = new AbortController();
    const run = runProgram(python, tune(), { signal: stop.signal });
    const ended = run.then(() => true);
    while (!(await jsonLines(join(out, 'log.jsonl')).catch(() => [])).length) {
      const pause = new Promise((wake) => setTimeout(wake, 200));
      if (await Promise.race([ended, pause])) break;
    }
    stop.abort();
    return run;
  }

  async function ollamaCreate(name: string, cwd: string): Promise<void> {
    // So small a model is fastest on one thread; what else the file says is as it was written.
    const modelfile = `${await readFile(join(cwd, 'Modelfile'), 'utf8')}PARAMETER num_thread 1\n`;
    await writeFile(join(cwd, 'Modelfile'), modelfile);
    const env = { OLLAMA_HOST: server.host, HOME: folder };
    await succeed(ollamaBinary(), ['create', name, '-f', 'Modelfile'], { env, cwd });
  }

  function by(who: Answered['by']): readonly Answered[] {
    return answered.filter((each) => each.by === who);
  }
});

async function ask(
  runtime: ModelRuntime,
  prompt: Prompt,
): Promise<{ reply: Reply; statistics: { promptTokens: number } }> {
  return collect(runtime.generate({ ...prompt, topLogprobs: 1 }, signal));
}

async function jsonLines(path: string): Promise<unknown[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as unknown);
}

function close(first: readonly number[], second: readonly number[], gap: number): void {
  assert.equal(first.length, second.length);
  const worst = Math.max(...first.map((value, index) => Math.abs(value - second[index]!)));
  assert.ok(worst < gap, `log-probabilities differ by ${worst}`);
}
