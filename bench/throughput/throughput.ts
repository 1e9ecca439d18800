import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Analysis } from '../../server/src/analysis/analysis.js';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { IgnoredPairs } from '../../server/src/analysis/ignored-pairs.js';
import { Scheduler } from '../../server/src/asking/scheduler.js';
import { EmbeddedEngine } from '../../server/src/models/embedded/engine.js';
import { parseNote } from '../../server/src/note/parse.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { options } from '../options.js';
import { absent, judged, noted, type Row } from '../row.js';
import { root } from '../server-bundle.js';

const samples = ['progress-note.note', 'case-report.note'];
const threads = 2;

/** Word pieces for each word of clinical English in BERT's vocabulary, about. */
const piecesPerWord = 1.4;

/** Words a second of the embedded starter model, beside a token classifier of BERT-base's size, sentence by sentence. */
export async function measureThroughput(): Promise<Row[]> {
  if (options.python === undefined)
    return [absent('BERT-base', 'needs --python=PYTHON with bench/throughput/requirements.txt installed')];
  const texts = await Promise.all(samples.map((name) => readFile(join(root, 'samples', name), 'utf8')));
  const sentences = texts.flatMap((text) =>
    parseNote('', 1, text).sentences.map((sentence) => sentence.text),
  );
  const lengths = sentences.map((sentence) => Math.ceil(wordsIn(sentence) * piecesPerWord) + 2);
  const words = sentences.reduce((sum, sentence) => sum + wordsIn(sentence), 0);
  const before = await bertSeconds(options.python, lengths);
  const starter = words / (await starterSeconds(texts));
  const after = await bertSeconds(options.python, lengths);
  const fp32 = words / Math.min(before.fp32, after.fp32);
  const int8 = words / Math.min(before.int8, after.int8);
  return [
    noted('starter model, embedded', `${Math.round(starter)} words/s`),
    noted(
      'BERT-base, ONNX Runtime, int8',
      `${Math.round(int8)} words/s; starter ${(starter / int8).toFixed(2)} ×`,
    ),
    judged(
      'starter over BERT-base fp32',
      `${(starter / fp32).toFixed(2)} × ${Math.round(fp32)} words/s`,
      '≥ 1 ×',
      starter >= fp32,
    ),
  ];
}

async function starterSeconds(texts: readonly string[]): Promise<number> {
  const { embedded, relations, contradictions } = defaultSettings;
  const engine = new EmbeddedEngine(
    { entry: join(root, 'dist', 'embedded.mjs'), starterPath: join(root, 'models', 'bionote-starter.gguf') },
    embedded,
  );
  const runtime = await engine.open('auto');
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(),
    ignored: new IgnoredPairs(),
    scheduler: new Scheduler(),
  });
  analysis.configure({
    schema: clinicalSchema,
    relations: { ...relations, enabled: false },
    contradictions: { ...contradictions, enabled: false },
  });
  const analyze = async (uri: string, text: string): Promise<void> => {
    analysis.open(uri, 1, text, true);
    await analysis.analyze(uri, { signal: new AbortController().signal });
    analysis.close(uri);
  };
  try {
    await analyze('bench:warm', 'The patient denies chest pain.');
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      await analysis.clearCache();
      const began = performance.now();
      for (const [index, text] of texts.entries()) await analyze(`bench:${index}`, text);
      best = Math.min(best, (performance.now() - began) / 1000);
    }
    return best;
  } finally {
    analysis.dispose();
    await runtime.dispose();
  }
}

async function bertSeconds(
  python: string,
  lengths: readonly number[],
): Promise<{ fp32: number; int8: number }> {
  const folder = join(tmpdir(), 'bionote-bench-bert');
  await mkdir(folder, { recursive: true });
  const script = fileURLToPath(new URL('bert.py', import.meta.url));
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  child.stdin.end(JSON.stringify({ folder, threads, lengths }));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`bert.py ended with ${code}`);
  return JSON.parse(Buffer.concat(pieces).toString()) as { fp32: number; int8: number };
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
