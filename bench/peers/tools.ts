import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Analysis } from '../../server/src/analysis/analysis.js';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { IgnoredPairs } from '../../server/src/analysis/ignored-pairs.js';
import { Scheduler } from '../../server/src/asking/scheduler.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import type { GoldEntity } from '../../test/fakes/oracle/gold.js';
import { comparedTypes, type CorpusDocument } from '../maccrobat.js';

/** The entities that a tool found, by document id, and how long it took, in seconds. */
export interface Outcome {
  readonly seconds: number;
  readonly found: ReadonlyMap<string, readonly GoldEntity[]>;
}

/** A tool as it is run on the oracle. */
export type Tool = (host: string, documents: readonly CorpusDocument[]) => Promise<Outcome>;

const model = 'oracle:latest';

/** Worked examples for the peers, which require some. */
const examples = [
  {
    text: 'He had ankle swelling. Ultrasound showed a thrombosis, and heparin was begun.',
    entities: [
      { text: 'ankle swelling', type: 'sign_symptom' },
      { text: 'Ultrasound', type: 'diagnostic_procedure' },
      { text: 'thrombosis', type: 'disease_disorder' },
      { text: 'heparin', type: 'medication' },
    ],
  },
];

/** BioNote's own path: the store, the scheduler and the client of Ollama, with a schema of these types. */
export const runBioNote: Tool = async (host, documents) => {
  const signal = new AbortController().signal;
  const runtime = await new OllamaEngine({ ...defaultSettings.ollama, host }).open(model, 'auto', signal);
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(),
    ignored: new IgnoredPairs(),
    scheduler: new Scheduler(),
  });
  const entities = Object.entries(comparedTypes).map(([name, description]) => ({ name, description }));
  analysis.configure({
    schema: { name: 'compared', entities, relations: [] },
    relations: { enabled: false, threshold: 0 },
    contradictions: { enabled: false, threshold: 0, maxPairs: 0 },
  });
  const found = new Map<string, readonly GoldEntity[]>();
  const began = performance.now();
  for (const { id, text } of documents) {
    analysis.open(id, 1, text, true);
    const snapshot = await analysis.analyze(id, { signal });
    found.set(
      id,
      snapshot.entities.map(({ span, type }) => ({ ...span, type })),
    );
    analysis.close(id);
  }
  const seconds = (performance.now() - began) / 1000;
  analysis.dispose();
  await runtime.dispose();
  return { seconds, found };
};

/** One of the modes of `peers.py`, by name. */
export function peer(python: string, tool: string): Tool {
  return async (host, documents) => {
    const child = spawn(python, [fileURLToPath(new URL('peers.py', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stdin.end(
      JSON.stringify({
        tool,
        host,
        model,
        types: comparedTypes,
        examples,
        documents: documents.map(({ id, text }) => ({ id, text })),
      }),
    );
    const [code] = (await once(child, 'close')) as [number];
    if (code !== 0) throw new Error(`${tool} ended with ${code}`);
    const { seconds, documents: spans } = JSON.parse(Buffer.concat(pieces).toString()) as {
      seconds: number;
      documents: Record<string, GoldEntity[]>;
    };
    return {
      seconds,
      found: new Map(documents.map(({ id, text }) => [id, inUtf16(text, spans[id] ?? [])])),
    };
  };
}

/** Python counts code points. */
function inUtf16(text: string, entities: readonly GoldEntity[]): GoldEntity[] {
  const offsets = [0];
  for (const character of text) offsets.push((offsets.at(-1) ?? 0) + character.length);
  return entities.map(({ start, end, type }) => ({
    start: offsets[start] ?? 0,
    end: offsets[end] ?? 0,
    type,
  }));
}
