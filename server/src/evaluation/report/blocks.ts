import type { Calibration } from '../scores/calibration.js';
import type { Confusion } from '../scores/labels.js';
import type { Bounded, ReadableError } from './report.js';

/** A report independent of its output format. All text is plain: writers escape it. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly caption?: string;
      /** The first column is text, the others are numbers. */
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'bars'; readonly caption: string; readonly bars: readonly Bar[] }
  | { readonly kind: 'reliability'; readonly calibration: Calibration }
  | { readonly kind: 'confusion'; readonly confusion: Confusion }
  | { readonly kind: 'errors'; readonly errors: readonly ReadableError[] };

/** A score with its interval, for a chart. */
export interface Bar extends Bounded {
  readonly label: string;
}
