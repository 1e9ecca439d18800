import type { ToAction } from './to-action.js';
import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import { Option } from 'commander';
import { corpora as catalog } from '../corpora/catalog.js';
import { buildRows, CorpusError } from '../instructions/build.js';
import { checkRows } from '../instructions/check.js';
import { compositionPlot } from '../instructions/composition-plot.js';
import { compositionReport } from '../instructions/composition-report.js';
import { IndexGaps } from '../instructions/index-gaps.js';
import { rowFormats, rowWordings, type RowFormat, type RowWordings } from '../instructions/row.js';
import { readRows, rowFiles } from '../instructions/row-file.js';
import { RowsUnwritten, RowWriter } from '../instructions/row-writer.js';
import { CompositionCounter } from '../instructions/stats.js';
import { Tally } from '../instructions/tally.js';
import { indexTests } from '../instructions/test-index.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { UsageError } from './failure.js';
import {
  chosenCorpora,
  keptOut,
  needFolder,
  ownCorpora,
  splitsOf,
  type Choosing,
} from './instruction-corpora.js';
import { faultLines, gapLines, summaryLines } from './instructions-report.js';
import { addSentencesCommand } from './instruction-sentences.js';
import { countOf, shareOf } from './numbers.js';
import { ProgressLine } from './progress-line.js';
import { writeResult } from './result-file.js';
import type { CommandContext } from './session.js';
import { print, tell } from './terminal.js';
import { visible, visibleLine } from './visible.js';

interface BuildOptions extends Choosing {
  readonly corpora: string;
  readonly out: string;
  readonly format: RowFormat;
  readonly wordings: RowWordings;
  readonly splits: string;
  readonly seed: number;
  readonly limit?: number;
  readonly emptyShare: number;
  readonly onError: 'skip' | 'stop';
  readonly quiet?: boolean;
}

interface CheckOptions extends Choosing {
  readonly corpora: string;
  readonly quiet?: boolean;
}

/** `bionote instructions build | stats | check`. */
export function addInstructionCommands(program: Command, run: ToAction, context: CommandContext): void {
  const instructions = program
    .command('instructions')
    .description(l10n.t('make rows for tuning a model from published corpora and corrected notes'));
  const licence = (): Option =>
    new Option('--licence <which>', l10n.t('open: only corpora that allow publishing the tuned weights'))
      .choices(['open', 'all'])
      .default('open');

  instructions
    .command('build')
    .description(l10n.t('write instruction rows as JSON Lines'))
    .requiredOption('-o, --out <path>', l10n.t('a folder (one file for each split) or a .jsonl file'))
    .option('--corpora <folder>', l10n.t('the folder with the unpacked corpora'), 'corpora')
    .addOption(
      new Option('-f, --format <format>', l10n.t('the prompt format for entities, relations and inference'))
        .choices(rowFormats)
        .default('medtuned'),
    )
    .addOption(
      new Option(
        '--wordings <which>',
        l10n.t('varied: several wordings of each instruction; product: exactly the prompts of BioNote'),
      )
        .choices(rowWordings)
        .default('varied'),
    )
    .addOption(licence())
    .option('--splits <names>', l10n.t('train, dev, test, separated by commas'), 'train')
    .option('--only <names>', l10n.t('only these corpora, separated by commas'))
    .option('--seed <number>', l10n.t('the same seed gives the same rows'), countOf, 1)
    .option('--limit <rows>', l10n.t('the most rows from each split of each corpus'), countOf)
    .option(
      '--empty-share <share>',
      l10n.t('the share of sentences without an entity to keep, for corpora with many types'),
      shareOf,
      0.05,
    )
    .option('--notes <folder>', l10n.t('invented notes with gold: NAME.ann beside NAME.txt'))
    .option('--except <folder>', l10n.t('notes whose sentences must not be written'))
    .option('--corrections <folder>', l10n.t('a folder of corrected notes: NAME.ann beside NAME.note'))
    .option('--reviewed-elsewhere', l10n.t('treat corrected notes without a review log as fully reviewed'))
    .option('--pairs <file>', l10n.t('a JSON Lines file of labelled sentence pairs'))
    .addOption(
      new Option('--on-error <what>', l10n.t('what to do with records that cannot be read'))
        .choices(['skip', 'stop'])
        .default('skip'),
    )
    .option('-q, --quiet', l10n.t('print only results, warnings and errors'))
    .action(run((options: BuildOptions) => build(options, context)));

  addSentencesCommand(instructions, run, context);

  instructions
    .command('stats')
    .description(l10n.t('describe rows: tasks, sources, verbs, lengths, labels'))
    .argument('<path>', l10n.t('a folder of rows, or one file'))
    .option('--plot <file.svg>', l10n.t('draw a chart of the rows by source and task'))
    .action(run((path: string, { plot }: { plot?: string }) => stats(path, plot, context)));

  instructions
    .command('check')
    .description(l10n.t('find rows that leak test data, have another licence, or cannot be read back'))
    .argument('<path>', l10n.t('a folder of rows, or one file'))
    .option('--corpora <folder>', l10n.t('the folder with the unpacked corpora'), 'corpora')
    .addOption(licence())
    .option('--notes <folder>', l10n.t('the invented notes that the rows were made from'))
    .option('--except <folder>', l10n.t('notes whose sentences must not be written'))
    .option('--corrections <folder>', l10n.t('the corrected notes that the rows were made from'))
    .option('--reviewed-elsewhere', l10n.t('treat corrected notes without a review log as fully reviewed'))
    .option('--pairs <file>', l10n.t('the sentence pairs that the rows were made from'))
    .option('-q, --quiet', l10n.t('print only results, warnings and errors'))
    .action(run((path: string, options: CheckOptions) => check(path, options, context)));
}

