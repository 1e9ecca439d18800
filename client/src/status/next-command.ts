import { clientCommands, type StatusParams } from '../../../server/src/shared/protocol.js';
import type { Translator } from '../translator.js';

/** A command with the title that its button has; the editor's own `Command` fits it. */
export interface NextCommand {
  readonly title: string;
  readonly command: string;
  readonly arguments: unknown[];
}

/**
 * What a click on the status does: the next action where something is wrong, settings last; else it switches on a note
 * that is off, or lets the user choose a model.
 */
export function nextCommand(
  status: StatusParams | undefined,
  l10n: Translator,
  switchedOff = false,
): NextCommand {
  const [failed] = status?.problem === undefined ? [] : (status.actions ?? []);
  const first = failed ?? status?.wrongSetting?.action;
  if (first) return { title: first.title, command: first.command, arguments: first.arguments ?? [] };
  if (switchedOff) return { title: l10n.t('Analyze'), command: 'bionote.analyzeNote', arguments: [] };
  return { title: l10n.t('Choose a model'), command: clientCommands.chooseModel, arguments: [] };
}
