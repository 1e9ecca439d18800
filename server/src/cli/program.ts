import { Command, CommanderError, Option } from 'commander';
import { annotate, formats, type AnnotateOptions } from './annotate.js';
import { check, type CheckOptions } from './check.js';
import { addEngineOptions, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { describeFailure } from './failure.js';
import { installStarter, listModels } from './models.js';
import type { CommandContext } from './session.js';
import { tell } from './terminal.js';
import { visible } from './visible.js';

const exitCodes = `Exit codes:
  ${exitCode.done}    done
  ${exitCode.failed}    no engine or model, or it failed
  ${exitCode.usage}    wrong options, or a file that cannot be read as a note
  ${exitCode.partial}    done, but some units gave no usable result
  ${exitCode.interrupted}  interrupted`;

/**
 * Runs the command that `words` ask for, without the program's own name. Never throws: what goes wrong is said
 * on standard error and answered with an exit code.
 */
export async function runProgram(words: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { terminal } = context;
  let code: ExitCode = exitCode.done;
  const run =
    <A extends unknown[]>(command: (...args: A) => Promise<ExitCode>) =>
    async (...args: A): Promise<void> => {
      code = await command(...args);
    };
  const program = new Command('bionote')
    .description(
      'Entities, relations and contradictions of clinical and biomedical text, from a model on this machine.',
    )
    .version(context.version)
    .addHelpText('after', `\n${exitCodes}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(visible(text)),
    })
    .showHelpAfterError('(bionote --help lists what there is)');

  addEngineOptions(program.command('annotate'))
    .description('mark the entities of notes, and list their relations and contradictions')
    .argument('<file...>', 'notes as plain text; “-” for standard input')
    .addOption(new Option('-f, --format <format>', 'form of the result').choices(formats).default('text'))
    .option('-s, --schema <name>', 'clinical, biomedical, or a JSON file with one of your own', 'clinical')
    .option('-o, --output <path>', 'a file, or a folder for several notes, in place of standard output')
    .option('--no-relations', 'leave relations out')
    .option('--no-contradictions', 'leave contradictions out')
    .option('-q, --quiet', 'say nothing but warnings and errors')
    .action(run((files: string[], options: AnnotateOptions) => annotate(files, options, context)));

  addEngineOptions(program.command('check'))
    .description('check a statement against a note: which sentences entail or contradict it')
    .argument('<file>', 'the note; “-” for standard input')
    .requiredOption('--statement <sentence>', 'what to check')
    .addOption(
      new Option('-f, --format <format>', 'form of the result').choices(['text', 'json']).default('text'),
    )
    .option('-q, --quiet', 'say nothing but warnings and errors')
    .action(run((file: string, options: CheckOptions) => check(file, options, context)));

  const models = program.command('models').description('the models that can be used');
  addEngineOptions(models.command('list', { isDefault: true }))
    .description('list the models of both engines')
    .action(run((options: EngineOptions) => listModels(options, context)));
  addEngineOptions(models.command('install-starter'))
    .description('make the starter model in Ollama')
    .action(run((options: EngineOptions) => installStarter(options, context)));

  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; asking for help is no error.
      return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    }
    const reason = context.signal.aborted ? (context.signal.reason as unknown) : error;
    const failure = describeFailure(reason);
    tell(terminal, failure.message, 'error');
    return failure.code;
  }
}
