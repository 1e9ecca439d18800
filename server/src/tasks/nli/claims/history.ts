import type { Claim } from './claim.js';
import { bloodRelative, placesOf, type Clause } from './clauses.js';
import { conditions, operations, type Condition } from './conditions.js';
import { past, pastHeading } from './past.js';
import { phrases } from './phrases.js';

const negation = phrases`no|not|never|denies|denied|without|nil|none|negative|free of|excluded|ruled out`;

const unsure = phrases`
  risk|screen\w*|rule out|r/o|exclude\w*|possibl[ey]|prob(?:ably|able)?|query|suspect\w*|concern\w*|unlikely
  prophyla\w*|vaccin\w*|prevent\w*|if|may|might|would|will|should|plan\w*|consider\w*|scheduled|first|none|nil|negative|absent
`;

const isFirst = phrases`at|was|in (?:19|20)\d\d|years? ago|followed|second`;

const aboutOther = phrases`further|more|another|recurren\w*|new|since|exposure|contacts?|after|recently|lately|currently|in (?:a|the|over|about|several|many|\d+) \w+`;

const aBloodRelative = phrases`${bloodRelative}`;

const aboutFamily = phrases`
  ${bloodRelative}
  family|fhx?
`;

const byMarriage = phrases`wife|husband|spouse|partner|in[- ]law|says|states|reports`;

function denialOf({ denied, isOnceForAll }: Condition): RegExp {
  return phrases`
    ${isOnceForAll === true ? `^\\W*(?:no|nil) ${denied}\\W*$` : ''}
    (?:no|denies|without|nil|not have (?:an?|any)|negative for)(?: any)?(?: \w+){0,3}? (?:history|hx|h/o|episodes?)(?: of)?(?: [\w-]+,?){0,4}? ${denied}
    no (?:known |prior |previous |past |earlier |personal |other )+(?:[\w-]+ ){0,2}?${denied}
    never (?:had |has had |been |having had |suffered |undergone |experienced |diagnosed with )?(?:(?:any|an?|from|with|had|being) )*(?:\w+ ){0,2}?${denied}
    (?:has|have|had) (?:not|never) (?:ever )?(?:had|undergone|suffered)(?: (?:any|an?|from))*(?: \w+){0,2}? ${denied}
    (?:has|had) had no ${denied} (?:before|previously|so far)
    ${denied} ?[:=] ?(?:none|nil|never|no|denies)
    no ${denied} (?:so far|before|previously|to date|in the past)
    (?:prior|previous|past)(?: \w+)? ${denied} ?[:=]? ?(?:none|nil)
  `;
}

function firstOf({ denied }: Condition): RegExp {
  return phrases`
    first[- ]ever (?:(?:episode|attack|bout|event|act) of )?${denied}
    first (?:known )?(?:episode|attack|bout|event|act) of ${denied}
  `;
}

const known = [...conditions, ...operations].map((each) => ({
  ...each,
  denial: denialOf(each),
  first: firstOf(each),
}));

const inFamily = conditions.map(({ name, named, denied }) => ({
  name,
  named,
  denial: phrases`
    no (?:known |significant |relevant )?(?:family history|fhx?)(?: of)?(?: [\w-]+,?){0,4}? ${denied}
    no(?:body| ?one| (?:blood )?relatives?)(?: in (?:the|his|her) family)? (?:\w+ ){0,2}(?:has|had|with|suffers?)(?: [\w-]+,?){0,3}? ${denied}
    ${denied}[- ]free family
  `,
  lacking: phrases`not have (?:an?|any) (?:known )?family history of(?: [\w-]+,?){0,4}? ${denied}`,
}));

/** A history without anything in it, which any condition, operation or drug of the patient's contradicts. */
const noHistory = phrases`
  (?:no|nil|without|denies)(?: any)?(?: significant| relevant| other)? (?:past |previous |prior )?medical (?:history|problems|conditions|illnesses)
  (?:no|without) (?:chronic|known|long-term|significant) (?:illness(?:es)?|diseases?|medical conditions|medical problems|comorbidit(?:y|ies))
  (?:past medical history|pmhx?|medical history) ?[:=]? ?(?:is )?(?:none|nil|negative|unremarkable|noncontributory)
`;

const chronic =
  /^had (?:atrial|coronary|heart (?:disease|failure)|asthma|COPD|diabetes|hypertension|kidney disease|stroke|tuberculosis|cancer|depression)/u;

const butFor = phrases`other than|except|apart from|besides|but|significant for|notable for|of note`;

/** Most clauses name none. */
const anyCondition = phrases`${[...conditions, ...operations].map(({ named, denied }) => `${named.source}|${denied}`).join('|')}`;

/** The claims about what the patient had before: conditions, cancers, operations. */
export function historyClaims({ told, isOwn }: Clause, heading: string): Claim[] {
  if (!isOwn) return [];
  if (noHistory.test(told) && !butFor.test(told)) {
    return [{ topic: 'had any illness', stance: 'denied', time: 'ever' }];
  }
  if (!anyCondition.test(told)) return [];
  const isPast = past.test(told) || pastHeading.test(heading);
  const claims = known.flatMap(({ name, named, denial, first }): Claim[] => {
    const topic = `had ${name}`;
    if ((denial.test(told) && !aboutOther.test(told)) || (first.test(told) && !isFirst.test(told))) {
      return [{ topic, stance: 'denied', time: 'ever' }];
    }
    const isSaid =
      isPast &&
      placesOf(told, named).some(({ before, item }) => !negation.test(before) && !unsure.test(item));
    return isSaid ? [{ topic, stance: 'affirmed', time: 'ever' }] : [];
  });
  const isIll = claims.some(({ topic, stance }) => stance === 'affirmed' && chronic.test(topic));
  return isIll ? [...claims, { topic: 'had any illness', stance: 'affirmed', time: 'ever' }] : claims;
}

/**
 * The claims about what runs in the family.
 *
 * @param isHeaded whether the clause is under such a heading.
 */
export function familyClaims({ text }: Clause, isHeaded = false): Claim[] {
  if (!(isHeaded || aboutFamily.test(text)) || !anyCondition.test(text)) return [];
  return inFamily.flatMap(({ name, named, denial, lacking }): Claim[] => {
    const topic = `family had ${name}`;
    if (denial.test(text) || lacking.test(text)) return [{ topic, stance: 'denied', time: 'ever' }];
    const isSaid =
      !byMarriage.test(text) &&
      placesOf(text, named).some(
        ({ before, item }) =>
          aBloodRelative.test(isHeaded ? before + item : before) &&
          !negation.test(before) &&
          !unsure.test(item),
      );
    return isSaid ? [{ topic, stance: 'affirmed', time: 'ever' }] : [];
  });
}
