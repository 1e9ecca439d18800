import * as l10n from '@vscode/l10n';
import { Option, type Command } from 'commander';
import { summaryForms } from '../tasks/summary/summary.js';
import { addEngineOptions } from './engine-options.js';
import type { ExitCode } from './exit-code.js';
import { serveMcp, type McpOptions } from './mcp.js';
import { addRowsOptions } from './rows/rows-options.js';
import type { CommandContext } from './session.js';
import {
  ask,
  classifyNotes,
  listNotesMedications,
  notesFromDialogues,
  summarizeNotes,
  type AskOptions,
  type ClassifyOptions,
  type MedicationsOptions,
  type SummarizeOptions,
  type WrittenOptions,
} from './written.js';

type Run = <A extends unknown[]>(command: (...args: A) => Promise<ExitCode>) => (...args: A) => Promise<void>;

/** Adds the commands with which a model writes about notes, and the one that offers them to other programs. */
export function addWrittenCommands(program: Command, run: Run, context: CommandContext): void {
  const add = (name: string, description: string, formats: readonly string[]): Command =>
    addEngineOptions(program.command(name))
      .description(description)
      .argument('<note...>', l10n.t('files, folders or quoted patterns; “-” for standard input'))
      .addOption(
        new Option(
          '-f, --format <format>',
          l10n.t('text for people, json (JSON Lines), or csv where available'),
        )
          .choices(formats)
          .default('text'),
      )
      .option('-q, --quiet', l10n.t('print only results, warnings and errors'));
  const several = (value: string, before: readonly string[]): string[] => [...before, value];

  addRowsOptions(
    add('ask', l10n.t('answer questions about notes, each answer with the passages behind it'), [
      'text',
      'json',
      'csv',
    ]),
    l10n.t('read rows {"id", "text"} in JSON Lines, and write each with its answers'),
  )
    .option('--question <question>', l10n.t('a question; can be repeated'), several, [])
    .option('--choice <answer>', l10n.t('an answer to choose from; can be repeated'), several, [])
    .option('--questions <file>', l10n.t('a file of questions, as docs/ask.md describes it'))
    .action(run((names: string[], options: AskOptions) => ask(names, options, context)));

  add('summarize', l10n.t('summarize notes, each sentence with the passages behind it'), ['text', 'json'])
    .addOption(
      new Option(
        '--form <form>',
        l10n.t('one paragraph, by the sections of the note, or a discharge summary'),
      )
        .choices(summaryForms)
        .default('paragraph'),
    )
    .action(run((names: string[], options: SummarizeOptions) => summarizeNotes(names, options, context)));

  addRowsOptions(
    add('medications', l10n.t('list the medications of notes, with dose, status and passages'), [
      'text',
      'json',
      'csv',
    ]),
    l10n.t('read rows {"id", "text"} in JSON Lines, and write each with its medications'),
  ).action(
    run((names: string[], options: MedicationsOptions) => listNotesMedications(names, options, context)),
  );

  add('note-from-dialogue', l10n.t('write a note from the transcript of a visit, each line with its turns'), [
    'text',
    'json',
  ]).action(run((names: string[], options: WrittenOptions) => notesFromDialogues(names, options, context)));

  add('classify', l10n.t('say which labels apply to notes'), ['text', 'json'])
    .option(
      '--label <label>',
      l10n.t('a label; can be repeated (default: the hallmarks of cancer)'),
      several,
      [],
    )
    .action(run((names: string[], options: ClassifyOptions) => classifyNotes(names, options, context)));

  addEngineOptions(program.command('mcp'))
    .description(
      l10n.t('serve annotate, check, compare and ask to another program through the Model Context Protocol'),
    )
    .argument('<folder...>', l10n.t('the folders whose notes may be asked about'))
    .option(
      '--allow-sharing',
      l10n.t('allow results, which hold text of notes, to go to that program and its model'),
    )
    .action(run((folders: string[], options: McpOptions) => serveMcp(folders, options, context)));
}
