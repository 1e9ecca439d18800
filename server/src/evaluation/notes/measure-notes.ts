import type { Analysis } from '../../analysis/analysis.js';
import type { NoteAnalysis } from '../../analysis/note-analysis.js';
import type { GoldNote, JudgedNote } from './gold-note.js';
import { noteCounts, type NoteCounts } from './note-counts.js';

/** What one note came to. */
export interface NoteOutcome {
  readonly counts: NoteCounts;
  /** Statements: how many, with the right label of three, and among those with a verdict other than neutral. */
  readonly statements: {
    readonly asked: number;
    readonly right: number;
    readonly decided: number;
    readonly decidedRight: number;
  };
  readonly words: number;
  /** Pieces of work without a usable answer. */
  readonly failed: number;
}

/**
 * Reads a note and checks its statements as the editor does, and compares the outcome with the gold.
 *
 * @throws ModelError or the reason of `signal`.
 */
export async function measureNote(
  analysis: Pick<Analysis, 'open' | 'close' | 'analyze' | 'check'>,
  gold: GoldNote,
  signal: AbortSignal,
): Promise<NoteOutcome> {
  const uri = `bionote-benchmark:${gold.name}`;
  analysis.open(uri, 0, gold.text, true);
  try {
    const read = await analysis.analyze(uri, { signal, priority: 'asked' });
    let [right, decided, decidedRight] = [0, 0, 0];
    let failed = read.failures.length;
    for (const { statement, label } of gold.statements) {
      const outcome = await analysis.check(uri, statement, signal);
      failed += outcome.failed;
      const isRight = outcome.verdict === label;
      right += Number(isRight);
      decided += Number(outcome.verdict !== 'neutral');
      decidedRight += Number(outcome.verdict !== 'neutral' && isRight);
    }
    return {
      counts: noteCounts(gold, judged(read)),
      statements: { asked: gold.statements.length, right, decided, decidedRight },
      words: gold.text.split(/\s+/).filter((word) => word !== '').length,
      failed,
    };
  } finally {
    analysis.close(uri);
  }
}

function judged({ entities, relations, contradictions }: NoteAnalysis): JudgedNote {
  const places = new Map(entities.map(({ id }, place) => [id, place]));
  return {
    entities,
    relations: relations.flatMap(({ code, head, tail }) => {
      const [from, to] = [places.get(head), places.get(tail)];
      return from === undefined || to === undefined ? [] : [{ code, head: from, tail: to }];
    }),
    contradictions: contradictions.map(({ premise, hypothesis }) => [premise, hypothesis] as const),
  };
}
