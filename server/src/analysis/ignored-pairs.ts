import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';

/** Tells of every change in a folder, as `fs.watch` does. */
export type Watch = (folder: string, changed: () => void) => Pick<FSWatcher, 'close' | 'on'>;

/** More than a person can click away; the oldest are forgotten first. */
const maxKeys = 10_000;

const keyShape = /^[0-9a-f]{64}$/;

/** It does not keep the process alive. */
const watchQuietly: Watch = (folder, changed) => watchFolder(folder, { persistent: false }, changed);

/**
 * The pairs of statements that the user marked "not a contradiction", by {@link pairKey}. Each is an empty file of
 * that name, in a folder that only its owner may enter, so windows that add at the same time lose nothing and no file
 * can be half written. Changes by another window are seen when they happen or, if the system cannot report them, at
 * the next {@link refresh}. Only in memory if there is no folder, or it cannot be used. Never throws.
 */
export class IgnoredPairs {
  readonly #folder: string | undefined;
  readonly #disk = new PQueue({ concurrency: 1 });
  readonly #listeners = new Set<() => void>();
  readonly #watch: Watch;
  #watcher: Pick<FSWatcher, 'close' | 'on'> | undefined;
  /** As the folder was read last. */
  #kept: ReadonlySet<string> = new Set();
  /** Added, and not in the folder yet. */
  readonly #unsaved = new Set<string>();
  /** How many times all was to be forgotten and is still in the folder. */
  #clearing = 0;
  /** Readings that have not begun yet, requested or announced: those that arrive together need only one. */
  #next: Promise<void> | undefined;
  #news: Promise<void> | undefined;
  #disposed = false;

  /** @param storagePath a folder that belongs to the server; memory only if absent. */
  constructor(storagePath?: string, watch: Watch = watchQuietly) {
    this.#folder = storagePath === undefined ? undefined : join(storagePath, 'ignored');
    this.#watch = watch;
    void this.refresh();
  }

  /** Whether news of other windows arrive by themselves. */
  get watching(): boolean {
    return this.#watcher !== undefined;
  }

  has(key: string): boolean {
    return this.#unsaved.has(key) || this.#kept.has(key);
  }

  /** Calls `listener` when another window added or forgot pairs. Returns a function that takes it off. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the current content of the folder is known. */
  refresh(): Promise<void> {
    this.#next ??= this.#disk.add(async () => {
      // An idle queue begins at once, before there is anything to share.
      await Promise.resolve();
      this.#next = undefined;
      await this.#read();
    });
    return this.#next;
  }

  /** Adds a pair; resolves when it is stored. */
  async add(key: string): Promise<void> {
    if (!keyShape.test(key)) return;
    this.#unsaved.add(key);
    await this.#disk.add(async () => {
      await this.#save();
      await this.#read();
    });
  }

  /** How many pairs are ignored. */
  get size(): number {
    return new Set([...this.#kept, ...this.#unsaved]).size;
  }

  /** Removes a pair; resolves when it is no longer stored. */
  async remove(key: string): Promise<void> {
    if (!keyShape.test(key)) return;
    this.#unsaved.delete(key);
    this.#kept = new Set([...this.#kept].filter((kept) => kept !== key));
    await this.#disk.add(async () => {
      await this.#remove([key]);
      await this.#read();
    });
  }

  /** Forgets every pair; resolves when the folder is empty. */
  async clear(): Promise<void> {
    this.#unsaved.clear();
    this.#kept = new Set();
    this.#clearing += 1;
    await this.#disk.add(async () => {
      const names = await this.#names().catch(() => []);
      await this.#remove(names);
      this.#clearing -= 1;
      await this.#read();
    });
  }

  /** Ends the watching. */
  dispose(): void {
    this.#disposed = true;
    this.#unwatch();
  }

  /** Reads reported changes. This does not recreate a removed folder. */
  #look(): void {
    if (this.#news) return;
    this.#news = this.#disk.add(async () => {
      await Promise.resolve();
      this.#news = undefined;
      if (this.#watcher) await this.#read();
    });
  }

  async #read(): Promise<void> {
    if (this.#folder === undefined || this.#disposed) return;
    try {
      await this.#open(this.#folder);
      const names = await this.#names();
      if (this.#clearing > 0) return;
      const before = new Set([...this.#kept, ...this.#unsaved]);
      this.#kept = new Set(names);
      for (const name of names) this.#unsaved.delete(name);
      const known = [...this.#kept, ...this.#unsaved];
      const same = before.size === known.length && known.every((name) => before.has(name));
      if (!same) for (const listener of this.#listeners) listener();
    } catch {
      // No folder that can be read: what is in memory stays.
      this.#unwatch();
    }
  }

  /** Makes the folder if it is missing, and watches it. */
  async #open(folder: string): Promise<void> {
    if (this.#watcher) return;
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(async (error: unknown) => {
      // Something that is no folder stands in its place.
      if (!isFault(error, 'EEXIST')) throw error;
      await rm(folder, { force: true });
      await mkdir(folder, { mode: 0o700 });
    });
    await chmod(folder, 0o700);
    try {
      this.#watcher = this.#watch(folder, () => {
        this.#look();
      });
      this.#watcher.on('error', () => {
        this.#unwatch();
      });
    } catch {
      // Not every file system can be watched, and there may be no watcher left.
    }
    if (this.#disposed) this.#unwatch();
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  async #save(): Promise<void> {
    if (this.#folder === undefined) return;
    try {
      await this.#open(this.#folder);
      for (const key of this.#unsaved) await writeFile(join(this.#folder, key), '', { mode: 0o600 });
      const names = await this.#names();
      if (names.length > maxKeys) await this.#remove(await this.#oldest(names, names.length - maxKeys));
    } catch {
      // What could not be written serves this window, and is tried again with the next.
    }
  }

  async #names(): Promise<string[]> {
    if (this.#folder === undefined) return [];
    return (await readdir(this.#folder)).filter((name) => keyShape.test(name));
  }

  async #oldest(names: readonly string[], count: number): Promise<string[]> {
    const dated = names.map(async (name) => ({ name, time: (await stat(this.#path(name))).mtimeMs }));
    return (await Promise.all(dated))
      .sort((first, second) => first.time - second.time)
      .slice(0, count)
      .map(({ name }) => name);
  }

  async #remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(this.#path(name), { force: true }).catch(() => undefined);
  }

  #path(name: string): string {
    return join(this.#folder ?? '', name);
  }
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
