import { randomUUID } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import cacache from 'cacache';
import PQueue from 'p-queue';
import * as z from 'zod';

/** The least that an entry takes: one file-system block for its content and one for its index. */
const blockBytes = 4096;

const entrySchema = z.object({ key: z.string(), value: z.unknown() });

/** Also deletes an entry's index file. The published types lack this option. */
const removeEntry: (cache: string, key: string, options: { removeFully: boolean }) => Promise<unknown> =
  cacache.rm;

/** Resolves to an object, whatever the published types say. */
const put: (cache: string, key: string, text: string) => Promise<{ toString(): string }> = cacache.put;

interface Kept {
  readonly integrity: string;
  readonly bytes: number;
}

/**
 * Readings on disk, in a folder that only its owner may enter. The size is bounded, and the oldest entries go
 * first. Keys and file names are hashes. Never throws: a missing, truncated or changed entry is a miss, and a
 * disk that cannot be written leaves the cache as it is.
 *
 * Two processes may share the folder. Each one counts its own entries towards the bound; the entries of both are
 * counted at the next start.
 */
export class DiskCache {
  readonly #directory: string;
  #maxBytes: number;
  /** Counted at the first write; oldest first. */
  #kept: Map<string, Kept> | undefined;
  #bytes = 0;
  #broken = false;
  readonly #writes = new PQueue({ concurrency: 1 });

  /**
   * @param maxBytes of disk space, in whole blocks.
   * @param mostWaiting how many entries wait to be written: a disk slower than the answers must not fill the memory.
   */
  constructor(
    directory: string,
    maxBytes: number,
    private readonly mostWaiting = 10_000,
  ) {
    this.#directory = directory;
    this.#maxBytes = maxBytes;
  }

  /** The value under `key`, unchecked; `undefined` where there is none that is whole. */
  async read(key: string): Promise<unknown> {
    try {
      const { data } = await cacache.get(this.#directory, key);
      const entry = entrySchema.parse(JSON.parse(data.toString('utf8')));
      return entry.key === key ? entry.value : undefined;
    } catch (error) {
      if (isDamage(error)) {
        void this.#writes.add(() => this.#remove(key));
      }
      return undefined;
    }
  }

  /** Writes in the background; {@link flush} waits for it. Where too much waits already, the value is not kept. */
  write(key: string, value: unknown): void {
    if (this.#writes.size >= this.mostWaiting) {
      return;
    }
    void this.#writes.add(async () => {
      if (this.#broken) {
        return;
      }
      try {
        // Content is filed by its hash and never replaced: salted, it cannot meet a damaged file of its name.
        await this.#put(key, JSON.stringify({ key, value, salt: randomUUID() }));
      } catch {
        // Full, read-only or gone: the memory cache goes on alone until the folder is cleared or resized.
        this.#broken = true;
      }
    });
  }

  /** Changes the bound; what is over it goes. */
  resize(maxBytes: number): void {
    this.#maxBytes = maxBytes;
    this.#broken = false;
    if (this.#kept) {
      void this.#writes.add(() => this.#evict().catch(() => undefined));
    }
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    this.#writes.clear();
    await this.#writes.add(async () => {
      this.#kept = undefined;
      this.#bytes = 0;
      this.#broken = false;
      await cacache.rm.all(this.#directory).catch(() => undefined);
    });
  }

  /** Resolves when every pending write is done. */
  flush(): Promise<void> {
    return this.#writes.onIdle();
  }

  async #put(key: string, text: string): Promise<void> {
    const kept = await this.#count();
    const former = kept.get(key);
    const integrity = (await put(this.#directory, key, text)).toString();
    if (former && former.integrity !== integrity) {
      await cacache.rm.content(this.#directory, former.integrity);
    }
    this.#bytes += bytesOnDisk(text.length) - (former?.bytes ?? 0);
    kept.delete(key);
    kept.set(key, { integrity, bytes: bytesOnDisk(text.length) });
    await this.#evict();
  }

  async #count(): Promise<Map<string, Kept>> {
    if (!this.#kept) {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await chmod(this.#directory, 0o700);
      const entries = Object.values(await cacache.ls(this.#directory)).sort((a, b) => a.time - b.time);
      this.#kept = new Map(
        entries.map(({ key, integrity, size }) => [key, { integrity, bytes: bytesOnDisk(size) }]),
      );
      this.#bytes = 0;
      for (const { bytes } of this.#kept.values()) {
        this.#bytes += bytes;
      }
    }
    return this.#kept;
  }

  async #evict(): Promise<void> {
    for (const [key, { integrity, bytes }] of this.#kept ?? []) {
      if (this.#bytes <= this.#maxBytes) {
        return;
      }
      this.#kept?.delete(key);
      this.#bytes -= bytes;
      await removeEntry(this.#directory, key, { removeFully: true });
      await cacache.rm.content(this.#directory, integrity);
    }
  }

  async #remove(key: string): Promise<void> {
    try {
      const info = await cacache.get.info(this.#directory, key);
      await removeEntry(this.#directory, key, { removeFully: true });
      if (info) {
        await cacache.rm.content(this.#directory, info.integrity);
      }
      this.#bytes -= this.#kept?.get(key)?.bytes ?? 0;
      this.#kept?.delete(key);
    } catch {
      // It stays a miss, and the next one that reads it tries again.
    }
  }
}

function bytesOnDisk(size: number): number {
  return blockBytes + Math.max(1, Math.ceil(size / blockBytes)) * blockBytes;
}

/**
 * Whether an entry is not what was written: no JSON, of another shape, or not what its hash says. What the system
 * could not read just now, such as with too many files open, may be whole.
 */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === undefined || code === 'EINTEGRITY' || code === 'EBADSIZE';
}
