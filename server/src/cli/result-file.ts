import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { codeOf, UsageError } from './failure.js';
import { visible } from './visible.js';

/**
 * Writes a result, making its folder. The text is written beside the file and then renamed, so that a full disk leaves
 * what was there before. A link stays a link, and a device is written to as it is.
 *
 * @throws UsageError if that is not possible.
 */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = await realpath(path).catch(() => path);
    const former = await stat(target).catch(() => undefined);
    if (former?.isFile() === false) {
      await writeFile(target, text);
    } else {
      await replaceFile(target, text, former?.mode);
    }
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

async function replaceFile(path: string, text: string, mode: number | undefined): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, text, { flush: true, ...(mode !== undefined && { mode }) });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
