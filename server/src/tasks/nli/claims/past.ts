import { phrases } from './phrases.js';

/** Words that place something before this illness. */
export const past = phrases`
  (?:19[3-9]|20[0-2])\d
  previous(?:ly)?|prior(?! to)|past|former(?:ly)?|known|remote|(?:an|the|his|her) old
  history of|hx of|h/o|s/p|status[- ]post
  (?:years?|yrs?) (?:ago|before|earlier|previously)
  (?:has|had) had (?:two|three|several|many|recurrent|\d)
  for (?:\S+ ){1,2}(?:years?|decades)
  since (?:19|20)\d\d|since (?:childhood|age)|(?:two|three) ca?esareans?(?: sections)?
  as a child|in childhood|childhood|adolescence|at (?:the )?age|aged? \d+|at \d+/12
  surgically absent|(?:post-?)?surgical changes?|scar|adhesions
`;

/** Headings over what was before this illness. */
export const pastHeading =
  /\b(?:past|pmhx?|psh|background|comorbid|medical history|surgical history|problem list)/u;
