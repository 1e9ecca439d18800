import { createHash } from 'node:crypto';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * The name of the list. brat passes over hidden files, and other readers of annotations look for `.ann`; a digest in a
 * comment inside `.ann` would need an annotation that it comments on, and no other format has comments.
 */
export const listName = '.bionote-written.jsonl';

const entryShape = z.object({ file: z.string(), sha256: z.string() });

/**
 * Which files of a folder BioNote wrote, with a digest of each, so that what a person wrote or corrected is told from
 * results that can be made again. The list lies in the folder, one line of JSON for each file that was written; the
 * last line of a file counts.
 */
export class WrittenFiles {
  private constructor(
    private readonly folder: string,
    private readonly digests: Map<string, string>,
  ) {}

  /** Reads the list of a folder. Lines that are not understood are passed over: their files count as somebody else's. */
  static async in(folder: string): Promise<WrittenFiles> {
    const text = await readFile(join(folder, listName), 'utf8').catch(() => '');
    const entries = text.split('\n').flatMap((line) => entryOf(line) ?? []);
    return new WrittenFiles(folder, new Map(entries.map(({ file, sha256 }) => [file, sha256])));
  }

  /** Whether BioNote wrote a file of that name, whatever became of it. */
  has(name: string): boolean {
    return this.digests.has(name);
  }

  /** Whether the file may be replaced: there is none, it is no regular file, or BioNote wrote exactly what it holds. */
  async mayReplace(name: string): Promise<boolean> {
    const path = join(this.folder, name);
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() !== true || digestOf(await readFile(path)) === this.digests.get(name);
  }

  /** Adds a file to the list. */
  async add(name: string, text: string): Promise<void> {
    const sha256 = digestOf(text);
    this.digests.set(name, sha256);
    await appendFile(join(this.folder, listName), `${JSON.stringify({ file: name, sha256 })}\n`);
  }
}

function entryOf(line: string): z.infer<typeof entryShape> | undefined {
  try {
    return entryShape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
