import { allergyClaims } from './allergies.js';
import { careClaims } from './care.js';
import type { Claim } from './claim.js';
import { clausesOf } from './clauses.js';
import { habitClaims } from './habits.js';
import { familyClaims, historyClaims } from './history.js';
import { householdClaims } from './household.js';
import { sexClaims } from './identity.js';
import { kinClaims } from './kin.js';
import { organClaims } from './organs.js';
import { resultClaims } from './results.js';
import { stayClaims } from './stay.js';
import { treatmentClaims } from './treatments.js';

/** What says something only together with its heading: "DRAINS: None." */
const bare = /^\W*(?:none|nil|no|never|negative|denies)(?: known| at all| to date)?\W*$/iu;

const familyHeading = /^(?:family|fhx?\b|fam\b)/u;

/** A label that opens a line and says more than the heading above it: "Imp: …", "PMH: …". */
const label =
  /^\W*((?:imp|impression|assessment|plan|a\/p|pmhx?|psh|past [a-z ]{1,20}|meds|medications|home meds|allerg\w*|fhx?|family history|discharge [a-z]{1,20}|rx|hpi|course|exam|o\/e|dx|diagnos[ei]s|social(?: history)?))\s?:/iu;

/**
 * Reads what a statement claims about topics on which a note can say one thing only.
 *
 * @param heading of the statement's section; absent if there is none.
 * @param before the statement before it, of whom it may go on to speak.
 */
export function claimsOf(statement: string, heading = '', before = ''): Claim[] {
  const title = (label.exec(statement)?.[1] ?? heading).toLowerCase();
  const isFamily = familyHeading.test(title);
  return clausesOf(bare.test(statement) ? `${heading}: ${statement}` : statement).flatMap((clause) =>
    isFamily
      ? [...familyClaims(clause, true), ...kinClaims(clause)]
      : [
          ...allergyClaims(clause, title),
          ...careClaims(clause),
          ...familyClaims(clause),
          ...habitClaims(clause),
          ...historyClaims(clause, title),
          ...householdClaims(clause),
          ...kinClaims(clause),
          ...organClaims(clause, title),
          ...resultClaims(clause),
          ...sexClaims(clause, `${before} ${statement}`),
          ...stayClaims(clause),
          ...treatmentClaims(clause, title),
        ],
  );
}
