import { parseArgs } from 'node:util';

/** Command line options besides the names of benches. */
export interface BenchOptions {
  /** Folder of unpacked corpora; `ner/MACCROBAT2020` is read. */
  readonly corpora: string | undefined;
  /** A Python with the packages of `bench/peers/requirements.txt`. */
  readonly python: string | undefined;
  /** Number of documents for the comparison with peers. */
  readonly documents: number;
  /** Duration of the soak. */
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
