import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import * as z from 'zod';

const fileSchema = z.object({ version: z.literal(1), keys: z.array(z.string().regex(/^[0-9a-f]{64}$/)) });

/** More than a person can click away; the oldest are forgotten first. */
const maxKeys = 10_000;

/**
 * The pairs of statements of which the user said "not a contradiction", by {@link pairKey}. Kept in a file
 * that only its owner can read, or in memory where there is no folder. Never throws.
 */
export class IgnoredPairs {
  /** Resolves when the file has been read. */
  readonly ready: Promise<void>;
  readonly #file: string | undefined;
  readonly #folder: string | undefined;
  readonly #writes = new PQueue({ concurrency: 1 });
  #keys = new Set<string>();

  /** @param storagePath a folder of the server's own; absent: memory only. */
  constructor(storagePath?: string) {
    this.#folder = storagePath;
    this.#file = storagePath === undefined ? undefined : join(storagePath, 'ignored.json');
    this.ready = this.#read();
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Adds a pair; resolves when it is kept. */
  async add(key: string): Promise<void> {
    this.#keys.add(key);
    await this.#writes.add(async () => {
      // Another window may have added its own since.
      await this.#read();
      this.#keys.delete(key);
      this.#keys = new Set([...this.#keys, key].slice(-maxKeys));
      await this.#write();
    });
  }

  /** Forgets every pair; resolves when the file is empty. */
  async clear(): Promise<void> {
    this.#keys.clear();
    await this.#writes.add(async () => {
      // The file may still be on its way in.
      await this.ready;
      this.#keys.clear();
      await this.#write();
    });
  }

  async #read(): Promise<void> {
    if (this.#file === undefined) {
      return;
    }
    try {
      const { keys } = fileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      this.#keys = new Set([...keys, ...this.#keys]);
    } catch {
      // Absent or unreadable: what is in memory stays, and the next write puts a whole file there.
    }
  }

  async #write(): Promise<void> {
    if (this.#file === undefined || this.#folder === undefined) {
      return;
    }
    const temporary = `${this.#file}.${randomUUID()}`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(temporary, JSON.stringify({ version: 1, keys: [...this.#keys] }), { mode: 0o600 });
      await rename(temporary, this.#file);
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}
