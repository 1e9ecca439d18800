import { parseArgs } from 'node:util';

/** What can be said on the command line besides the names of benches. */
export interface BenchOptions {
  /** Folder of unpacked corpora; `ner/MACCROBAT2020` is looked for in it. */
  readonly corpora: string | undefined;
  /** A Python that has what `bench/peers/requirements.txt` lists. */
  readonly python: string | undefined;
  /** How many documents the peers are compared on. */
  readonly documents: number;
  /** How long the soak lasts. */
  readonly minutes: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpora: { type: 'string' },
    python: { type: 'string' },
    documents: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '20' },
  },
});

export const names: readonly string[] = positionals;

export const options: BenchOptions = {
  corpora: values.corpora,
  python: values.python,
  documents: Number(values.documents),
  minutes: Number(values.minutes),
};
