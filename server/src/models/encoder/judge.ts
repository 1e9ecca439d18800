import type { EmbeddingQuestion, LabelQuestion } from '../../tasks/question.js';
import { judgeRow } from './judge-row.js';
import type { JudgeLayout } from './layout.js';
import type { Pieces } from './pieces.js';
import type { Work } from './work.js';

/** The largest number of a direction. */
const longestStep = 127;

/** A judge's side of a question: which tokens to read, and what its outputs say. */
export class Judge {
  constructor(
    private readonly layout: JudgeLayout,
    private readonly pieces: Pieces,
  ) {}

  work(question: LabelQuestion | EmbeddingQuestion): Work {
    if (question.kind === 'embedding') {
      const { start, end } = this.pieces.special;
      const ids = this.pieces.of(question.text).slice(0, this.layout.longest - 2);
      return {
        rows: [{ ids: [start, ...ids, end] }],
        answer: ([outputs]) => ({ kind: 'embedding', direction: directionOf(outputs?.['embedding']) }),
      };
    }
    const { labels, temperature } = this.layout;
    const { output } = question;
    return {
      rows: [judgeRow(question, this.layout, this.pieces)],
      answer: ([outputs]) => ({
        kind: 'label',
        probabilities: softmax(labels[output] ?? [], outputs?.[output], temperature[output] ?? 1),
      }),
    };
  }
}

function softmax(
  labels: readonly string[],
  logits: Float32Array | undefined,
  temperature: number,
): Record<string, number> {
  const scaled = labels.map((_, index) => (logits?.[index] ?? 0) / temperature);
  const highest = Math.max(...scaled);
  const weights = scaled.map((value) => Math.exp(value - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(labels.map((label, index) => [label, (weights[index] ?? 0) / total]));
}

/** A vector in whole numbers: its direction is all that is compared, and a byte says enough of each number. */
function directionOf(vector: Float32Array = new Float32Array()): number[] {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Array.from(vector, (value) => (largest > 0 ? Math.round((value / largest) * longestStep) : 0));
}
