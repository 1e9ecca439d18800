import * as z from 'zod';
import type { EvaluationReport } from './report.js';

/** Writes a report as JSON with a final newline. */
export function writeReportJson(report: EvaluationReport): string {
  return `${JSON.stringify(report, undefined, 1)}\n`;
}

const whole = z.number().min(0);

/** The parts of an earlier report that a comparison needs. */
const shape = z.looseObject({
  format: z.literal('bionote-evaluation'),
  version: z.literal(1),
  system: z.looseObject({ name: z.string() }),
  sets: z.array(
    z.looseObject({
      name: z.string(),
      split: z.enum(['train', 'dev', 'test']),
      documents: z.array(z.object({ document: z.string(), right: whole, found: whole, gold: whole })),
    }),
  ),
});

/** The contributions of each document in another report. */
export type BaselineReport = z.infer<typeof shape>;

/** Reads an earlier report; `undefined` if the text is not one. Never throws. */
export function readReport(text: string): BaselineReport | undefined {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
