import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import { Option } from 'commander';
import { systemCode } from '../corpora/files.js';
import { FileDraft } from '../files/replaced-file.js';
import { buildSentences } from '../instructions/build-sentences.js';
import { IndexGaps } from '../instructions/index-gaps.js';
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
import type { ToAction } from './to-action.js';
import { ProgressLine } from './progress-line.js';
import type { CommandContext } from './session.js';
import { tell } from './terminal.js';
import { visibleLine } from './visible.js';

interface SentencesOptions extends Choosing {
  readonly corpora: string;
  readonly out: string;
  readonly splits: string;
  readonly quiet?: boolean;
}

/** `bionote instructions sentences`: what `training/encoder` reads. */
export function addSentencesCommand(instructions: Command, run: ToAction, context: CommandContext): void {
  instructions
    .command('sentences')
    .description(l10n.t('write the sentences and pairs of corpora as JSON lines, to train an encoder on'))
    .requiredOption('-o, --out <file>', l10n.t('the file of JSON lines'))
    .option('--corpora <folder>', l10n.t('where the unpacked corpora are'), 'corpora')
    .addOption(
      new Option('--licence <which>', l10n.t('open: only corpora whose weights may be shipped'))
        .choices(['open', 'all'])
        .default('open'),
    )
    .option('--splits <names>', l10n.t('of train, dev, test, separated by commas'), 'train,dev')
    .option('--only <names>', l10n.t('only these corpora, separated by commas'))
    .option('--notes <folder>', l10n.t('invented notes with gold: NAME.ann beside NAME.txt'))
    .option('--except <folder>', l10n.t('notes whose sentences must not be written'))
    .option('-q, --quiet', l10n.t('print only warnings and errors'))
    .action(run((options: SentencesOptions) => writeSentences(options, context)));
}

/**
 * Writes the file in one step: it is there whole or as it was.
 *
 * @throws UsageError or the signal's reason.
 */
async function writeSentences(
  options: SentencesOptions,
  { terminal, signal }: CommandContext,
): Promise<ExitCode> {
  const { corpora: folder, out, quiet = false } = options;
  await needFolder(folder);
  const splits = splitsOf(options.splits);
  const isNotesAlone = options.notes !== undefined && options.only === undefined;
  const corpora = await (isNotesAlone ? ownCorpora(options) : chosenCorpora(options));
  const kept = await keptOut(options);
  const progress = new ProgressLine(terminal.stderr, quiet);
  const show = (doing: string): void => {
    progress.show(visibleLine(doing));
  };
  let [written, problems, leaked] = [0, 0, 0];
  async function* lines(): AsyncGenerator<string> {
    const index = await indexTests(folder, signal, show, new IndexGaps(), kept);
    const source = {
      ...{ folder, corpora, splits, signal, progress: show },
      problem: () => {
        problems += 1;
      },
      leaked: () => {
        leaked += 1;
      },
    };
    for await (const each of buildSentences(source, index)) {
      written += 1;
      yield `${JSON.stringify(each)}\n`;
    }
  }
  try {
    await mkdir(dirname(out), { recursive: true });
    const draft = await FileDraft.begin(out);
    try {
      for await (const line of lines()) await draft.write(line);
    } catch (error) {
      await draft.drop();
      throw error;
    }
    await draft.keep();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UsageError(l10n.t('{0} cannot be written ({1}).', out, code), { cause: error });
  } finally {
    progress.clear();
  }
  tell(
    terminal,
    l10n.t(
      '{0} sentences and pairs written; {1} left out because a test part contains them; {2} pieces of the corpora could not be read.',
      written,
      leaked,
      problems,
    ),
  );
  return exitCode.done;
}
