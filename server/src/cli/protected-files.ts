import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { identityOf } from './destination.js';
import { UsageError } from './failure.js';
import { writeResult } from './result-file.js';
import { visible } from './visible.js';
import { WrittenFiles } from './written-files.js';

/** Writes results without destroying what people wrote: see {@link WrittenFiles}. */
export class ProtectedFiles {
  readonly #lists = new Map<string, WrittenFiles>();

  /**
   * @param inputs the notes that are read, by their identity: they are never replaced.
   * @param force replaces files that somebody else wrote or changed.
   */
  constructor(
    private readonly inputs: ReadonlySet<string>,
    private readonly force: boolean,
  ) {}

  /** @throws UsageError if the file may not be replaced. */
  async check(path: string): Promise<void> {
    const identity = await identityOf(path);
    if (identity === undefined) {
      return;
    }
    if (this.inputs.has(identity)) {
      throw new UsageError(
        l10n.t('The result would replace the note {path}. Choose another place with --output.', {
          path: visible(path),
        }),
      );
    }
    if (!this.force && !(await (await this.#listFor(path)).mayReplace(basename(path)))) {
      throw new UsageError(
        l10n.t(
          '{path} was written or changed by somebody else, so it is kept. --force replaces it, --skip-existing leaves such notes out.',
          { path: visible(path) },
        ),
      );
    }
  }

  /** @throws UsageError if the file may not be replaced or cannot be written. */
  async write(path: string, text: string): Promise<void> {
    await this.check(path);
    await writeResult(path, text);
    if (await isRegular(path)) {
      await (await this.#listFor(path)).add(basename(path), text);
    }
  }

  /** Whether the file holds exactly that text already, whoever wrote it. */
  async holds(path: string, text: string): Promise<boolean> {
    return (await isRegular(path)) && (await readFile(path)).equals(Buffer.from(text));
  }

  async #listFor(path: string): Promise<WrittenFiles> {
    const folder = dirname(path);
    const list = this.#lists.get(folder) ?? (await WrittenFiles.in(folder));
    this.#lists.set(folder, list);
    return list;
  }
}

function isRegular(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
