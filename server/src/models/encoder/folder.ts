import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EncoderSkills } from '../../tasks/question.js';
import { fileDigest } from '../file-digest.js';
import { readJudge, readTagger } from './config.js';
import { wrongFolder } from './errors.js';
import type { EncoderLayout } from './layout.js';

const tokenizerFile = 'tokenizer.json';

/** The files of each model of a folder; both read words by the same tokenizer. */
const filesOf = {
  tagger: { model: 'model.onnx', config: 'config.json' },
  judge: { model: 'judge.onnx', config: 'judge.json' },
} as const;

type PartFiles = (typeof filesOf)[keyof typeof filesOf];

/** A folder with an encoder, as far as its configuration says. */
export interface EncoderFolder {
  readonly name: string;
  /** Of all files: other weights, labels or thresholds are another model. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly layout: EncoderLayout;
  readonly skills: EncoderSkills;
}

/** Whether a path is a folder that looks like an encoder, whatever may be wrong with it. */
export function isEncoderFolder(path: string): boolean {
  return Object.values(filesOf).some(({ model }) => existsSync(join(path, model)));
}

/**
 * Reads an encoder folder: a token classifier as Hugging Face exports it, and beside it, or in its place, a judge.
 *
 * @throws ModelError that names the file that is missing or cannot be used.
 */
export async function readEncoderFolder(path: string): Promise<EncoderFolder> {
  const name = basename(path);
  const has = ({ model, config }: PartFiles): boolean =>
    [model, config].some((file) => existsSync(join(path, file)));
  const hasJudge = has(filesOf.judge);
  // A folder with neither is told that it lacks what a tagger needs.
  const hasTagger = has(filesOf.tagger) || !hasJudge;
  const present = [...(hasTagger ? [filesOf.tagger] : []), ...(hasJudge ? [filesOf.judge] : [])];
  for (const file of [...present.flatMap(({ model, config }) => [model, config]), tokenizerFile]) {
    if (!existsSync(join(path, file))) throw wrongFolder('missing', name, join(path, file));
  }
  const configured = async <T>(
    { model, config }: PartFiles,
    read: (model: string, config: unknown) => T | undefined,
  ): Promise<T> => {
    const found = read(join(path, model), await json(path, config, name));
    if (found === undefined) throw wrongFolder('config', name, join(path, config));
    return found;
  };
  const own = await ownPart(path, name);
  const tagger = hasTagger
    ? await configured(filesOf.tagger, (model, config) => readTagger(model, config, own))
    : undefined;
  const judge = hasJudge ? await configured(filesOf.judge, readJudge) : undefined;
  return {
    name,
    ...(await measured(path)),
    layout: {
      tokenizer: join(path, tokenizerFile),
      ...(tagger ? { entities: tagger.layout } : {}),
      ...(judge ? { judge: judge.layout } : {}),
    },
    skills: {
      heads: tagger?.heads ?? [],
      labels: judge?.layout.labels ?? {},
      embeds: judge?.layout.embeds ?? false,
      thresholds: judge?.thresholds ?? {},
    },
  };
}

async function measured(path: string): Promise<{ digest: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const own = new Set<string>([
    ...Object.values(filesOf).flatMap(Object.values<string>),
    tokenizerFile,
    ownFile,
  ]);
  for (const file of (await readdir(path)).sort().filter((each) => own.has(each) || weights.test(each))) {
    sizeBytes += (await stat(join(path, file))).size;
    hash.update(`${file} ${await fileDigest(join(path, file))}\n`);
  }
  return { digest: hash.digest('hex'), sizeBytes };
}

/** Weights that an ONNX file keeps beside itself, as exporters name them. */
const weights = /onnx[._]data$/;

/** What a user says of a model that somebody else made: the same as the key `bionote` of `config.json`. */
const ownFile = 'bionote.json';

async function ownPart(folder: string, name: string): Promise<unknown> {
  return existsSync(join(folder, ownFile)) ? json(folder, ownFile, name) : undefined;
}

async function json(folder: string, file: string, name: string): Promise<unknown> {
  const path = join(folder, file);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    throw wrongFolder('config', name, path);
  }
}
