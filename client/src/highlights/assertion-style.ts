/**
 * How a mention is drawn by its assertion. The line under it, or around it, differs in kind and not in colour,
 * so that the styles can be told apart without seeing colours.
 */
export type AssertionStyle = 'asserted' | 'absent' | 'possible' | 'unrealized' | 'family' | 'past';

/** Every style, in the order of the legend. */
export const assertionStyles: readonly AssertionStyle[] = [
  'asserted',
  'absent',
  'possible',
  'unrealized',
  'family',
  'past',
];

/** The style of an assertion class: those of i2b2 2010, and history; one that is missing or unknown is drawn as asserted. */
export function assertionStyle(assertion: string | undefined): AssertionStyle {
  switch (assertion) {
    case 'absent':
    case 'possible':
    case 'family':
      return assertion;
    case 'conditional':
    case 'hypothetical':
      return 'unrealized';
    case 'history':
      return 'past';
    case undefined:
    default:
      return 'asserted';
  }
}

/** CSS of a style, without its colours. */
export interface LineStyle {
  /** Whether the mention has a background. */
  readonly filled: boolean;
  readonly borderWidth: string;
  readonly borderStyle: string;
  readonly italic: boolean;
}

/** Absent mentions are hollow in a dashed outline; the others are filled, over a line of their own. */
export const lineStyles: Readonly<Record<AssertionStyle, LineStyle>> = {
  asserted: { filled: true, borderWidth: '0 0 1px 0', borderStyle: 'solid', italic: false },
  absent: { filled: false, borderWidth: '1px', borderStyle: 'dashed', italic: false },
  possible: { filled: true, borderWidth: '0 0 2px 0', borderStyle: 'dotted', italic: false },
  unrealized: { filled: true, borderWidth: '0 0 3px 0', borderStyle: 'double', italic: false },
  family: { filled: true, borderWidth: '0 0 1px 0', borderStyle: 'solid', italic: true },
  past: { filled: true, borderWidth: '0 0 2px 0', borderStyle: 'dashed', italic: false },
};