/**
 * Builds rows and prints a summary.
 *
 * @throws UsageError or the signal's reason; no file is left behind.
 */
async function build(options: BuildOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const { corpora: folder, format, wordings, seed, limit, emptyShare, onError, quiet = false } = options;
  await needFolder(folder);
  const splits = splitsOf(options.splits);
  const corpora = await chosenCorpora(options);
  const kept = await keptOut(options);
  const progress = new ProgressLine(terminal.stderr, quiet);
  const tally = new Tally();
  const writer = new RowWriter(options.out);
  const show = (doing: string): void => {
    progress.show(visibleLine(doing));
  };
  const named = (corpus: string): void => {
    show(l10n.t('Reading the test parts: {0}', corpus));
  };
  const gaps = new IndexGaps();
  const choice = { folder, corpora, splits, format, wordings, seed, emptyShare, onError };
  const building = { ...choice, signal, progress: show, ...(limit !== undefined && { limit }) };
  try {
    let isDone = false;
    try {
      const index = await indexTests(folder, signal, named, gaps, kept);
      for await (const row of buildRows(building, index, tally)) await writer.write(row);
      isDone = tally.rows > 0;
    } finally {
      await writer.end(isDone);
    }
  } catch (error) {
    if (error instanceof CorpusError) throw new UsageError(error.message, { cause: error });
    if (error instanceof RowsUnwritten) {
      throw new UsageError(l10n.t('{0} cannot be written ({1}).', options.out, error.code), { cause: error });
    }
    throw error;
  } finally {
    progress.clear();
  }
  if (tally.rows === 0) {
    throw new UsageError(l10n.t('{0} contains no corpus to build rows from.', folder));
  }
  const lines = summaryLines(tally.summary(), gaps.list(tally.taught));
  await print(terminal.stdout, visible(`${lines.join('\n')}\n`));
  return exitCode.done;
}

async function stats(
  path: string,
  plot: string | undefined,
  { terminal, signal }: CommandContext,
): Promise<ExitCode> {
  const counter = new CompositionCounter();
  let broken = 0;
  for (const file of await needRows(path)) {
    for await (const item of readRows(file)) {
      signal.throwIfAborted();
      if ('row' in item) counter.add(item.row);
      else broken += 1;
    }
  }
  if (broken > 0) tell(terminal, l10n.t('{0} lines are not rows.', broken), 'warning');
  const composition = counter.composition();
  if (plot !== undefined) await writeResult(plot, compositionPlot(composition));
  await print(terminal.stdout, visible(compositionReport(composition)));
  return broken > 0 ? exitCode.partial : exitCode.done;
}

async function check(path: string, options: CheckOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const { corpora: folder, licence, quiet = false } = options;
  const files = await needRows(path);
  await needFolder(folder);
  const own = await ownCorpora(options);
  const kept = await keptOut(options);
  const progress = new ProgressLine(terminal.stderr, quiet);
  const show = (doing: string): void => {
    progress.show(visibleLine(doing));
  };
  try {
    const gaps = new IndexGaps();
    const index = await indexTests(folder, signal, show, gaps, kept);
    const corpora = new Map([...catalog, ...own].map((corpus) => [corpus.name, corpus]));
    const report = await checkRows(files, { folder, corpora, index, licence, signal, progress: show });
    progress.clear();
    for (const part of report.unseen) {
      tell(terminal, l10n.t('{0} is missing, so its rows were not compared with it.', part), 'warning');
    }
    const lacking = gapLines(gaps.list(report.taught));
    if (lacking.length > 0) tell(terminal, visible(lacking.join('\n')), 'warning');
    await print(terminal.stdout, visible(`${faultLines(report).join('\n')}\n`));
    return Object.keys(report.faults).length === 0 ? exitCode.done : exitCode.failed;
  } finally {
    progress.clear();
  }
}

async function needRows(path: string): Promise<string[]> {
  const files = await rowFiles(path);
  if (files.length === 0) {
    throw new UsageError(l10n.t('{0} contains no rows. `bionote instructions build` writes them.', path));
  }
  return files;
}
