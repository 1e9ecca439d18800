import * as l10n from '@vscode/l10n';
import { ModelError, type ModelErrorCode } from '../models/error.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { visible } from './visible.js';

/** Something that the user can put right; the message says what and how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What stopped the work: Ctrl-C or a request to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** What helps on the command line, where the message itself speaks of the editor's settings. */
function nextAction(code: ModelErrorCode): string {
  const otherEngine = l10n.t('On the command line: --host ADDRESS, or --engine embedded.');
  const actions: Partial<Record<ModelErrorCode, string>> = {
    'no-model': l10n.t('On the command line: --model NAME. `bionote models` lists the names.'),
    'model-missing': l10n.t('On the command line: `bionote models` lists the models that are there.'),
    unreachable: otherEngine,
    'not-ollama': otherEngine,
    'host-refused': l10n.t('On the command line: --allow-remote-host.'),
    'cloud-refused': l10n.t('On the command line: --allow-cloud-models.'),
    'engine-unavailable': l10n.t('On the command line: --engine ollama --model NAME.'),
    unsupported: l10n.t('On the command line: --model FILE.gguf.'),
  };
  return actions[code] ?? '';
}

/** What to say of an error, for people, and how the process ends on it. Holds no text of a note. */
export function describeFailure(error: unknown): { message: string; code: ExitCode } {
  if (error instanceof Interrupted) {
    return { message: l10n.t('Interrupted.'), code: exitCode.interrupted };
  }
  if (error instanceof UsageError) {
    return { message: visible(error.message), code: exitCode.usage };
  }
  if (error instanceof ModelError) {
    const parts = [error.message, nextAction(error.code)];
    return { message: visible(parts.join(' ').trim()), code: exitCode.failed };
  }
  const name = error instanceof Error ? error.name : 'Error';
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  const message = l10n.t('bionote failed unexpectedly ({error}).', { error: visible(name + code) });
  return { message, code: exitCode.failed };
}
