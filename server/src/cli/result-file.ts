import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { replaceFile } from '../files/replaced-file.js';
import { codeOf, UsageError } from './failure.js';
import { visible } from './visible.js';

/**
 * Writes a result in place of an earlier one, making its folder. A full disk leaves what was there before.
 *
 * @throws UsageError if that is not possible.
 */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(path, text);
  } catch (error) {
    throw new UsageError(
      l10n.t('{path} cannot be written ({code}). Choose another place with --output.', {
        path: visible(path),
        code: codeOf(error),
      }),
      { cause: error },
    );
  }
}
