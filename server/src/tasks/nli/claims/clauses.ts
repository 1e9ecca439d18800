import { everywhere, phrases } from './phrases.js';

/** Words for relatives by blood. */
export const bloodRelative =
  '(?:father|mother|mum|mom|dad|parents?|brothers?|sisters?|siblings?|sons?|daughters?|aunts?|uncles?|cousins?|nieces?|nephews?|grand(?:father|mother|parents?|sons?|daughters?|ma|pa))';

const relative = `(?:${bloodRelative}|wife|husband|spouse|partner|twin)`;

/** Who said it: "wife says he never smoked" is about him. "The mother of two" is the patient. */
const informants = phrases`
  (?:per|according to|(?:as )?(?:reported|told|confirmed|stated) by) (?:(?:his|her|the|their) )?(?:${relative}|patient|pt)
  (?:(?:his|her|the) )?${relative} (?:says?|said|states?|stated|reports?|reported|thinks?|believes?|confirms?|confirmed|mentions?|mentioned|insists?|adds?|tells us|told us|is (?:certain|sure|adamant))(?: that)?
  (?:the )?(?:mother|father) of (?:one|two|three|four|five|six|\d)
`;

const anyRelative = phrases`
  ${relative}
  famil(?:y|ies|ial)
  fhx?
`;

const clauseEnd = /[.;](?=\s|$)|\s(?:but|however|although|though|whereas)\s/u;

/** A clause of a statement, in lower case, with single blanks. */
export interface Clause {
  readonly text: string;
  /** The same without who said it. */
  readonly told: string;
  /** Whether it is only about the patient: it names no relative, except as the one who said it. */
  readonly isOwn: boolean;
}

/** In UTF-16 code units. It bounds the work of expressions that are not linear. */
const longestStatement = 1_000;

/** Cuts a statement into clauses. */
export function clausesOf(statement: string): Clause[] {
  const text = statement
    .slice(0, longestStatement)
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .replace(/[‐‑–]/gu, '-')
    .replace(/\s+/gu, ' ');
  return text.split(clauseEnd).flatMap((part) => {
    const clause = part.trim();
    if (clause === '') return [];
    const told = clause.replace(everywhere(informants), ' ').replace(/ +/gu, ' ').trim();
    return [{ text: clause, told, isOwn: !anyRelative.test(told) }];
  });
}

/** Where a word is in its clause. */
export interface Place {
  readonly match: string;
  /** The text before it. A negation there may reach over a whole list. */
  readonly before: string;
  /** From the comma before it to the comma behind it. */
  readonly item: string;
}

/** The places in a clause at which an expression matches. */
export function placesOf(clause: string, word: RegExp): Place[] {
  return Array.from(clause.matchAll(everywhere(word)), ({ index, 0: match }) => {
    const end = index + match.length;
    const next = clause.slice(end).search(/,(?:\s|$)/u);
    return {
      match,
      before: clause.slice(0, index),
      item: clause.slice(clause.lastIndexOf(', ', index) + 1, next < 0 ? clause.length : end + next),
    };
  });
}
