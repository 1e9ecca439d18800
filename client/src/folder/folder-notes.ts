import type { AnalyzeTextResult, NoteFindings } from '../../../server/src/shared/protocol.js';

/** How many notes of a folder are analyzed at once: their findings are held in memory. */
export const mostNotes = 2000;

/** A note of a folder: its address, and its path in the folder. */
export interface NoteFile {
  readonly uri: string;
  readonly name: string;
}

/** What came of one note: findings, or why there are none. */
export type FolderNote = NoteFile &
  (
    | { readonly findings: NoteFindings; readonly failed: number }
    | { readonly findings?: undefined; readonly problem: string }
  );

/** How far a run over a folder has come. */
export interface FolderRun {
  /** The folder as a person knows it. */
  readonly name: string;
  readonly total: number;
  /** In the order of their names. */
  readonly notes: readonly FolderNote[];
  readonly state: 'running' | 'done' | 'stopped';
}

export interface RunParts {
  /** The text of a note, or what is wrong with it. */
  read(file: NoteFile): Promise<{ readonly text: string } | { readonly problem: string }>;
  analyze(uri: string, text: string): Promise<AnalyzeTextResult>;
  /** Why a note alone could not be analyzed; `undefined` if nothing can be for now. */
  problemOf(error: unknown): string | undefined;
  isStopped(): boolean;
  report(run: FolderRun): void;
}

/**
 * Analyzes the notes of a folder, one after the other. A note that cannot be read or analyzed is listed with the
 * reason. What was found stays when the run is stopped; the cache makes the next run go on from there.
 *
 * @throws what `analyze` throws where no note can be analyzed for now. What was found so far was reported.
 */
export async function analyzeNotes(
  name: string,
  files: readonly NoteFile[],
  parts: RunParts,
): Promise<FolderRun> {
  const notes: FolderNote[] = [];
  const runIn = (state: FolderRun['state']): FolderRun => {
    const run = { name, total: files.length, notes: [...notes], state };
    parts.report(run);
    return run;
  };
  runIn('running');
  for (const file of files) {
    if (parts.isStopped()) return runIn('stopped');
    try {
      notes.push(await analyzeOne(file, parts));
    } catch (error) {
      const run = runIn('stopped');
      if (parts.isStopped()) return run;
      throw error;
    }
    runIn('running');
  }
  return runIn('done');
}

async function analyzeOne(file: NoteFile, parts: RunParts): Promise<FolderNote> {
  const read = await parts.read(file);
  if ('problem' in read) return { ...file, problem: read.problem };
  try {
    const { findings, failed } = await parts.analyze(file.uri, read.text);
    return { ...file, findings, failed };
  } catch (error) {
    const problem = parts.isStopped() ? undefined : parts.problemOf(error);
    if (problem === undefined) throw error;
    return { ...file, problem };
  }
}
