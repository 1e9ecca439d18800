import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type * as z from 'zod';
import { DiskCache } from './disk-cache.js';

/** How much of the disk the cache may use, and whether it may use any. */
export interface CacheSettings {
  readonly enabled: boolean;
  readonly maxMegabytes: number;
}

/** How much the memory holds, in UTF-16 code units of JSON and what an entry costs beside it. */
const memoryLimit = 8 * 1024 * 1024;

/** What the objects of a small entry take, in the same measure: most entries are a label and a number. */
const entryOverhead = 400;

/**
 * What models said, by the hash of what they were asked: in memory, and on disk where there is a folder and
 * the user allows it. Switched off, nothing is read from or written to the disk; the memory still serves the
 * session. Never throws.
 */
export class ReadingCache {
  readonly #memory = new LRUCache<string, { readonly value: unknown }>({ maxSize: memoryLimit });
  readonly #directory: string | undefined;
  #disk: DiskCache | undefined;
  #enabled = false;

  /** @param storagePath a folder of the server's own; absent: memory only. */
  constructor(storagePath?: string, settings: CacheSettings = { enabled: true, maxMegabytes: 64 }) {
    this.#directory = storagePath === undefined ? undefined : join(storagePath, 'cache');
    this.configure(settings);
  }

  configure({ enabled, maxMegabytes }: CacheSettings): void {
    this.#enabled = enabled;
    const maxBytes = maxMegabytes * 1024 * 1024;
    if (this.#disk) {
      this.#disk.resize(maxBytes);
    } else if (this.#directory !== undefined) {
      this.#disk = new DiskCache(this.#directory, maxBytes);
    }
  }

  /** The value under `key`, where there is one and it has the shape of `schema`. */
  async get<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const known = this.#memory.get(key);
    const value = known ? known.value : this.#enabled ? await this.#disk?.read(key) : undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      return undefined;
    }
    if (!known) {
      this.#remember(key, parsed.data);
    }
    return parsed.data;
  }

  /** Keeps a value that JSON can hold. The disk is written in the background. */
  set(key: string, value: unknown): void {
    this.#remember(key, value);
    if (this.#enabled) {
      this.#disk?.write(key, value);
    }
  }

  /** Forgets everything, on disk too, even where the disk is switched off. */
  async clear(): Promise<void> {
    this.#memory.clear();
    await this.#disk?.clear();
  }

  /** Resolves when all that was to be written is. */
  async flush(): Promise<void> {
    await this.#disk?.flush();
  }

  #remember(key: string, value: unknown): void {
    this.#memory.set(key, { value }, { size: entryOverhead + key.length + JSON.stringify(value).length });
  }
}
