import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { succeed } from '../program.js';
import { encoderPython } from './python.js';
import { note, notes, pairs, statements, writeCorpora } from './encoder-lessons.js';

const shipped = 'models/bionote-encoder';

/** How far ONNX Runtime may be from PyTorch, in logits. */
const exportGap = 1e-3;

/** How far apart two confidences of the same weights may be that were rounded to 8 bits once more. */
const roundingGap = 0.005;

/** What `bionote annotate` says of a note, as far as it is compared. */
interface Analysis {
  readonly engine: string;
  readonly entities: readonly {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly assertion?: string;
    readonly confidence: number;
  }[];
  readonly relations: readonly {
    readonly type: string;
    readonly head: string;
    readonly tail: string;
    readonly probability: number;
  }[];
  readonly failures: readonly unknown[];
}

/** A line of what `bionote check` says, as far as it is compared. */
interface Check {
  readonly statement: string;
  readonly verdict: string;
  readonly evidence: readonly { readonly text: string; readonly probability: number }[];
}

interface Answers {
  readonly analysis: Analysis;
  readonly checks: readonly Check[];
}

describe('an encoder trained on a few notes', function () {
  this.timeout(300_000);
  let python: string;
  let folder: string;
  let entityWords: readonly string[];
  let judgeWords: readonly string[];
  let notePath: string;

  before(async function () {
    this.timeout(2_400_000);
    python = await encoderPython();
    folder = await mkdtemp(join(tmpdir(), 'bionote-encoder-training-'));
    const place = (name: string): string => join(folder, name);
    notePath = place('visit.txt');
    await Promise.all(['marked', 'pairs'].map((name) => mkdir(place(name))));
    await Promise.all([
      writeFile(notePath, note),
      writeCorpora(place('corpora')),
      ...notes.map((name) => cp(`training/notes/${name}`, place(`marked/${name}`))),
      ...pairs.map((name) => cp(`training/pairs/${name}`, place(`pairs/${name}`))),
    ]);
    await succeed(python, ['training/notes/build.py', place('marked'), place('notes')]);
    const sentences = place('sentences.jsonl');
    const from = ['--corpora', place('corpora'), '--notes', place('notes')];
    await bionote(['instructions', 'sentences', ...from, '-o', sentences, '-q']);
    entityWords = ['training/train_entities.py', '--sentences', sentences];
    judgeWords = [
      ...['training/train_judge.py', '--sentences', sentences, '--notes', place('notes')],
      ...['--pairs', place('pairs'), '--statements', 'training/statements'],
      ...['--assertions', 'training/assertions', '--corpora', place('corpora')],
    ];
  });
  after(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('learns, is the same in ONNX Runtime as in PyTorch, and answers in the product', async () => {
    const out = await trained('fresh', ['--tokens', '3000', '--freeze-words']);
    const log = await readFile(join(folder, 'fresh-entities', 'log.jsonl'), 'utf8');
    const losses = Array.from(log.matchAll(/"loss": ([\d.]+)/g), ([, loss]) => Number(loss));
    assert.ok(losses.length > 1 && losses.at(-1)! < losses[0]!, losses.join(', '));
    // Both models keep the base's table of word pieces, which is there once.
    const sizes = await Promise.all(
      ['model.onnx', 'judge.onnx', 'words.onnx_data'].map(async (name) => (await stat(join(out, name))).size),
    );
    assert.ok(sizes[2]! > 10e6 && sizes[0]! + sizes[1]! < 3 * sizes[2]!, sizes.join(', '));
    const { analysis, checks } = await answers(out);
    assert.deepEqual([analysis.engine, analysis.failures], ['embedded', []]);
    assert.deepEqual(
      checks.map(({ statement }) => statement),
      statements,
    );
  });

  it('answers as what ships when it begins with it and learns next to nothing', async () => {
    const out = await trained('begun', ['--tokens', '1', '--rate', '0'], shipped);
    // Temperatures and thresholds are fitted after training: those that ship hold for the same weights.
    const configs = ['config.json', 'judge.json'];
    await Promise.all(configs.map((name) => cp(join(shipped, name), join(out, name))));
    const [expected, given] = [await answers(shipped), await answers(out)];
    const { entities, relations } = expected.analysis;
    assert.ok(new Set(entities.map(({ type }) => type)).size >= 4 && relations.length > 0);
    assert.ok(expected.checks.every(({ verdict }) => verdict !== 'neutral'));
    assert.deepEqual(told(given), told(expected));
    const [ours, theirs] = [sure(given), sure(expected)];
    const worst = Math.max(...ours.map((value, index) => Math.abs(value - theirs[index]!)));
    assert.ok(worst < roundingGap, `confidences differ by ${worst}`);
  });

  it('learns nothing of words in a type that may hide others', async () => {
    const program = [
      'import sys; sys.path.insert(0, "training")',
      'from encoder.heads import word_labels',
      'from encoder.records import Mention, Sentence',
      'from encoder.words import split_words',
      'text = "Known for gout, had fever today."',
      'mentions = (Mention("History", 10, 14), Mention("Sign_symptom", 20, 25))',
      'of = lambda source: word_labels(Sentence(source, "train", "1", "", text, mentions, (), frozenset()), split_words(text))[0]',
      'print(of("MACCROBAT2020"))',
    ].join('\n');
    // -100 is ignored by the loss; 1 is B-problem.
    assert.equal((await succeed(python, ['-c', program])).trim(), '[0, 0, -100, 0, 0, 1, 0, 0]');
  });

  /** Trains a tagger and a judge, those of `begin` or from the base, and exports them; gives the folder of the encoder. */
  async function trained(name: string, words: readonly string[], begin?: string): Promise<string> {
    const [entities, judge, out] = ['entities', 'judge', 'encoder'].map((part) =>
      join(folder, `${name}-${part}`),
    );
    const from = begin === undefined ? [] : ['--begin', begin];
    for (const [program, place] of [
      [entityWords, entities!],
      [judgeWords, judge!],
    ] as const) {
      const said = await succeed(python, [...program, ...words, ...from, '--out', place]);
      assert.match(said, /^finished \d+ tokens/m);
    }
    const exporting = ['--entities', entities!, '--judge', judge!, '--out', out!];
    const said = await succeed(python, ['training/export_encoder.py', ...exporting]);
    const gaps = Array.from(
      said.matchAll(/^(\w+): ONNX Runtime differs from PyTorch by at most ([\d.e+-]+);/gm),
      ([, part, gap]) => ({ part, gap: Number(gap) }),
    );
    assert.deepEqual(
      gaps.map(({ part }) => part),
      ['entities', 'judge'],
    );
    // Two programs never agree to the last bit: a gap of 0 would mean that nothing was compared.
    for (const { part, gap } of gaps) assert.ok(gap > 0 && gap <= exportGap, `${part}: ${gap}`);
    return out!;
  }

  async function answers(encoder: string): Promise<Answers> {
    const by = ['--engine', 'embedded', '--model', encoder, '--format', 'json', '--quiet'];
    const analysis = JSON.parse(await bionote(['annotate', notePath, ...by])) as Analysis;
    const asked = statements.flatMap((statement) => ['--statement', statement]);
    const lines = (await bionote(['check', notePath, ...asked, ...by])).trim().split('\n');
    return { analysis, checks: lines.map((line) => JSON.parse(line) as Check) };
  }
});

/** Runs the built command line, which must end with exit code 0. */
function bionote(words: readonly string[]): Promise<string> {
  return succeed(process.execPath, ['dist/cli.cjs', ...words]);
}

/** Everything that answers say but how sure they are. */
function told({ analysis: { entities, relations }, checks }: Answers): unknown {
  return {
    entities: entities.map(({ type, start, end, text, assertion }) => ({
      type,
      start,
      end,
      text,
      assertion,
    })),
    relations: relations.map(({ type, head, tail }) => ({ type, head, tail })),
    checks: checks.map(({ verdict, evidence }) => [verdict, evidence.map(({ text }) => text)]),
  };
}

function sure({ analysis: { entities, relations }, checks }: Answers): number[] {
  return [
    ...entities.map(({ confidence }) => confidence),
    ...relations.map(({ probability }) => probability),
    ...checks.flatMap(({ evidence }) => evidence.map(({ probability }) => probability)),
  ];
}
