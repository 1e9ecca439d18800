import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';

/** People other than the patient, of whom a pronoun or an age may speak. */
const others = phrases`
  donor|partner|fetus|foetus|fetal|transgender|trans|twins?|mother|mum|mom|father|dad|parents?|wife|husband|daughter|son|baby|infant|sister|brother|friend|carer|neighbou?r|aunt|uncle|grand\w+|girlfriend|boyfriend|child|niece|nephew
  dr|doctor|nurse|surgeon|physician|gp|consultant|colleague|therapist|midwife|resident|(?:patient|subject) \w{1,3}|first|second|third|another|cases?|patients
`;

const man = phrases`
  (?:\d+[- ]?(?:years?|yrs?|y)[- ]?(?:old|o)?|\d+ ?yo|this|patient,? an?|is an?|pleasant) (?:[\w-]+ ){0,2}(?:man|gentleman|male|boy)
  testes|testis|testicles?|scrotum|spermatic cord|penis
`;

const woman = phrases`
  (?:\d+[- ]?(?:years?|yrs?|y)[- ]?(?:old|o)?|\d+ ?yo|this|patient,? an?|is an?|pleasant) (?:[\w-]+ ){0,2}(?:woman|lady|female|girl)
`;

const aged = /(?<!\d)\d{1,3}[- ]?(?:years?|yrs?|yo?\b)/u;

const he = /^(?:on \w+,? )?(?:he|his)\b/u;

const she = /^(?:on \w+,? )?(?:she|her)\b/u;

/**
 * The claims about the patient's sex: stated, observed, or implied by a pronoun.
 *
 * @param around the statement and the one before it: who is named there may be meant.
 */
export function sexClaims({ told, isOwn }: Clause, around: string): Claim[] {
  if (!isOwn || others.test(told)) return [];
  const isAlone = !others.test(around.toLowerCase());
  const isMan = man.test(told);
  const isWoman = woman.test(told);
  if (isMan && isWoman) return [];
  const claims: Claim[] = [];
  // What is stated is opposed by the other sex as it is seen or told; two ages with two sexes are two patients.
  if (isMan || isWoman) claims.push(claim(isMan, 'affirmed'));
  const isTold = isAlone && (he.test(told) || she.test(told));
  if ((isMan || isWoman) && !aged.test(told)) claims.push(claim(isWoman, 'denied'));
  else if (isTold && !isMan && !isWoman) claims.push(claim(she.test(told), 'denied'));
  return claims;
}

/** That the patient is of a sex, or, where it is denied, of the other. */
function claim(ofMan: boolean, stance: Claim['stance']): Claim {
  return { topic: ofMan ? 'is a man' : 'is a woman', stance, time: 'now' };
}
