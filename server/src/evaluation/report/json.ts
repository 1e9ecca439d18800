import * as z from 'zod';
import type { EvaluationReport } from './report.js';

/** Writes a report as JSON, ending in a line end. */
export function writeReportJson(report: EvaluationReport): string {
  return `${JSON.stringify(report, undefined, 1)}\n`;
}

const whole = z.number().min(0);

/** What is needed of an earlier report to compare with it. */
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

/** What another report says of each document. */
export type BaselineReport = z.infer<typeof shape>;

/** Reads an earlier report; `undefined` where the text is none. Never throws. */
export function readReport(text: string): BaselineReport | undefined {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
