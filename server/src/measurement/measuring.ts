import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { GoldNote } from '../evaluation/notes/gold-note.js';
import { readBenchmark } from '../evaluation/notes/benchmark.js';
import { ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { Measurement } from '../shared/measurement.js';
import { promptVersions } from '../tasks/prompt-versions.js';
import { measureModel } from './measure-model.js';
import type { Measurements } from './store.js';

/** How to measure. */
export interface MeasuringOptions {
  /** `test`: thresholds are fitted on the development notes, figures are of the test notes; `dev`: figures of the former. */
  readonly set: 'dev' | 'test';
  /** The most notes of each part; absent: all. */
  readonly limit?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (model: string, done: number, total: number) => void;
}

/** Measures models on the notes that come with BioNote, and keeps what comes of it. */
export class Measuring {
  /** @param folder with the parts `dev` and `test`; absent: there are no notes to measure on. */
  constructor(
    private readonly folder: string | undefined,
    readonly kept: Measurements,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Measures a model, and the encoder beside it where that was not measured yet: every model stands beside the embedded
   * one.
   *
   * @throws as {@link measure}.
   */
  async measureWithEncoder(runtime: ModelRuntime, options: MeasuringOptions): Promise<Measurement[]> {
    const { encoder } = runtime;
    const own = await this.measure(runtime, options);
    const isAlone = encoder === undefined || encoder.model.digest === runtime.model.digest;
    return isAlone ? [own] : [own, await this.known(encoder, options)];
  }

  /**
   * Measures a model, and keeps the figures of the test notes under its digest.
   *
   * @throws ModelError if the notes are not there or the engine fails as a whole, or the reason of `signal`.
   */
  async measure(runtime: ModelRuntime, options: MeasuringOptions): Promise<Measurement> {
    const { set, limit, signal, onProgress } = options;
    const some = async (part: 'dev' | 'test'): Promise<GoldNote[]> =>
      (await this.#notes(part)).slice(0, limit);
    const measurement = await measureModel(runtime, {
      fitted: set === 'test' ? await some('dev') : [],
      measured: await some(set),
      set,
      signal,
      onProgress: (done, total) => {
        onProgress(runtime.model.name, done, total);
      },
      now: this.now,
    });
    if (set === 'test') await this.kept.keep(measurement);
    return measurement;
  }

  /** The kept measurement of a model if it is of now and of at least as many notes as would be measured; else measures it. */
  async known(runtime: ModelRuntime, options: MeasuringOptions): Promise<Measurement> {
    const { model, profile } = runtime;
    const kept = await this.kept.find(model);
    const wanted = Math.min(options.limit ?? Infinity, (await this.#notes(options.set)).length);
    const serves =
      kept?.dialect === profile.dialect &&
      kept.prompts === promptVersions(profile) &&
      kept.notes.set === options.set &&
      kept.notes.measured >= wanted;
    return serves ? kept : this.measure(runtime, options);
  }

  async #notes(part: 'dev' | 'test'): Promise<GoldNote[]> {
    const folder = this.folder && join(this.folder, part);
    if (folder === undefined || !existsSync(folder)) {
      throw new ModelError(
        'engine-unavailable',
        l10n.t('The notes to measure on did not come with this copy of BioNote.'),
      );
    }
    return readBenchmark(folder);
  }
}
