import * as l10n from '@vscode/l10n';
import { Command, CommanderError, Option } from 'commander';
import { annotate, type AnnotateOptions } from './annotate.js';
import { formats } from './annotation-results.js';
import { check, type CheckOptions } from './check.js';
import { doctor, reportFormats, type DoctorOptions } from './doctor.js';
import { addEngineOptions, type EngineOptions } from './engine-options.js';
import { addEvaluateOptions, type EvaluateOptions } from './evaluate-options.js';
import { evaluate } from './evaluate.js';
import { addExchangeCommands } from './exchange-commands.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { describeFailure, ReaderGone } from './failure.js';
import { addInstructionCommands } from './instructions.js';
import { measureModels, type MeasureOptions } from './measure.js';
import { listModels } from './models.js';
import { countOf } from './numbers.js';
import { addRowsOptions } from './rows/rows-options.js';
import type { CommandContext } from './session.js';
import { print, tell } from './terminal.js';
import { visible } from './visible.js';
import { addWrittenCommands } from './written-commands.js';

function exitCodes(): string {
  const meanings: [ExitCode, string][] = [
    [exitCode.done, l10n.t('done')],
    [exitCode.failed, l10n.t('no engine or model, or it failed; or standard output failed')],
    [exitCode.usage, l10n.t('wrong options, a note that cannot be read, or a result that cannot be written')],
    [exitCode.partial, l10n.t('done, but some sentences or pairs gave no usable result')],
    [exitCode.interrupted, l10n.t('interrupted')],
  ];
  const lines = meanings.map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`);
  return [l10n.t('Exit codes:'), ...lines].join('\n');
}

/**
 * Runs the command in `words`, the arguments without the program's name. Never throws: errors are reported on standard
 * error and by the exit code.
 */
export async function runProgram(words: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { terminal } = context;
  let code: ExitCode = exitCode.done;
  const run =
    <A extends unknown[]>(command: (...args: A) => Promise<ExitCode>) =>
    async (...args: A): Promise<void> => {
      code = await command(...args);
    };
  const help: string[] = [];
  const program = new Command('bionote')
    .description(
      l10n.t(
        'Entities, relations and contradictions of clinical and biomedical text, from a model on this machine.',
      ),
    )
    .version(context.version)
    .addHelpText('after', `\n${exitCodes()}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => help.push(text),
      writeErr: (text) => terminal.stderr.write(visible(text)),
    })
    .showHelpAfterError(l10n.t('(see bionote --help)'));

  addRowsOptions(
    addEngineOptions(program.command('annotate')),
    l10n.t('read rows {"id", "text"} in JSON Lines, and write each with its annotations'),
  )
    .description(l10n.t('find entities, relations and contradictions in notes'))
    .argument(
      '<note...>',
      l10n.t('files, folders or quoted patterns such as "notes/**/*.txt"; “-” for standard input'),
    )
    .addOption(
      new Option(
        '-f, --format <format>',
        l10n.t('text for people, json (JSON Lines on standard output), brat (a folder that brat opens)'),
      )
        .choices(formats)
        .default('text'),
    )
    .option(
      '-s, --schema <name>',
      l10n.t('clinical, biomedical, or a JSON file with your own schema'),
      'clinical',
    )
    .option(
      '-o, --output <path>',
      l10n.t('a file, or a folder for several notes, instead of standard output'),
    )
    .option('--skip-existing', l10n.t('skip notes that already have a result'))
    .option('--force', l10n.t('replace results even if somebody else wrote or changed them'))
    .option('--no-relations', l10n.t('do not look for relations'))
    .option('--no-contradictions', l10n.t('do not look for contradictions'))
    .option(
      '--examples <folder>',
      l10n.t('a folder of reviewed notes to take worked examples from (default: beside each note)'),
    )
    .option('--no-examples', l10n.t('do not show worked examples from reviewed notes to the model'))
    .option('-q, --quiet', l10n.t('print only results, warnings and errors'))
    .action(run((files: string[], options: AnnotateOptions) => annotate(files, options, context)));

  addRowsOptions(
    addEngineOptions(program.command('check')),
    l10n.t('read rows {"id", "text"} in JSON Lines, and write each with its checks'),
  )
    .description(l10n.t('check statements against notes: which sentences entail or contradict them'))
    .argument('<note...>', l10n.t('files, folders or quoted patterns; “-” for standard input'))
    .option(
      '--statement <sentence>',
      l10n.t('the statement to check; can be repeated'),
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--statements <file>', l10n.t('a file with one statement per line; # begins a comment'))
    .addOption(
      new Option('-f, --format <format>', l10n.t('text for people, json (JSON Lines)'))
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('-q, --quiet', l10n.t('print only results, warnings and errors'))
    .action(run((names: string[], options: CheckOptions) => check(names, options, context)));

  addWrittenCommands(program, run, context);

  addEvaluateOptions(program.command('evaluate'), terminal.env)
    .description(l10n.t('measure a model on published corpora with the tasks that the editor uses'))
    .action(run((options: EvaluateOptions) => evaluate(options, context)));

  const models = program.command('models').description(l10n.t('list models, and measure them'));
  addEngineOptions(models.command('list', { isDefault: true }))
    .description(l10n.t('list the models of every engine'))
    .action(run((options: EngineOptions) => listModels(options, context)));
  addEngineOptions(models.command('measure'), true)
    .description(
      l10n.t('measure models, and the embedded one, on the annotated notes that come with BioNote'),
    )
    .addOption(
      new Option(
        '--set <part>',
        l10n.t('test fits thresholds on dev, reports test and keeps it; dev reports only dev'),
      )
        .choices(['dev', 'test'])
        .default('test'),
    )
    .option('--limit <number>', l10n.t('only the first notes of each part'), countOf)
    .action(run((options: MeasureOptions) => measureModels(options, context)));

  addEngineOptions(program.command('doctor'))
    .description(l10n.t('report what is installed, what works, and how to fix the rest'))
    .addOption(
      new Option('-f, --format <format>', l10n.t('text for people, json, or markdown for a bug report'))
        .choices(reportFormats)
        .default('text'),
    )
    .option('-o, --output <file>', l10n.t('a file instead of standard output'))
    .action(run((options: DoctorOptions) => doctor(options, context)));

  addInstructionCommands(program, run, context);
  addExchangeCommands(program, run, context);

  try {
    await program.parseAsync(words, { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError)) {
        throw error;
      }
      // Commander has reported what is wrong; asking for help is not an error.
      code = error.exitCode === 0 ? exitCode.done : exitCode.usage;
      await print(terminal.stdout, help.join(''));
    });
    return code;
  } catch (error) {
    if (error instanceof ReaderGone) {
      return exitCode.done;
    }
    const reason = context.signal.aborted ? (context.signal.reason as unknown) : error;
    const failure = describeFailure(reason);
    tell(terminal, failure.message, 'error');
    return failure.code;
  }
}
