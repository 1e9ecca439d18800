import type { Metafile } from 'esbuild';

export declare function writeNotices(
  target: string,
  metafiles: readonly Pick<Metafile, 'inputs'>[],
  also?: readonly string[],
): Promise<void>;
