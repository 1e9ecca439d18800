import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type * as z from 'zod';
import { inspectFolder } from './cache-folder.js';
import { DiskCache } from './disk-cache.js';

/** Whether the cache may use the disk, and how much of it. */
export interface CacheSettings {
  readonly enabled: boolean;
  /** 64 if absent. */
  readonly maxMegabytes?: number;
}

/** Size of the memory cache, in UTF-16 code units of JSON plus an overhead for each entry. */
const memoryLimit = 8 * 1024 * 1024;

/** The overhead of an entry, in the same unit. Most entries are no more than a label and a number. */
const entryOverhead = 400;

/**
 * What models answered, by the hash of the question: in memory, and on disk if there is a folder and the user
 * allows it. When switched off, the disk is neither read nor written; memory still serves the session. Never
 * throws.
 */
export class ReadingCache {
  readonly #memory = new LRUCache<string, { readonly value: unknown }>({ maxSize: memoryLimit });
  readonly #directory: string | undefined;
  #disk: DiskCache | undefined;
  #enabled = false;

  /** @param storagePath a folder that belongs to the server; memory only if absent. */
  constructor(storagePath?: string, settings: CacheSettings = { enabled: true }) {
    this.#directory = storagePath === undefined ? undefined : join(storagePath, 'cache');
    this.configure(settings);
  }

  configure({ enabled, maxMegabytes = 64 }: CacheSettings): void {
    this.#enabled = enabled;
    const maxBytes = maxMegabytes * 1024 * 1024;
    if (this.#disk) {
      this.#disk.resize(maxBytes);
    } else if (this.#directory !== undefined) {
      this.#disk = new DiskCache(this.#directory, maxBytes);
    }
  }

  /** The value under `key`, if there is one of the shape `schema`. */
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

  /** Stores a value that JSON can represent. The disk is written in the background. */
  set(key: string, value: unknown): void {
    this.#remember(key, value);
    if (this.#enabled) {
      this.#disk?.write(key, value);
    }
  }

  /** Deletes everything, on disk too, even when the disk is switched off. */
  async clear(): Promise<void> {
    this.#memory.clear();
    await this.#disk?.clear();
  }

  /**
   * Whether the disk is used, and what it contains; `folder` is absent if nothing is kept on disk. Never
   * throws.
   */
  async inspect(): Promise<{ enabled: boolean; folder?: { writable: boolean; bytes: number } }> {
    const enabled = this.#enabled;
    return this.#directory === undefined
      ? { enabled }
      : { enabled, folder: await inspectFolder(this.#directory) };
  }

  /** Resolves when every pending write is done. */
  async flush(): Promise<void> {
    await this.#disk?.flush();
  }

  #remember(key: string, value: unknown): void {
    this.#memory.set(key, { value }, { size: entryOverhead + key.length + JSON.stringify(value).length });
  }
}
