import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { defaultThresholds, ownThreshold } from '../analysis/options.js';
import { ReadingCache } from '../asking/cache.js';
import { Scheduler } from '../asking/scheduler.js';
import { findCorpus } from '../corpora/catalog.js';
import type { Corpus } from '../corpora/records.js';
import { shippedNotes, shippedNotesIn } from '../corpora/shipped-notes.js';
import { evaluate as measureAll, type Evaluation } from '../evaluation/measure/evaluate.js';
import type { Answers } from '../evaluation/measure/answers.js';
import { modelAnswers } from '../evaluation/measure/model-answers.js';
import { exportingAnswers } from '../evaluation/predictions/unit-export.js';
import { compose } from '../evaluation/report/composition.js';
import { writeHtml } from '../evaluation/report/html.js';
import { readReport, writeReportJson, type BaselineReport } from '../evaluation/report/json.js';
import { writeMarkdown } from '../evaluation/report/markdown.js';
import type { EvaluationReport } from '../evaluation/report/report.js';
import type { DataSet } from '../evaluation/sets/data-set.js';
import { dataSets, findDataSet } from '../evaluation/sets/data-sets.js';
import { contrastPairsName } from '../evaluation/sets/inference-sets.js';
import { readPairs } from '../corpora/pairs-file.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { Parts } from '../session/parts.js';
import type { CorrectedNote } from '../tasks/ner/corrected-note.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { settingsFrom } from './engine-options.js';
import type { EvaluateOptions, ReportFormat } from './evaluate-options.js';
import { EvaluationProgress } from './evaluation-progress.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { UsageError } from './failure.js';
import { asUsage, hasKeywords, keywordEvaluation } from './keyword-evaluation.js';
import { predictedEvaluation } from './predicted-evaluation.js';
import { writeResult } from './result-file.js';
import { announceModel, benchmarkFolder, withParts, type CommandContext } from './session.js';
import { print } from './terminal.js';
import { visible } from './visible.js';

/** The format of a report by its file's extension. */
const extensions: Readonly<Record<string, ReportFormat>> = {
  '.md': 'markdown',
  '.json': 'json',
  '.html': 'html',
};

/** The size of the cache; the answers for all data sets fit. */
const cacheMegabytes = 8192;

/**
 * `bionote evaluate`: measures a model, or the predictions of another system, and writes a report.
 *
 * @throws UsageError, ModelError or the signal's reason.
 */
export async function evaluate(options: EvaluateOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  if (options.list === true) {
    const lines = dataSets.map(({ name, split, task }) => `${name}\t${task.kind}\t${split}\n`);
    await print(terminal.stdout, lines.join(''));
    return exitCode.done;
  }
  if (options.limit !== undefined && options.sample !== undefined) {
    throw new UsageError(l10n.t('--limit and --sample cannot be combined.'));
  }
  const files = (options.output ?? []).map((path) => ({ path, format: formatFor(path) }));
  const sets = setsFor(options);
  const baseline = await baselineFor(options.baseline);
  const progress = new EvaluationProgress(terminal.stderr, options.quiet === true);
  const notes = shippedNotesIn(benchmarkFolder(context));
  const shared = {
    sets,
    folder: corporaFolder(options, sets),
    findCorpus: (name: string): Corpus | undefined => (name === notes.name ? notes : findCorpus(name)),
    ...(options.pairs === undefined ? {} : { pairs: pairsFrom(options.pairs) }),
    ...(options.split === undefined ? {} : { split: options.split }),
    choice: {
      seed: options.seed,
      errors: options.errors,
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      ...(options.sample === undefined ? {} : { sample: options.sample }),
    },
    ...(baseline === undefined ? {} : { baseline }),
    date: new Date(),
    signal,
    onProgress: (set: DataSet, done: number, total: number): void => {
      progress.show(set.name, done, total);
    },
    // A report that is written after each data set survives what stops the next one.
    onSet: async (report: EvaluationReport): Promise<void> => {
      progress.clear();
      for (const { path, format } of files) {
        await writeResult(path, written(report, format));
      }
    },
  };
  const measured = async (evaluation: Omit<Evaluation, keyof typeof shared>): Promise<ExitCode> => {
    try {
      const report = await measureAll({ ...shared, ...evaluation });
      if (files.length === 0) {
        const text = written(report, options.format);
        await print(terminal.stdout, terminal.stdout.isTTY === true ? visible(text) : text);
      }
      return isPartial(report) ? exitCode.partial : exitCode.done;
    } finally {
      progress.clear();
    }
  };
  if (options.units !== undefined) {
    const lines: string[] = [];
    const answersFor = (): Answers => exportingAnswers((line) => lines.push(line));
    await measureAll({ ...shared, onSet: () => Promise.resolve(), system: { name: '' }, answersFor });
    progress.clear();
    await writeResult(options.units, lines.join(''));
    return exitCode.done;
  }
  if (options.predictions !== undefined) {
    const { predictions, system } = options;
    return measured(await predictedEvaluation(predictions, system, sets));
  }
  if (options.keywords === true) {
    return measured(keywordEvaluation(options, sets, shared.folder, signal)).catch(asUsage);
  }
  const settings = settingsFrom(options);
  return withParts(context, settings, clinicalSchema, async (parts) => {
    await announceModel(parts, context, options.quiet === true);
    const runtime = await parts.models.current(signal);
    const cache = new ReadingCache(options.cache === false ? undefined : options.cache, {
      enabled: true,
      maxMegabytes: cacheMegabytes,
    });
    const scheduler = new Scheduler();
    const corrected = await correctedIn(options.examples, parts);
    try {
      return await measured({
        system: systemOf(runtime, options.system),
        runtime,
        relationsFrom: ownThreshold(runtime.profile, 'relation').threshold ?? defaultThresholds.relation,
        answersFor: () =>
          modelAnswers(
            { runtime, scheduler, cache, signal, ...(corrected && { corrected }) },
            settings.contradictions.threshold,
          ),
      });
    } finally {
      await cache.flush();
    }
  });
}

