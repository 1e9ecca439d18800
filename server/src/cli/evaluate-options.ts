import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Option, type Command } from 'commander';
import type { Split } from '../corpora/records.js';
import { addEngineOptions, type EngineOptions } from './engine-options.js';
import { countOf } from './numbers.js';
import type { Terminal } from './terminal.js';

/** The options of `bionote evaluate`, as commander reads them. */
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
    .option('--corpora <folder>', l10n.t('where the corpora lie unpacked'))
    .option('--set <name...>', l10n.t('data sets to measure on; all of them where none is named'))
    .addOption(
      new Option('--split <part>', l10n.t('another part than the one that each data set names')).choices([
        'train',
        'dev',
        'test',
      ]),
    )
    .option('--limit <number>', l10n.t('only the first so many records of each data set'), countOf)
    .option('--sample <number>', l10n.t('only so many records of each, drawn at random'), countOf)
    .option('--seed <number>', l10n.t('seed of the samples and of the resampling'), countOf, 1)
    .option('--errors <number>', l10n.t('how many errors of each data set to show'), countOf, 40)
    .option('--pairs <file>', l10n.t('JSON lines of premise, hypothesis and label, for the contrast pairs'))
    .option('--cache <folder>', l10n.t('where answers are kept, so that a run can go on'), cacheFolder(env))
    .option('--no-cache', l10n.t('keep no answers'))
    .option(
      '--predictions <path>',
      l10n.t('score the answers of another system: brat, CoNLL, PubTator or JSON lines'),
    )
    .option('--keywords', l10n.t('score what keywords alone say of relations, learned from the train part'))
    .option('--units <file>', l10n.t('only write what is asked, as JSON lines for another system'))
    .option('--system <name>', l10n.t('what the measured system is called in the report'))
    .option('--baseline <report>', l10n.t('compare with an earlier report, a JSON file'))
    .option('-o, --output <file...>', l10n.t('files for the report: .md, .json, .html'))
    .addOption(
      new Option('-f, --format <format>', l10n.t('form of the result'))
        .choices(reportFormats)
        .default('markdown'),
    )
    .option('--list', l10n.t('list the data sets'))
    .option('-q, --quiet', l10n.t('say nothing but warnings and errors'));
}

function cacheFolder(env: Terminal['env']): string {
  const home = env['XDG_CACHE_HOME'] ?? '';
  return join(home === '' ? join(homedir(), '.cache') : home, 'bionote', 'evaluation');
}
