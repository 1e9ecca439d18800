/**
 * The two ways in which the Llama2-MedTuned paper (Rohanian et al. 2024) joins instruction and input: `training`
 * puts each behind its heading on one line, `evaluation` below it. Models are best served as they were evaluated;
 * one that was tuned elsewhere on the same rows may want what it was trained on.
 */
export type MedtunedWrapper = 'training' | 'evaluation';

/** What ends an answer: the next heading or a blank line. These models seldom stop by themselves. */
export const medtunedStops: readonly string[] = ['###', '\n\n'];

/** The answer at the beginning of a reply, up to the next heading or the first blank line below it. */
export function medtunedAnswer(reply: string): string {
  return /^\s*(?:(?!###|\n[ \t\r]*\n)[^])*/.exec(reply)?.[0] ?? '';
}

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