/** @throws UsageError if there is nothing to learn in the folder. */
async function correctedIn(
  folder: string | undefined,
  parts: Parts,
): Promise<readonly CorrectedNote[] | undefined> {
  if (folder === undefined) return undefined;
  const notes = await parts.corrected(folder);
  if (notes.some(({ examples }) => examples.length > 0)) return notes;
  throw new UsageError(
    l10n.t('{folder} contains no notes with reviewed sentences.', { folder: visible(folder) }),
  );
}

function systemOf({ model, profile }: ModelRuntime, name: string | undefined): Evaluation['system'] {
  const { engine, digest, parameterSize, quantization } = model;
  return {
    name: name ?? model.name,
    model: {
      ...{ engine, name: model.name, digest, dialect: profile.dialect },
      ...(parameterSize === undefined ? {} : { parameterSize }),
      ...(quantization === undefined ? {} : { quantization }),
    },
  };
}

function written(report: EvaluationReport, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return writeReportJson(report);
    case 'markdown':
      return writeMarkdown(compose(report));
    case 'html':
      return writeHtml(compose(report));
  }
}

/** Whether something could not be measured, or a file could not be used in full. */
function isPartial({ sets }: EvaluationReport): boolean {
  return sets.some(({ problems, run }) => problems.total > 0 || Object.keys(run?.failures ?? {}).length > 0);
}

function setsFor({ set, pairs, keywords }: EvaluateOptions): DataSet[] {
  const all = dataSets
    .filter(({ name }) => pairs !== undefined || name !== contrastPairsName)
    .filter((each) => keywords !== true || hasKeywords(each));
  return (
    set?.map((name) => {
      const found = findDataSet(name);
      if (found === undefined) {
        throw new UsageError(
          l10n.t('There is no data set “{0}”. `bionote evaluate --list` lists them.', visible(name)),
        );
      }
      return found;
    }) ?? all
  );
}

function corporaFolder({ corpora }: EvaluateOptions, sets: readonly DataSet[]): string {
  if (corpora === undefined && sets.some(({ corpus = shippedNotes }) => corpus !== shippedNotes)) {
    throw new UsageError(l10n.t('Name the folder of the unpacked corpora: --corpora FOLDER.'));
  }
  return corpora ?? '';
}

function pairsFrom(path: string): () => ReturnType<typeof readPairs> {
  return () => readPairs(path, basename(path));
}

async function baselineFor(path: string | undefined): Promise<BaselineReport | undefined> {
  if (path === undefined) {
    return undefined;
  }
  const report = readReport(await readFile(path, 'utf8').catch(() => ''));
  if (report === undefined) {
    throw new UsageError(l10n.t('{0} is not a JSON report of `bionote evaluate`.', visible(path)));
  }
  return report;
}

function formatFor(path: string): ReportFormat {
  const format = extensions[extname(path).toLowerCase()];
  if (format === undefined) {
    throw new UsageError(l10n.t('{0}: name a file that ends in .md, .json or .html.', visible(path)));
  }
  return format;
}
