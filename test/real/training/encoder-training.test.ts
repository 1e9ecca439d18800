import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { succeed } from '../program.js';
import { encoderPython } from './python.js';
import { note, notes, pairs, writeCorpora } from './encoder-lessons.js';

const shipped = 'models/bionote-encoder';

/** How far ONNX Runtime may be from PyTorch, in logits. */
const exportGap = 1e-3;

/** How far apart two confidences of the same weights may be that were rounded to 8 bits once more. */
const roundingGap = 0.03;

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
  readonly contradictions: readonly unknown[];
  readonly failures: readonly unknown[];
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
    const out = await trained('fresh', ['--tokens', '3000']);
    const log = await readFile(join(folder, 'fresh-entities', 'log.jsonl'), 'utf8');
    const losses = Array.from(log.matchAll(/"loss": ([\d.]+)/g), ([, loss]) => Number(loss));
    assert.ok(losses.length > 1 && losses.at(-1)! < losses[0]!, losses.join(', '));
    const { engine, failures } = await analysis(out);
    assert.deepEqual([engine, failures], ['embedded', []]);
  });

  it('answers as what ships when it begins with it and learns next to nothing', async () => {
    const out = await trained('begun', ['--tokens', '1', '--rate', '0', '--begin', shipped]);
    // Temperatures and thresholds are fitted after training: those that ship hold for the same weights.
    const parts = ['entities', 'judge'];
    await Promise.all(
      parts.map((part) => cp(join(shipped, part, 'config.json'), join(out, part, 'config.json'))),
    );
    const [expected, given] = [await analysis(shipped), await analysis(out)];
    const [kinds, relations] = [expected.entities, expected.relations].map((own) =>
      own.map(({ type }) => type),
    );
    assert.ok(new Set(kinds).size >= 4 && relations!.length > 0, JSON.stringify(expected));
    assert.deepEqual(told(given), told(expected));
    const [ours, theirs] = [sure(given), sure(expected)];
    const worst = Math.max(...ours.map((value, index) => Math.abs(value - theirs[index]!)));
    assert.ok(worst < roundingGap, `confidences differ by ${worst}`);
  });

  /** Trains a tagger and a judge, and exports them; gives the folder of the encoder. */
  async function trained(name: string, words: readonly string[]): Promise<string> {
    const [entities, judge, out] = ['entities', 'judge', 'encoder'].map((part) =>
      join(folder, `${name}-${part}`),
    );
    for (const [program, place] of [
      [entityWords, entities!],
      [judgeWords, judge!],
    ] as const) {
      assert.match(await succeed(python, [...program, ...words, '--out', place]), /^finished \d+ tokens/m);
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

  async function analysis(encoder: string): Promise<Analysis> {
    const words = [
      'annotate',
      notePath,
      '--engine',
      'embedded',
      '--model',
      encoder,
      '--format',
      'json',
      '-q',
    ];
    return JSON.parse(await bionote(words)) as Analysis;
  }
});

/** Runs the built command line, which must end with exit code 0. */
function bionote(words: readonly string[]): Promise<string> {
  return succeed(process.execPath, ['dist/cli.cjs', ...words]);
}

/** Everything that an analysis says but how sure it is. */
function told({ entities, relations, contradictions }: Analysis): unknown {
  return {
    entities: entities.map(({ type, start, end, text, assertion }) => ({
      type,
      start,
      end,
      text,
      assertion,
    })),
    relations: relations.map(({ type, head, tail }) => ({ type, head, tail })),
    contradictions: contradictions.length,
  };
}

function sure({ entities, relations }: Analysis): number[] {
  return [
    ...entities.map(({ confidence }) => confidence),
    ...relations.map(({ probability }) => probability),
  ];
}
