import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ModelError } from '../models/error.js';
import { goldNote, readPairs, type GoldNote } from '../evaluation/notes/gold-note.js';
import { measureNote, type NoteOutcome } from '../evaluation/notes/measure-notes.js';
import { noteParts } from '../evaluation/notes/note-counts.js';
import { bootstrapInterval } from '../evaluation/scores/bootstrap.js';
import { f1Of, precisionRecall, sumCounts, type Counts } from '../evaluation/scores/counts.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { durationOf, Pace } from './pace.js';
import { ProgressLine } from './progress-line.js';
import { announceModel, benchmarkFolder, withParts, type CommandContext } from './session.js';
import { print } from './terminal.js';
import { aligned } from './text-report.js';
import { visibleLine } from './visible.js';

/** The options of `bionote models measure`, as commander parses them. */
export interface MeasureOptions extends EngineOptions {
  readonly set: 'dev' | 'test';
  readonly limit?: number;
}

/**
 * `bionote models measure`: how well the model in use reads the notes that come with BioNote, with 95 % intervals over
 * the notes, and how fast.
 *
 * @throws UsageError, ModelError or the signal's reason.
 */
export async function measureModel(options: MeasureOptions, context: CommandContext): Promise<ExitCode> {
  const notes = (await benchmark(context, options.set)).slice(0, options.limit);
  return withParts(context, settingsFrom(options), clinicalSchema, async (parts) => {
    const { terminal, signal } = context;
    await announceModel(parts, context, false);
    const progress = new ProgressLine(terminal.stderr, false);
    const [pace, outcomes] = [new Pace(), [] as NoteOutcome[]];
    pace.start(0);
    const started = performance.now();
    try {
      for (const note of notes) {
        outcomes.push(await measureNote(parts.analysis, note, signal));
        const left = pace.left(outcomes.length, notes.length);
        const done = l10n.t('{done} of {all} notes', { done: outcomes.length, all: notes.length });
        progress.show(
          left === undefined ? done : l10n.t('{done}, {time} left', { done, time: durationOf(left) }),
        );
      }
    } finally {
      progress.clear();
    }
    const seconds = (performance.now() - started) / 1000;
    const runtime = await parts.models.current(signal);
    const lacks = await runtime.device(signal);
    const lines = [
      ...aligned(rowsOf(outcomes)),
      '',
      ...aligned([
        [l10n.t('model'), visibleLine(runtime.model.name)],
        [l10n.t('digest'), runtime.model.digest.slice(0, 16)],
        [l10n.t('notes'), `${notes.length} (${options.set})`],
        [l10n.t('words a second'), (sum(outcomes, ({ words }) => words) / seconds).toFixed(1)],
        [l10n.t('without a usable answer'), String(sum(outcomes, ({ failed }) => failed))],
        [l10n.t('held to the form of its answers'), lacks.ignoresSchema ? l10n.t('no') : l10n.t('yes')],
        [l10n.t('probabilities'), lacks.lacksLogprobs ? l10n.t('no') : l10n.t('yes')],
      ]),
    ];
    await print(terminal.stdout, `${lines.join('\n')}\n`);
    return exitCode.done;
  });
}

/** The notes that come with BioNote. */
async function benchmark(context: CommandContext, set: string): Promise<GoldNote[]> {
  const folder = join(benchmarkFolder(context), set);
  if (!existsSync(folder)) {
    throw new ModelError(
      'engine-unavailable',
      l10n.t('The notes to measure on did not come with this copy of BioNote.'),
    );
  }
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const pairs = readPairs(await read('pairs.jsonl'));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ann')).sort();
  return Promise.all(
    names.map(async (name) => {
      const stem = name.slice(0, -'.ann'.length);
      return goldNote(stem, await read(`${stem}.txt`), await read(name), pairs);
    }),
  );
}

function rowsOf(outcomes: readonly NoteOutcome[]): string[][] {
  const share = (value: number): string => value.toFixed(3);
  const interval = (score: (some: readonly NoteOutcome[]) => number): string => {
    const { low, high } = bootstrapInterval(outcomes, score, { seed: 1 });
    return `(${share(low)}–${share(high)})`;
  };
  const counted = noteParts.map((part) => {
    const counts = (some: readonly NoteOutcome[]): Counts => sumCounts(some.map((each) => each.counts[part]));
    const { precision, recall, f1 } = precisionRecall(counts(outcomes));
    const { right, found, gold } = counts(outcomes);
    return [
      nameOf(part),
      share(precision),
      share(recall),
      share(f1),
      interval((some) => f1Of(counts(some))),
      l10n.t('{right} right of {found}, {gold} there', { right, found, gold }),
    ];
  });
  const right = (some: readonly NoteOutcome[]): number =>
    sum(some, ({ statements }) => statements.right) /
    Math.max(
      1,
      sum(some, ({ statements }) => statements.asked),
    );
  const decided = sum(outcomes, ({ statements }) => statements.decided);
  const decidedRight = sum(outcomes, ({ statements }) => statements.decidedRight);
  return [
    ['', l10n.t('precision'), l10n.t('recall'), 'F1', '95 %', ''],
    ...counted,
    [
      l10n.t('statements'),
      '',
      '',
      share(right(outcomes)),
      interval(right),
      l10n.t('accuracy of three labels; {right} right of {found} decided', {
        right: decidedRight,
        found: decided,
      }),
    ],
  ];
}

function nameOf(part: (typeof noteParts)[number]): string {
  switch (part) {
    case 'exact':
      return l10n.t('entities, exact');
    case 'overlap':
      return l10n.t('entities, overlap');
    case 'assertion':
      return l10n.t('assertion');
    case 'relations':
      return l10n.t('relations');
    case 'contradictions':
      return l10n.t('contradictions');
  }
}

function sum<T>(all: readonly T[], count: (each: T) => number): number {
  return all.reduce((total, each) => total + count(each), 0);
}
