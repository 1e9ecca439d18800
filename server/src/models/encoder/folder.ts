import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EncoderSkills } from '../../tasks/question.js';
import { fileDigest } from '../file-digest.js';
import { readJudge, readTagger } from './config.js';
import { wrongFolder } from './errors.js';
import type { EncoderLayout } from './layout.js';

/** The file that each model of a folder must have beside its configuration and its tokenizer. */
const modelFile = 'model.onnx';
const files = [modelFile, 'tokenizer.json', 'config.json'];

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
  return [modelFile, 'entities', 'judge'].some((each) => existsSync(join(path, each)));
}

/**
 * Reads an encoder folder: `entities/` and `judge/`, of which one may be missing, or the files of a token classifier
 * as Hugging Face exports it.
 *
 * @throws ModelError that names the file that is missing or cannot be used.
 */
export async function readEncoderFolder(path: string): Promise<EncoderFolder> {
  const name = basename(path);
  const taggerPath = existsSync(join(path, modelFile)) ? path : join(path, 'entities');
  const judgePath = join(path, 'judge');
  const hasJudge = existsSync(judgePath);
  // A folder with neither is told that it lacks what a tagger needs.
  const hasTagger = existsSync(taggerPath) || !hasJudge;
  const present = [...(hasTagger ? [taggerPath] : []), ...(hasJudge ? [judgePath] : [])];
  for (const file of present.flatMap((folder) => files.map((each) => join(folder, each)))) {
    if (!existsSync(file)) throw wrongFolder('missing', name, file);
  }
  const tagger = hasTagger
    ? readTagger(taggerPath, await json(taggerPath, 'config.json', name), await ownPart(taggerPath, name))
    : undefined;
  if (hasTagger && !tagger) throw wrongFolder('config', name, join(taggerPath, 'config.json'));
  const judge = hasJudge ? readJudge(judgePath, await json(judgePath, 'config.json', name)) : undefined;
  if (hasJudge && !judge) throw wrongFolder('config', name, join(judgePath, 'config.json'));
  return {
    name,
    ...(await measured(present)),
    layout: {
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

async function measured(folders: readonly string[]): Promise<{ digest: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for (const file of folders.flatMap((folder) => [...files, ownFile].map((each) => join(folder, each)))) {
    if (!existsSync(file)) continue;
    sizeBytes += (await stat(file)).size;
    hash.update(`${basename(file)} ${await fileDigest(file)}\n`);
  }
  return { digest: hash.digest('hex'), sizeBytes };
}

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
