import { randomUUID } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import cacache from 'cacache';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';

/** What a file takes at least, in bytes: one block of the file system. */
const blockBytes = 4096;

/** How many segments are kept in memory: a reopened note asks for those that it filled. */
const mostOpen = 16;

const contentSchema = z.object({ id: z.string(), entries: z.array(z.tuple([z.string(), z.unknown()])) });

const metadataSchema = z.object({ keys: z.array(z.string()) });

/** Resolves to an object, whatever the published types say. */
const put: (
  folder: string,
  id: string,
  text: string,
  options: { metadata: z.infer<typeof metadataSchema> },
) => Promise<{ toString(): string }> = cacache.put;

/** Also deletes the index file. The published types lack this option. */
const removeEntry: (folder: string, id: string, options: { removeFully: boolean }) => Promise<unknown> =
  cacache.rm;

/** Values that were written together: a file with them, and one with their keys. */
export interface Segment {
  readonly id: string;
  readonly keys: readonly string[];
  readonly integrity: string;
  /** On disk, in whole blocks. */
  readonly bytes: number;
}

/**
 * Segments in a folder that only its owner may enter, kept by cacache: written to a temporary file and renamed,
 * checked against their hash when read, safe for several processes.
 */
export class Segments {
  readonly #open = new LRUCache<string, Promise<ReadonlyMap<string, unknown>>>({ max: mostOpen });

  constructor(private readonly folder: string) {}

  /**
   * All segments, the oldest first. Entries in another form are removed.
   *
   * @throws what the file system says.
   */
  async list(): Promise<Segment[]> {
    const entries = Object.values(await cacache.ls(this.folder)).sort((a, b) => a.time - b.time);
    const segments: Segment[] = [];
    for (const { key: id, integrity, size, metadata } of entries) {
      const parsed = metadataSchema.safeParse(metadata);
      if (parsed.success) {
        segments.push({ id, keys: parsed.data.keys, integrity, bytes: bytesOnDisk(size, parsed.data.keys) });
      } else {
        await this.remove({ id, integrity });
      }
    }
    return segments;
  }

  /**
   * The values of a segment.
   *
   * @throws what the file system says; an error without a code where the content is not what was written.
   */
  async read(id: string): Promise<ReadonlyMap<string, unknown>> {
    const known = this.#open.get(id);
    if (known) return known;
    const values = this.#load(id);
    this.#open.set(id, values);
    try {
      return await values;
    } catch (error) {
      this.#open.delete(id);
      throw error;
    }
  }

  /** @throws what the file system says. */
  async write(values: ReadonlyMap<string, unknown>): Promise<Segment> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await chmod(this.folder, 0o700);
    const keys = [...values.keys()];
    // Content is filed by its hash and never replaced: with an id of its own it cannot meet a damaged file of its name.
    const id = randomUUID();
    const text = JSON.stringify({ id, entries: [...values] });
    const integrity = (await put(this.folder, id, text, { metadata: { keys } })).toString();
    return { id, keys, integrity, bytes: bytesOnDisk(Buffer.byteLength(text), keys) };
  }

  /** @throws what the file system says. */
  async remove({ id, integrity }: Pick<Segment, 'id' | 'integrity'>): Promise<void> {
    this.#open.delete(id);
    await removeEntry(this.folder, id, { removeFully: true });
    await cacache.rm.content(this.folder, integrity);
  }

  /** @throws what the file system says. */
  async clear(): Promise<void> {
    this.#open.clear();
    await cacache.rm.all(this.folder);
  }

  async #load(id: string): Promise<ReadonlyMap<string, unknown>> {
    const { data } = await cacache.get(this.folder, id);
    const content = contentSchema.parse(JSON.parse(data.toString('utf8')));
    if (content.id !== id) throw new Error('another segment');
    return new Map(content.entries);
  }
}

/**
 * Whether a segment differs from what was written: it is not JSON, has another shape, or does not match its
 * hash. A segment that the system cannot read at the moment, such as with too many files open, may be intact.
 */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === undefined || code === 'EINTEGRITY' || code === 'EBADSIZE';
}

function bytesOnDisk(content: number, keys: readonly string[]): number {
  const index = JSON.stringify(keys).length;
  return [content, index].reduce(
    (sum, size) => sum + Math.max(1, Math.ceil(size / blockBytes)) * blockBytes,
    0,
  );
}
