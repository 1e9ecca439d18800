import { RemoteOracle } from '../../test/fakes/oracle/remote.js';
import type { OracleCounts } from '../../test/fakes/oracle/counts.js';
import { maccrobatIn, readMaccrobat, type CorpusDocument } from '../maccrobat.js';
import { options } from '../options.js';
import { absent, judged, noted, type Row } from '../row.js';
import { peer, runBioNote, type Outcome, type Tool } from './tools.js';

/** Roughly the speed of a 4-bit model of 8 billion parameters on one consumer GPU, in tokens per second. */
const speed = { prefill: 2000, decode: 80 };

/**
 * Time is measured in real time, so only on this many documents; tokens and F1 on all of them, at full speed.
 */
const timed = 3;

const ways = [
  'langextract',
  'langextract-best',
  'llm-ie-sentence',
  'llm-ie-sentence-best',
  'llm-ie-document',
  'llm-ie-document-best',
];

interface Measured extends Pick<OracleCounts, 'calls' | 'promptTokens' | 'outputTokens' | 'busy'> {
  readonly name: string;
  readonly uncached: number;
  readonly seconds: number;
  readonly f1: number;
}

/** Compares BioNote with LangExtract and LLM-IE: the same oracle, documents and types, one slot. */
export async function comparePeers(): Promise<Row[]> {
  const { corpora, python } = options;
  const folder = corpora === undefined ? undefined : maccrobatIn(corpora);
  if (folder === undefined) return [absent('peers', 'needs --corpora=FOLDER with ner/MACCROBAT2020 in it')];
  if (python === undefined)
    return [absent('peers', 'needs --python=PYTHON with bench/peers/requirements.txt installed')];
  const documents = await readMaccrobat(folder, options.documents);
  const oracle = await RemoteOracle.start({ gold: documents });
  try {
    const own = await measure(oracle, 'BioNote', runBioNote, documents);
    const others: Measured[] = [];
    for (const way of ways) others.push(await measure(oracle, way, peer(python, way), documents));
    return [...[own, ...others].map(described), ...verdicts(own, others)];
  } finally {
    await oracle.stop();
  }
}

async function measure(
  oracle: RemoteOracle,
  name: string,
  tool: Tool,
  documents: readonly CorpusDocument[],
): Promise<Measured> {
  await oracle.reset({ prefill: Infinity, decode: Infinity });
  const outcome = await tool(oracle.host, documents);
  const { calls, promptTokens, cachedTokens, outputTokens } = await oracle.counts();
  await oracle.reset(speed);
  const { seconds } = await tool(oracle.host, documents.slice(0, timed));
  const { busy } = await oracle.counts();
  const uncached = promptTokens - cachedTokens;
  return {
    name,
    calls,
    promptTokens,
    uncached,
    outputTokens,
    busy,
    seconds,
    f1: strictF1(outcome, documents),
  };
}

/** Micro F1 over exactly matching spans and types. */
function strictF1({ found }: Outcome, documents: readonly CorpusDocument[]): number {
  let [right, predicted, gold] = [0, 0, 0];
  for (const { id, entities } of documents) {
    const key = ({ start, end, type }: (typeof entities)[number]): string => `${start}-${end} ${type}`;
    const expected = new Set(entities.map(key));
    const named = new Set((found.get(id) ?? []).map(key));
    gold += expected.size;
    predicted += named.size;
    for (const entity of named) right += expected.has(entity) ? 1 : 0;
  }
  return (2 * right) / (predicted + gold);
}

function described({ name, calls, promptTokens, uncached, outputTokens, busy, seconds, f1 }: Measured): Row {
  return noted(
    name,
    `${calls} calls, ${promptTokens} prompt tokens (${uncached} not cached), ${outputTokens} output tokens, ` +
      `F1 ${f1.toFixed(3)}; ${timed} documents in ${seconds.toFixed(1)} s (model ${(busy / 1000).toFixed(1)} s)`,
  );
}

/** For each measure, the peer that does best on it among those with a competitive F1. */
function verdicts(own: Measured, others: readonly Measured[]): Row[] {
  const best = Math.max(...others.map(({ f1 }) => f1));
  const sound = others.filter(({ f1 }) => f1 >= best - 0.02);
  const ratio = (of: (measured: Measured) => number): number => of(own) / Math.min(...sound.map(of));
  const rows = [
    { measure: 'output tokens, over the better peer’s', value: ratio((m) => m.outputTokens), bar: 0.4 },
    { measure: 'prompt tokens not cached, over the better peer’s', value: ratio((m) => m.uncached), bar: 1 },
    { measure: 'time on one slot, over the better peer’s', value: ratio((m) => m.seconds), bar: 0.5 },
  ];
  return [
    ...rows.map(({ measure, value, bar }) =>
      judged(measure, `${value.toFixed(2)} ×`, `≤ ${bar} ×`, value <= bar),
    ),
    judged('F1 after grounding', own.f1.toFixed(3), `≥ ${best.toFixed(3)}`, own.f1 >= best),
  ];
}
