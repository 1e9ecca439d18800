import { mkdir } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** A packed extension, open for reading. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    /** The files in it, by their paths below `extension/`, and those beside it by their own. */
    readonly files: ReadonlyMap<string, Entry>,
  ) {}

  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const files = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('/')) files.set(entry.fileName.replace(/^extension\//, ''), entry);
    }
    return new Archive(zip, files);
  }

  async read(name: string): Promise<Buffer> {
    const entry = this.files.get(name);
    if (!entry) throw new Error(`${name} is not in the package`);
    return buffer(await this.zip.openReadStreamPromise(entry));
  }

  /** Writes all files of the extension into a folder. */
  async extract(folder: string): Promise<void> {
    for (const [name, entry] of this.files) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await this.zip.openReadStreamPromise(entry), createWriteStream(path));
    }
  }

  close(): void {
    this.zip.close();
  }
}
