/** The files beside a note, as the process that runs the server reaches them. */
export interface ReviewDisk {
  /** The path that a URI names; `undefined` if it names no file of this machine. */
  pathOf(uri: string): string | undefined;
  /** @returns `undefined` if there is no such file, `too-large` if it has more than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | 'too-large' | undefined>;
  /** Where a path leads through links; itself if nothing is there. Never rejects. */
  realPath(path: string): Promise<string>;
  /** Replaces a file in one step, so it is never half written. */
  replace(path: string, text: string): Promise<void>;
  append(path: string, text: string): Promise<void>;
  /** A hexadecimal digest. */
  readonly digest: (text: string) => string;
}
