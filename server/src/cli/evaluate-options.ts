import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Option, type Command } from 'commander';
import type { Split } from '../corpora/records.js';
import { addEngineOptions, type EngineOptions } from './engine-options.js';
import { countOf } from './numbers.js';
import type { Terminal } from './terminal.js';

/** The options of `bionote evaluate`, as commander parses them. */
export interface EvaluateOptions extends EngineOptions {
  readonly corpora?: string;
  readonly set?: readonly string[];
  readonly split?: Split;
  readonly limit?: number;
  readonly sample?: number;
  readonly seed: number;
  readonly errors: number;
  readonly pairs?: string;
  readonly cache: string | false;
  readonly examples?: string;
  readonly predictions?: string;
  readonly keywords?: boolean;
  readonly units?: string;
  readonly system?: string;
  readonly baseline?: string;
  readonly output?: readonly string[];
  readonly format: ReportFormat;
  readonly list?: boolean;
  readonly quiet?: boolean;
}

export const reportFormats = ['markdown', 'json', 'html'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** Adds the options of {@link EvaluateOptions} to a command. */
export function addEvaluateOptions(command: Command, env: Terminal['env']): Command {
  return addEngineOptions(command)
    .option('--corpora <folder>', l10n.t('the folder with the unpacked corpora'))
    .option('--set <name...>', l10n.t('the data sets to measure on (default: all)'))
    .addOption(
      new Option(
        '--split <part>',
        l10n.t('the split to use instead of the default of each data set'),
      ).choices(['train', 'dev', 'test']),
    )
    .option('--limit <number>', l10n.t('use only the first records of each data set'), countOf)
    .option('--sample <number>', l10n.t('use only a random sample of each data set'), countOf)
    .option('--seed <number>', l10n.t('the seed for sampling and resampling'), countOf, 1)
    .option('--errors <number>', l10n.t('the number of errors to show for each data set'), countOf, 40)
    .option(
      '--pairs <file>',
      l10n.t('a JSON Lines file of premise, hypothesis and label for the contrast pairs'),
    )
    .option(
      '--cache <folder>',
      l10n.t('where answers are cached, so that a run can be resumed'),
      cacheFolder(env),
    )
    .option('--no-cache', l10n.t('do not cache answers'))
    .option(
      '--examples <folder>',
      l10n.t('a folder of reviewed notes; similar sentences of them go along as worked examples'),
    )
    .option(
      '--predictions <path>',
      l10n.t('score the answers of another system: brat, CoNLL, PubTator or JSON Lines'),
    )
    .option('--keywords', l10n.t('score a keyword baseline for relations, learned from the train split'))
    .option('--units <file>', l10n.t('only write the questions, as JSON Lines for another system'))
    .option('--system <name>', l10n.t('the name of the system in the report'))
    .option('--baseline <report>', l10n.t('compare with an earlier JSON report'))
    .option('-o, --output <file...>', l10n.t('the files to write the report to: .md, .json, .html'))
    .addOption(
      new Option('-f, --format <format>', l10n.t('the format of the report'))
        .choices(reportFormats)
        .default('markdown'),
    )
    .option('--list', l10n.t('list the data sets'))
    .option('-q, --quiet', l10n.t('print only results, warnings and errors'));
}

function cacheFolder(env: Terminal['env']): string {
  const home = env['XDG_CACHE_HOME'] ?? '';
  return join(home === '' ? join(homedir(), '.cache') : home, 'bionote', 'evaluation');
}
