/** The files beside a note, as the process that runs the server reaches them. */
export interface ReviewDisk {
  /** The path that a URI names; `undefined` if it names no file of this machine. */
  pathOf(uri: string): string | undefined;
  /** @returns `undefined` if there is no such file, `too-large` if it has more than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | 'too-large' | undefined>;
  /** Where a path leads through links; itself if nothing is there. Never rejects. */
  realPath(path: string): Promise<string>;
  /** Writes what is to take a file's place. If that fails, nothing of it is left. */
  draft(path: string, text: string): Promise<Draft>;
  /**
   * Adds to the end of a file, or makes it. If that fails, what was written is taken off again, where the disk allows it.
   *
   * @returns what takes it off again later. That leaves alone what somebody has written after it.
   */
  append(path: string, text: string): Promise<() => Promise<void>>;
  /** A hexadecimal digest. */
  readonly digest: (text: string) => string;
}

/** A file that is written, but not yet in its place. */
export interface Draft {
  /** Puts it in its place in one step. Takes no more room on the disk. */
  publish(): Promise<void>;
  /** Removes it. Never rejects. */
  discard(): Promise<void>;
}
