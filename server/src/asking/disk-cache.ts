import PQueue from 'p-queue';
import { isDamage, Segments, type Segment } from './segments.js';

/** The JSON that a segment is filled up to, in UTF-16 code units. */
const segmentLength = 64 * 1024;

/** How long values wait for others to be written with, in milliseconds. */
const patience = 500;

/**
 * How long a listing of the folder stays valid, in milliseconds and as a multiple of the time that it took: a
 * miss may look for segments of other processes.
 */
const listingHolds = { least: 2_000, times: 50 } as const;

/** The segment that this process is filling. It is rewritten with the new values, and replaced. */
interface Current {
  readonly segment: Segment | undefined;
  readonly values: ReadonlyMap<string, unknown>;
  readonly length: number;
}

const empty: Current = { segment: undefined, values: new Map(), length: 0 };

/**
 * Answers of models on disk. Most are a label and a number, so many share a segment: one file per answer would
 * take two blocks each. The size is bounded, and the oldest segments are removed first. Keys are hashes. Never
 * throws: a missing, truncated or changed entry is a miss, and a disk that cannot be written leaves the cache
 * as it is.
 *
 * Several processes may share the folder. Each fills its own segments and counts those of the others when it
 * lists the folder.
 */
export class DiskCache {
  readonly #segments: Segments;
  #maxBytes: number;
  #waiting = new Map<string, unknown>();
  #current = empty;
  /** By id, the oldest first; `undefined` until the folder was listed. */
  #kept: Map<string, Segment> | undefined;
  #segmentOf = new Map<string, string>();
  #listAgainAt = 0;
  /** Counts segments that came and went. */
  #changes = 0;
  #listing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #broken = false;
  readonly #writes = new PQueue({ concurrency: 1 });

  /**
   * @param maxBytes of disk space, in whole blocks.
   * @param mostWaiting how many values wait to be written: a disk slower than the answers must not fill the memory.
   */
  constructor(
    directory: string,
    maxBytes: number,
    private readonly mostWaiting = 10_000,
  ) {
    this.#segments = new Segments(directory);
    this.#maxBytes = maxBytes;
  }

  /** The value under `key`, unchecked; `undefined` if there is no intact one. */
  async read(key: string): Promise<unknown> {
    for (const values of [this.#waiting, this.#current.values]) {
      if (values.has(key)) return values.get(key);
    }
    if (!this.#segmentOf.has(key)) await this.#list();
    const id = this.#segmentOf.get(key);
    if (id === undefined) return undefined;
    try {
      return (await this.#segments.read(id)).get(key);
    } catch (error) {
      const segment = this.#kept?.get(id);
      if (isDamage(error) && segment) void this.#writes.add(() => this.#drop(segment));
      return undefined;
    }
  }

  /**
   * Writes in the background; {@link flush} waits for it. If too much is waiting already, the value is not
   * kept.
   */
  write(key: string, value: unknown): void {
    if (this.#broken || this.#waiting.size >= this.mostWaiting) return;
    this.#waiting.set(key, value);
    this.#timer ??= setTimeout(() => {
      void this.#writeWaiting();
    }, patience).unref();
  }

  /** Changes the bound and removes what exceeds it. */
  resize(maxBytes: number): void {
    this.#maxBytes = maxBytes;
    this.#broken = false;
    if (this.#kept) void this.#writes.add(() => this.#evict().catch(() => undefined));
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    this.#waiting.clear();
    this.#writes.clear();
    await this.#writes.add(async () => {
      this.#current = empty;
      this.#kept = undefined;
      this.#segmentOf = new Map();
      this.#listAgainAt = 0;
      this.#changes += 1;
      this.#broken = false;
      await this.#segments.clear().catch(() => undefined);
    });
  }

  /** Resolves when everything that waited is written. */
  async flush(): Promise<void> {
    await this.#writeWaiting();
    await this.#writes.onIdle();
  }

  async #writeWaiting(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writes.add(async () => {
      while (this.#waiting.size > 0 && !this.#broken) {
        try {
          await this.#fill();
        } catch {
          // Full, read-only or gone: the memory cache goes on alone until the folder is cleared or resized.
          this.#broken = true;
          this.#waiting.clear();
        }
      }
    });
  }

  /** Moves waiting values into the current segment until it is full, and replaces the segment on disk. */
  async #fill(): Promise<void> {
    await this.#list();
    const values = new Map(this.#current.values);
    let { length } = this.#current;
    const taken: string[] = [];
    for (const [key, value] of this.#waiting) {
      if (length >= segmentLength) break;
      values.set(key, value);
      length += JSON.stringify([key, value]).length;
      taken.push(key);
    }
    const former = this.#current.segment;
    const segment = await this.#segments.write(values);
    this.#keep(segment);
    this.#current = length < segmentLength ? { segment, values, length } : empty;
    for (const key of taken) if (this.#waiting.get(key) === values.get(key)) this.#waiting.delete(key);
    if (former) await this.#drop(former);
    await this.#evict();
  }

  #keep(segment: Segment): void {
    this.#changes += 1;
    this.#kept?.set(segment.id, segment);
    for (const key of segment.keys) this.#segmentOf.set(key, segment.id);
  }

  /** Lists the folder, unless that was just done. */
  async #list(): Promise<void> {
    if (performance.now() < this.#listAgainAt) return;
    this.#listing ??= this.#listNow().finally(() => {
      this.#listing = undefined;
    });
    await this.#listing;
  }

  async #listNow(): Promise<void> {
    const began = performance.now();
    try {
      let segments: Segment[];
      let changes: number;
      do {
        changes = this.#changes;
        segments = await this.#segments.list();
      } while (changes !== this.#changes);
      this.#kept = new Map();
      this.#segmentOf = new Map();
      for (const segment of segments) this.#keep(segment);
      const now = performance.now();
      this.#listAgainAt = now + Math.max(listingHolds.least, listingHolds.times * (now - began));
    } catch {
      this.#kept ??= new Map();
    }
  }

  async #evict(): Promise<void> {
    let bytes = 0;
    for (const segment of this.#kept?.values() ?? []) bytes += segment.bytes;
    for (const segment of this.#kept?.values() ?? []) {
      if (bytes <= this.#maxBytes) return;
      bytes -= segment.bytes;
      if (segment.id === this.#current.segment?.id) this.#current = empty;
      await this.#drop(segment);
    }
  }

  async #drop(segment: Segment): Promise<void> {
    this.#changes += 1;
    this.#kept?.delete(segment.id);
    for (const key of segment.keys) {
      if (this.#segmentOf.get(key) === segment.id) this.#segmentOf.delete(key);
    }
    await this.#segments.remove(segment).catch(() => undefined);
  }
}
