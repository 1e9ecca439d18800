import * as l10n from '@vscode/l10n';
import { measurementWords } from '../shared/measurement-words.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { withParts, type CommandContext } from './session.js';
import { colorsFor, wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { aligned } from './text-report.js';
import { visible, visibleLine } from './visible.js';

/**
 * `bionote models`: lists the models of every engine, with a star at the one in use.
 *
 * @throws UsageError or the signal's reason.
 */
export async function listModels(options: EngineOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  return withParts(context, settingsFrom(options), clinicalSchema, async ({ models }) => {
    // The list marks the current model, so the choice comes first; that there is none is no failure here.
    await models.current(signal).catch(() => undefined);
    signal.throwIfAborted();
    const { models: known, host, unreachable, server } = await models.list(signal);
    const colors = colorsFor(wantsColor(terminal.stdout, terminal.env));
    const rows = known.map(({ engine, name, description, sizeBytes, current, refused, measured }) => [
      current ? colors.green('*') : ' ',
      engine,
      colors.bold(visibleLine(name)),
      sizeBytes === undefined ? '' : sizeOf(sizeBytes),
      measured === undefined ? l10n.t('not measured') : measurementWords(measured, l10n),
      refused === undefined ? visibleLine(description) : colors.yellow(visibleLine(refused)),
    ]);
    await print(
      terminal.stdout,
      aligned(rows)
        .map((line) => `${line}\n`)
        .join(''),
    );
    if (unreachable !== undefined) {
      tell(terminal, `${visible(host)}: ${visible(unreachable)}`, 'warning');
    }
    if (server?.unreachable !== undefined) {
      tell(terminal, `${visible(server.host)}: ${visible(server.unreachable)}`, 'warning');
    }
    if (known.length === 0) {
      tell(
        terminal,
        l10n.t('There is no model yet. Start Ollama and pull one, or install BioNote again.'),
        'error',
      );
      return exitCode.failed;
    }
    return exitCode.done;
  });
}

function sizeOf(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}
