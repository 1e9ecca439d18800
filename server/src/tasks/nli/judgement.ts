/** The classes of natural-language inference: does the premise entail or contradict the hypothesis? */
export type NliLabel = 'entailment' | 'neutral' | 'contradiction';

export const nliLabels: readonly NliLabel[] = ['entailment', 'neutral', 'contradiction'];

/** What a model says about a premise and a hypothesis. */
export interface Judgement {
  readonly label: NliLabel;
  /** Probability of `label`, 0 to 1; absent if the engine gives no log-probabilities. */
  readonly probability?: number;
}
