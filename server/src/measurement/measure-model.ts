import { Analysis } from '../analysis/analysis.js';
import { IgnoredPairs } from '../analysis/ignored-pairs.js';
import { ReadingCache } from '../asking/cache.js';
import { Scheduler } from '../asking/scheduler.js';
import type { GoldNote } from '../evaluation/notes/gold-note.js';
import { measureNote, type NoteOutcome } from '../evaluation/notes/measure-notes.js';
import { bootstrapInterval } from '../evaluation/scores/bootstrap.js';
import { f1Of, precisionRecall, sumCounts, type Counts } from '../evaluation/scores/counts.js';
import { MeasuredRuntime } from '../models/measured-runtime.js';
import { measuredProfile } from '../models/measurements.js';
import type { ModelRuntime } from '../models/runtime.js';
import {
  measuredParts,
  type MeasuredPart,
  type MeasuredScore,
  type MeasuredStatements,
  type Measurement,
} from '../shared/measurement.js';
import { promptVersions } from '../tasks/prompt-versions.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { fit } from './fit.js';
import { ObservedRuntime } from './observed-runtime.js';

/** What a model is measured on. */
export interface MeasureHow {
  /** To fit thresholds and calibration on; none are fitted for a model that comes with its own, or if it is empty. */
  readonly fitted: readonly GoldNote[];
  /** Of the figures. */
  readonly measured: readonly GoldNote[];
  readonly set: 'dev' | 'test';
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly now: () => Date;
}

/** Seed of the intervals, so that the same answers give the same figures. */
const seed = 1;

/**
 * Measures a model with the tasks of the editor, as if nobody had measured it before. First it reads notes with everything
 * shown, and thresholds and calibration are fitted on what it says; then, with these in effect, the notes of the figures.
 * Nothing comes from a cache, and nothing is kept.
 *
 * @throws ModelError if the engine fails as a whole, or the reason of `signal`.
 */
export async function measureModel(runtime: ModelRuntime, how: MeasureHow): Promise<Measurement> {
  const { fitted, measured, set, signal, onProgress, now } = how;
  const { model, profile } = runtime;
  const toFit = profile.encoder ? [] : fitted;
  const total = toFit.length + measured.length;
  let done = 0;
  const observed = new ObservedRuntime(new MeasuredRuntime(runtime, undefined));
  const read = async (
    reader: ModelRuntime,
    notes: readonly GoldNote[],
    threshold?: number,
  ): Promise<NoteOutcome[]> => {
    const analysis = analysisOver(reader, threshold);
    const outcomes: NoteOutcome[] = [];
    try {
      for (const note of notes) {
        outcomes.push(await measureNote(analysis, note, signal));
        done += 1;
        onProgress(done, total);
      }
      return outcomes;
    } finally {
      analysis.dispose();
    }
  };
  onProgress(0, total);
  const started = performance.now();
  const learned = await read(observed, toFit, 0);
  const about = {
    engine: model.engine,
    model: model.name,
    digest: model.digest,
    dialect: profile.dialect,
    prompts: promptVersions(profile),
    at: now().toISOString(),
    schema: clinicalSchema.name,
    notes: { fitted: toFit.length, measured: measured.length, set },
    ...(toFit.length > 0 ? fit(learned) : { thresholds: {}, calibration: {} }),
  };
  const outcomes = await read(new MeasuredRuntime(observed, profileOf(about, runtime)), measured);
  const seconds = (performance.now() - started) / 1000;
  const { ignoresSchema = false, lacksLogprobs = false, thinks = false } = await observed.device(signal);
  return {
    ...about,
    wordsPerSecond: sum([...learned, ...outcomes], ({ words }) => words) / seconds,
    ...figuresOf(outcomes),
    unusable: sum(outcomes, ({ failed }) => failed),
    bindsSchema: !ignoresSchema,
    probabilities: observed.givesProbabilities && !lacksLogprobs,
    thinking:
      thinks || observed.thinksAloud ? 'on' : model.capabilities.includes('thinking') ? 'off' : 'none',
  };
}

/** @param threshold from which on answers are shown, whatever the model's own is; absent: the model's own. */
function analysisOver(runtime: ModelRuntime, threshold: number | undefined): Analysis {
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(),
    ignored: new IgnoredPairs(),
    scheduler: new Scheduler(),
  });
  const shown = { enabled: true, ...(threshold === undefined ? {} : { threshold }) };
  analysis.configure({ schema: clinicalSchema, relations: shown, contradictions: shown });
  return analysis;
}

function profileOf(
  about: Omit<
    Measurement,
    keyof Figures | 'wordsPerSecond' | 'unusable' | 'bindsSchema' | 'probabilities' | 'thinking'
  >,
  { profile }: ModelRuntime,
): ReturnType<typeof measuredProfile> {
  return measuredProfile({ ...nothingYet, ...about }, profile);
}

type Figures = Pick<Measurement, 'scores' | 'statements'>;

function figuresOf(outcomes: readonly NoteOutcome[]): Figures {
  return {
    scores: Object.fromEntries(measuredParts.map((part) => [part, scoreOf(outcomes, part)])) as Record<
      MeasuredPart,
      MeasuredScore
    >,
    statements: statementsOf(outcomes),
  };
}

const nothingYet = {
  ...figuresOf([]),
  wordsPerSecond: 0,
  unusable: 0,
  bindsSchema: true,
  probabilities: true,
  thinking: 'none',
} as const;

function scoreOf(outcomes: readonly NoteOutcome[], part: MeasuredPart): MeasuredScore {
  const counts = (some: readonly NoteOutcome[]): Counts => sumCounts(some.map((each) => each.counts[part]));
  const { right, found, gold } = counts(outcomes);
  return {
    ...precisionRecall(counts(outcomes)),
    ...bootstrapInterval(outcomes, (some) => f1Of(counts(some)), { seed }),
    right,
    found,
    gold,
  };
}

function statementsOf(outcomes: readonly NoteOutcome[]): MeasuredStatements {
  const of = (some: readonly NoteOutcome[], which: 'asked' | 'right' | 'decided' | 'decidedRight'): number =>
    sum(some, ({ statements }) => statements[which]);
  const accuracy = (some: readonly NoteOutcome[]): number =>
    of(some, 'right') / Math.max(1, of(some, 'asked'));
  return {
    asked: of(outcomes, 'asked'),
    right: of(outcomes, 'right'),
    decided: of(outcomes, 'decided'),
    decidedRight: of(outcomes, 'decidedRight'),
    ...bootstrapInterval(outcomes, accuracy, { seed }),
  };
}

function sum<T>(all: readonly T[], count: (each: T) => number): number {
  return all.reduce((total, each) => total + count(each), 0);
}
