import * as l10n from '@vscode/l10n';
import { Argument, Option, type Command } from 'commander';
import { exportFormats, type ExportFormat } from '../shared/export.js';
import { importFormats } from '../shared/import.js';
import { compareAnnotators, type CompareOptions } from './compare.js';
import type { ExitCode } from './exit-code.js';
import { exportNotes, type ExportOptions } from './export.js';
import { importAnnotations, type ImportOptions } from './import.js';
import type { CommandContext } from './session.js';

type Run = <A extends unknown[]>(command: (...args: A) => Promise<ExitCode>) => (...args: A) => Promise<void>;

/** Adds the commands that hand annotations on to other tools, take them from there, and compare annotators. */
export function addExchangeCommands(program: Command, run: Run, context: CommandContext): void {
  program
    .command('export')
    .description(l10n.t('write the annotations of notes in the format of another tool'))
    .addArgument(new Argument('<format>', l10n.t('the format')).choices(exportFormats))
    .argument('<note...>', l10n.t('files, folders or quoted patterns'))
    .requiredOption('-o, --output <folder>', l10n.t('the folder for the export'))
    .option('--annotations <folder>', l10n.t('where NAME.ann or NAME.json of each note is, if not beside it'))
    .option(
      '-s, --schema <name>',
      l10n.t('clinical, biomedical, or a JSON file with your own schema'),
      'clinical',
    )
    .option('--force', l10n.t('replace results even if somebody else wrote or changed them'))
    .action(
      run((format: ExportFormat, names: string[], options: ExportOptions) =>
        exportNotes(format, names, options, context),
      ),
    );
  program
    .command('import')
    .description(l10n.t('turn files of other tools into NAME.ann beside NAME.txt; existing files stay'))
    .argument('<file...>', l10n.t('files of annotations'))
    .addOption(
      new Option('-f, --format <format>', l10n.t('the format, if the file name does not show it')).choices(
        importFormats,
      ),
    )
    .requiredOption('-o, --output <folder>', l10n.t('the folder of the notes'))
    .action(run((files: string[], options: ImportOptions) => importAnnotations(files, options, context)));
  program
    .command('compare')
    .description(l10n.t('measure how far annotators (people or models) agree, and list where they disagree'))
    .argument('<folder...>', l10n.t('two or more folders with NAME.ann, one for each annotator'))
    .option('--texts <folder>', l10n.t('where the texts are, if they are in none of the folders'))
    .addOption(
      new Option('-f, --format <format>', l10n.t('csv lists only the disagreements'))
        .choices(['text', 'json', 'csv'])
        .default('text'),
    )
    .action(
      run((folders: string[], options: CompareOptions) => compareAnnotators(folders, options, context)),
    );
}
