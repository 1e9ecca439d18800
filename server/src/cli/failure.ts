import * as l10n from '@vscode/l10n';
import { ModelError, type ModelErrorCode } from '../models/error.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { visible } from './visible.js';

/** A mistake that the user can correct; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Ctrl-C or a request to terminate. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The reader of standard output has gone, such as `head` once it has its lines. The work ends without an error. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Standard output did not take a result, for example because the disk is full. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(readonly code: string) {
    super(`standard output failed (${code})`);
  }
}

/** The option that helps; the error's own message names the editor's settings. */
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

/** The message for people and the exit code for an error that ends a command. The message holds no text of a note. */
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
  if (error instanceof OutputError) {
    const { code } = error;
    return {
      message: l10n.t('Standard output cannot be written ({code}).', { code }),
      code: exitCode.failed,
    };
  }
  const name = error instanceof Error ? error.name : 'Error';
  const message = l10n.t('bionote failed unexpectedly ({error}).', {
    error: visible(`${name} ${codeOf(error)}`.trim()),
  });
  return { message, code: exitCode.failed };
}

/** The system's code of an error, such as `ENOENT`; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
