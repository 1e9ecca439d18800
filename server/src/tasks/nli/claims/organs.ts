import type { Claim } from './claim.js';
import { placesOf, type Clause } from './clauses.js';
import { past, pastHeading } from './past.js';
import { phrases } from './phrases.js';

/** Something that may be gone: words for it, and the operations that take it away. */
interface Organ {
  readonly topic: string;
  readonly removal: RegExp;
  readonly absent: RegExp;
  readonly removed: RegExp;
  readonly described: RegExp;
}

function organ(word: string, removal: string, described?: RegExp): Organ {
  return {
    topic: `has ${word}`,
    removal: phrases`${removal}`,
    absent: phrases`
      ${word} (?:\w+ ){0,2}?surgically absent
      surgically absent ${word}
      empty (?:left |right )?${word === 'kidney' ? 'renal' : word} (?:fossa|bed)
    `,
    removed: phrases`${word} (?:(?:was|were|is|has|have|had|been|surgically|completely|already) ){0,3}(?:removed|taken out)`,
    described:
      described ??
      phrases`
        ${word} (?:\w+ )?(?:is|was|appears|shows|contains|with|wall|distended|normal|unremarkable|palpable|enlarged|contracted|tip|lumen|measures|stones?|sludge|intact|\d\S*)
        ${word} ?[:,(].*
        (?:normal|dilated|inflamed|distended|enlarged|thickened|contracted|palpable|in the) ${word}
      `,
  };
}

const sided = ['left', 'right'].flatMap((side) => [
  organ(
    `${side} breast`,
    `${side}(?:-sided)? (?:\\w+ )?mastectomy`,
    phrases`${side} breast (?:\w+ )?(?:normal|without|unremarkable|soft|no mass\w*)`,
  ),
  organ(
    `${side} foot`,
    `${side} (?:below|above)[- ](?:the[- ])?knee amputation|${side} [ba]ka`,
    phrases`${side} (?:foot|(?:great |big )?toes?|ankle|heel) (?!amput)\w+`,
  ),
]);

const organs: readonly Organ[] = [
  organ('gall ?bladder', 'cholecystectomy|ccy'),
  organ('spleen', 'splenectomy|asplenia|asplenic'),
  organ('appendix', 'appendi?c?ectomy|appy'),
  organ('uterus', 'hysterectomy|tah'),
  organ(
    'tonsils',
    '(?:adeno)?tonsillectomy|tonsils (?:\\S+ ){0,3}out|tonsillar fossae (?:\\w+ )?(?:empty|clear)',
    phrases`
      tonsils (?:are |were )?(?:in place|present|\d\+|[1-4]\+|enlarged|inflamed|large|kissing|normal|not enlarged|symmetric\w*)
      (?:large|enlarged|inflamed|kissing) (?:\w+ )?tonsils
    `,
  ),
  organ(
    'both testes',
    'orchid?ectomy|orchiectomy',
    phrases`both (?:testes|testicles) (?:are |were )?(?:\w+ ){0,2}(?:included|normal|descended|symmetric\w*|palpable|unremarkable|seen|present)`,
  ),
  organ(
    'ovaries',
    'bilateral (?:salpingo-?)?oophorectomy|bso',
    phrases`(?:both )?ovaries (?:and tubes )?(?:are |were )?(?:left|conserved|preserved|normal|healthy|unremarkable|seen)`,
  ),
  organ(
    'kidney',
    'nephrectomy|solitary kidney',
    phrases`
      both kidneys (?!have been).*
      bilateral kidneys (?:are |were )?normal
      kidneys (?:are|appear|were)? ?(?:normal|unremarkable)
    `,
  ),
  organ(
    'thyroid',
    '(?:total|complete|completion) thyroidectomy',
    phrases`thyroid(?: gland)? ?:? ?(?:is |was |appears )?(?:\w+ )?(?:normal|enlarged|not enlarged|palpable|nodular)`,
  ),
  organ(
    'prostate',
    'radical (?:\\w+ ){0,2}prostatectomy',
    phrases`
      prostate (?:is |was |feels )?(?:\w+ )?(?:smooth|enlarged|normal|benign|soft|firm|\d+ (?:g|cc|ml))
      (?:enlarged|smooth|benign) prostate
    `,
  ),
  ...sided,
];

const gone = phrases`
  fossa|bed|surgically absent|removed|absent|resected|taken out|not (?:seen|visuali[sz]ed|present|identified)
  specimen|cancer|carcinoma|antigen|stump|\w*ectomy|prosthe\w*|reconstruct\w*|phantom
`;

const unsure = phrases`no|not|never|denies|planned|scheduled|consider\w*|will|for|refer\w*|await\w*|elective|if|offered|declined|partial|today|pod`;

const thisTime = phrases`
  (?:underwent|performed|undergo) (?:an? |the )?(?:\w+ )?$
  on (?:the )?\d{1,2}(?:st|nd|rd|th)? [^;]{0,60}$
`;

const here = /\b(?:findings|operation|procedure|hospital course|description)\b/u;

/** The claims about organs that are still there: once removed, an organ is not described again. */
export function organClaims({ told, isOwn }: Clause, heading: string): Claim[] {
  if (!isOwn) return [];
  const isPast = past.test(told) || pastHeading.test(heading);
  return organs.flatMap(({ topic, removal, absent, removed, described }): Claim[] => {
    const wasRemoved =
      isPast &&
      !here.test(heading) &&
      placesOf(told, removal).some(
        ({ before, item }) => !unsure.test(before) && !unsure.test(item) && !thisTime.test(before),
      );
    if (absent.test(told) || (removed.test(told) && isPast) || wasRemoved)
      return [{ topic, stance: 'denied', time: 'ever' }];
    return described.test(told) && !gone.test(told) ? [{ topic, stance: 'affirmed', time: 'now' }] : [];
  });
}
