import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { AnalyzeResult } from '../shared/protocol.js';

/** Counts what an analysis found and what failed. */
export function summaryOf(analysis: NoteAnalysis): AnalyzeResult {
  return {
    entities: analysis.entities.length,
    relations: analysis.relations.length,
    contradictions: analysis.contradictions.length,
    failed: analysis.failures.length,
    unplaced: analysis.unplaced.length,
    ...(analysis.pairsNotCompared !== undefined && { pairsNotCompared: analysis.pairsNotCompared }),
  };
}
