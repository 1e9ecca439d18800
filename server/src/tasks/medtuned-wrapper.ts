/**
 * The two ways in which the Llama2-MedTuned paper (Rohanian et al. 2024) joins instruction and input: `training`
 * puts each behind its heading on one line, `evaluation` below it. Models are best served as they were evaluated;
 * one that was tuned elsewhere on the same rows may want what it was trained on.
 */
export type MedtunedWrapper = 'training' | 'evaluation';

/** A raw prompt in two parts: the first depends on the instruction only. Nothing follows the last heading's colon. */
export function wrapMedtuned(
  instruction: string,
  input: string,
  wrapper: MedtunedWrapper,
): { prefix: string; input: string } {
  return wrapper === 'training'
    ? { prefix: `### Instruction: ${instruction} ### Input:`, input: ` ${input} ### Output:` }
    : { prefix: `### Instruction:\n${instruction}\n\n### Input:\n`, input: `${input}\n\n### Output:\n` };
}
