import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Ways in which a text can stand in a file or a name, as bytes in Latin-1. */
function guises(canary: string): string[] {
  const bytes = Buffer.from(canary);
  // Base64 depends on what stands before: the three places where a byte can be.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, -4),
  );
  return [canary, Buffer.from(canary, 'utf16le').toString('latin1'), bytes.toString('hex'), ...base64];
}

/** Whether `text` holds one of the canaries, in whatever guise. */
export function holds(text: string | Buffer, canaries: readonly string[]): boolean {
  const searched = typeof text === 'string' ? text : text.toString('latin1');
  const folded = searched.toLowerCase();
  return canaries.some((canary) =>
    guises(canary).some((guise, i) =>
      i === 0 ? folded.includes(guise.toLowerCase()) : searched.includes(guise),
    ),
  );
}

export interface Found {
  /** Paths below the folder whose name or content holds a canary. */
  readonly leaks: string[];
  /** How many files were read. */
  readonly files: number;
  /** Paths that another user of the machine could read or enter. */
  readonly open: string[];
}

/**
 * Looks through a folder for canaries.
 *
 * @param except paths whose content, not their name, may hold them.
 */
export async function searched(folder: string, canaries: readonly string[], except = /(?!)/): Promise<Found> {
  const found: Found & { files: number } = { leaks: [], files: 0, open: [] };
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, name);
    const info = await stat(file).catch(() => undefined);
    if (!info) continue;
    if ((info.mode & 0o077) !== 0) found.open.push(name);
    if (holds(name, canaries)) found.leaks.push(name);
    if (!info.isFile()) continue;
    // An editor at work takes files away between two looks at them.
    const content = await readFile(file).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!content) continue;
    found.files += 1;
    if (!except.test(name) && holds(content, canaries)) found.leaks.push(name);
  }
  return found;
}
