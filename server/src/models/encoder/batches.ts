import { setImmediate } from 'node:timers/promises';
import type { EncoderAnswer } from '../../tasks/question.js';
import type { Encoded } from '../runtime.js';
import type { Row, RowOutputs } from './rows.js';
import type { ModelSession } from './session.js';
import type { Work } from './work.js';

/** What computes rows. */
export type RowSession = Pick<ModelSession, 'run' | 'limits'>;

/** How many waiting questions are sorted by length together: more would let the first of them wait for long. */
const round = 16;

/** A question's rows, on their way. */
interface Job {
  readonly work: Work;
  readonly isCancelled: () => boolean;
  readonly outputs: RowOutputs[];
  /** Rows that are not computed yet. */
  left: number;
  milliseconds: number;
  readonly resolve: (encoded: Encoded) => void;
  readonly reject: (error: unknown) => void;
}

/** A row and whose it is. */
interface Place {
  readonly job: Job;
  readonly index: number;
  readonly row: Row;
}

/** What was cancelled before it was computed fails with this. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Computes the rows of questions, those of like length together. What has waited longest comes first; between two
 * batches others may ask and cancel.
 */
export class Batches {
  #waiting: Job[] = [];
  #isRunning = false;

  constructor(private readonly session: RowSession) {}

  /** @throws what the session throws, or {@link Cancelled}. */
  run(work: Work, isCancelled: () => boolean): Promise<Encoded> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        work,
        isCancelled,
        outputs: [],
        left: work.rows.length,
        milliseconds: 0,
        resolve,
        reject,
      });
      if (!this.#isRunning) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    // Questions that come in one message after the other are computed together.
    await setImmediate();
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting.splice(0, round);
      for (const job of jobs) if (job.left === 0) finish(job);
      const places = jobs.flatMap((job) => job.work.rows.map((row, index) => ({ job, index, row })));
      for (const batch of batchesOf(places, this.session.limits)) {
        await this.#compute(batch.filter(({ job }) => isLive(job)));
        await setImmediate();
      }
    }
    this.#isRunning = false;
  }

  async #compute(batch: readonly Place[]): Promise<void> {
    if (batch.length === 0) return;
    const started = performance.now();
    try {
      const outputs = await this.session.run(batch.map(({ row }) => row));
      const milliseconds = performance.now() - started;
      const tokens = batch.reduce((sum, { row }) => sum + row.ids.length, 0);
      for (const [at, { job, index, row }] of batch.entries()) {
        job.outputs[index] = outputs[at] ?? {};
        job.milliseconds += (milliseconds * row.ids.length) / tokens;
        job.left -= 1;
        if (job.left === 0) finish(job);
      }
    } catch (error) {
      for (const { job } of batch) job.reject(error);
    }
  }
}

function isLive(job: Job): boolean {
  if (!job.isCancelled()) return true;
  job.reject(new Cancelled());
  return false;
}

function finish({ work, outputs, milliseconds, resolve, reject }: Job): void {
  try {
    const answer: EncoderAnswer = work.answer(outputs);
    resolve({ answer, tokens: work.rows.reduce((sum, { ids }) => sum + ids.length, 0), milliseconds });
  } catch (error) {
    reject(error);
  }
}

/** Rows by length, in batches within the limits; each holds one row at least. */
function batchesOf(places: readonly Place[], { rows, tokens }: RowSession['limits']): Place[][] {
  const batches: Place[][] = [];
  // The longest of a batch comes last and says how wide it is.
  for (const place of [...places].sort((a, b) => a.row.ids.length - b.row.ids.length)) {
    const batch = batches.at(-1);
    if (batch && batch.length < rows && (batch.length + 1) * place.row.ids.length <= tokens)
      batch.push(place);
    else batches.push([place]);
  }
  return batches;
}
