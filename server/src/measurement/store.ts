import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { replaceFile } from '../files/replaced-file.js';
import {
  calibratedParts,
  measuredParts,
  type Calibration,
  type MeasuredScore,
  type Measurement,
} from '../shared/measurement.js';

/** Changes whenever a kept file can no longer be read, or the notes that were measured on are others. */
const version = 1;

/** A kept file is about 2 KB; what is larger is none. */
const longest = 64 * 1024;

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const word = z.string().max(1024);
const probability = z.exactOptional(share);

const score: z.ZodType<MeasuredScore> = z.object({
  precision: share,
  recall: share,
  f1: share,
  low: share,
  high: share,
  right: count,
  found: count,
  gold: count,
});

const calibration: z.ZodType<Calibration> = z.object({ slope: z.number().min(0), offset: z.number() });

const shape: z.ZodType<Measurement> = z.object({
  engine: z.enum(['ollama', 'embedded', 'openai']),
  model: word,
  digest: word,
  dialect: word,
  prompts: word,
  at: z.iso.datetime(),
  schema: word,
  notes: z.object({ fitted: count, measured: count, set: z.enum(['dev', 'test']) }),
  wordsPerSecond: z.number().min(0),
  scores: z.record(z.enum(measuredParts), score),
  statements: z.object({
    asked: count,
    right: count,
    decided: count,
    decidedRight: count,
    low: share,
    high: share,
  }),
  unusable: count,
  bindsSchema: z.boolean(),
  probabilities: z.boolean(),
  thinking: z.enum(['none', 'off', 'on']),
  thresholds: z.object({
    relation: probability,
    contradiction: probability,
    evidence: probability,
    refutation: probability,
  }),
  calibration: z.partialRecord(z.enum(calibratedParts), calibration),
});

const file = z.object({ version: z.literal(version), measurement: shape });

/**
 * What was measured of models on this machine, one file for each model, by engine and digest. Files are replaced whole, so
 * that several processes may share the folder. In memory alone if there is no folder.
 */
export class Measurements {
  readonly #known = new Map<string, Measurement>();

  /** @param folder made when something is kept. */
  constructor(private readonly folder?: string) {}

  /** The latest of the model with that digest; `undefined` if there is none, or its file cannot be used. Never throws. */
  async find(model: Pick<Measurement, 'engine' | 'digest'>): Promise<Measurement | undefined> {
    if (model.digest === '') return undefined;
    const name = nameOf(model);
    if (this.folder === undefined) return this.#known.get(name);
    try {
      const text = await readFile(join(this.folder, name), 'utf8');
      const read = text.length <= longest ? file.safeParse(JSON.parse(text)) : undefined;
      const measurement = read?.data?.measurement;
      return measurement?.engine === model.engine && measurement.digest === model.digest
        ? measurement
        : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Keeps a measurement in place of an earlier one of the same model, unless that one, with the same prompts, is of more
   * notes.
   *
   * @returns whether it was kept.
   * @throws what writing throws.
   */
  async keep(measurement: Measurement): Promise<boolean> {
    const before = await this.find(measurement);
    if (before && isSameKind(before, measurement) && size(before) > size(measurement)) return false;
    const name = nameOf(measurement);
    this.#known.set(name, measurement);
    if (this.folder === undefined) return true;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const text = `${JSON.stringify({ version, measurement }, undefined, 1)}\n`;
    await replaceFile(join(this.folder, name), text, { mode: 0o600 });
    return true;
  }
}

function isSameKind(a: Measurement, b: Measurement): boolean {
  return a.dialect === b.dialect && a.prompts === b.prompts;
}

function size({ notes }: Measurement): number {
  return notes.measured + notes.fitted;
}

function nameOf({ engine, digest }: Pick<Measurement, 'engine' | 'digest'>): string {
  return `${createHash('sha256')
    .update(JSON.stringify([engine, digest]))
    .digest('hex')}.json`;
}
