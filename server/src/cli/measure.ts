import * as l10n from '@vscode/l10n';
import { ModelError } from '../models/error.js';
import { measurementTable } from '../shared/measurement-table.js';
import type { Measurement } from '../shared/measurement.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { durationOf, Pace } from './pace.js';
import { ProgressLine } from './progress-line.js';
import type { Parts } from '../session/parts.js';
import { announceModel, withParts, type CommandContext } from './session.js';
import { print, tell } from './terminal.js';
import { aligned } from './text-report.js';
import { visible, visibleLine } from './visible.js';

/** The options of `bionote models measure`, as commander parses them. */
export interface MeasureOptions extends Omit<EngineOptions, 'model'> {
  readonly model?: readonly string[];
  readonly set: 'dev' | 'test';
  readonly limit?: number;
}

/**
 * `bionote models measure`: how well models read the notes that come with BioNote, side by side, the embedded one always
 * among them. What is measured on the test notes is kept with the model's digest.
 *
 * @throws UsageError, ModelError if no model could be measured, or the signal's reason.
 */
export async function measureModels(options: MeasureOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const { model = [], ...rest } = options;
  const chosen: EngineOptions[] =
    model.length === 0 ? [rest] : model.map((name) => ({ ...rest, model: name }));
  // What is wrong with any of the options is said before anything is measured.
  const all = chosen.map(settingsFrom);
  const found = new Map<string, Measurement>();
  let failure: unknown;
  for (const settings of all) {
    try {
      const measured = await withParts(context, settings, clinicalSchema, async (parts) => {
        await announceModel(parts, context, false);
        return watched(context, options, parts.measure.bind(parts));
      });
      for (const each of measured) found.set(`${each.engine} ${each.digest} ${each.dialect}`, each);
    } catch (error) {
      // One model that cannot be measured does not take away what was measured of the others.
      if (signal.aborted || !(error instanceof ModelError)) throw error;
      failure = error;
      if (all.length > 1) tell(terminal, visible(error.message), 'warning');
    }
  }
  if (found.size === 0) throw failure;
  const table = measurementTable([...found.values()], l10n).map((row) =>
    row.map((cell) => visibleLine(cell)),
  );
  const explained = l10n.t('Scores: precision / recall / F1 (95 % interval over notes).');
  await print(terminal.stdout, `${[...aligned(table), '', explained].join('\n')}\n`);
  return failure === undefined ? exitCode.done : exitCode.partial;
}

/** Measures with a line that says how far it has come. */
async function watched(
  { terminal, signal }: CommandContext,
  { set, limit }: Pick<MeasureOptions, 'set' | 'limit'>,
  measure: (options: Parameters<Parts['measure']>[0]) => Promise<Measurement[]>,
): Promise<Measurement[]> {
  const progress = new ProgressLine(terminal.stderr, false);
  let pace = new Pace();
  try {
    return await measure({
      set,
      ...(limit === undefined ? {} : { limit }),
      signal,
      onProgress: (model, done, total) => {
        if (done === 0) {
          pace = new Pace();
          pace.start(0);
        }
        const left = pace.left(done, total);
        const text = l10n.t('{model}: {done} of {all} notes', {
          model: visibleLine(model),
          done,
          all: total,
        });
        progress.show(
          left === undefined ? text : l10n.t('{text}, {time} left', { text, time: durationOf(left) }),
        );
      },
    });
  } finally {
    progress.clear();
  }
}
