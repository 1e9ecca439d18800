import type { Claim } from './claim.js';
import { placesOf, type Clause } from './clauses.js';
import { drugClasses, type DrugClass } from './drugs.js';
import { phrases } from './phrases.js';

/** Headings under which a drug is a plan, or given by the hospital. */
const planHeading =
  /\b(?:plan|discharge|recommend|order|course|treatment|advice|rx|ttos?|disposition|assessment|impression|management|a\/p|hospital|procedure|operati|an(?:a)?esth|to do|follow)/u;

const drugHeading = /\b(?:medic|drug|meds|history|hx|pmh|social|background)/u;

/** Why a drug may be named after "no", but for not being taken. */
const about =
  /\b(?:contraindicat|discontinu|stop|interrupt|withh|indicat|need|respon|improv|benefit|allerg|intoleran|reaction|side effect|chang|adjust|interact|miss|difficult|complicat|effect|evidence|relief|toxic|longer|anymore|any more|resist|complian|adheren|except|other than|apart from|besides|further|additional|more\b|switch|level|dose|refill)/u;

/** Signs that the patient does not take a named drug. */
const notTaken = phrases`
  will|would|should|could|consider\w*|recommend\w*|start\w*|begin\w*|began|begun|plan\w*|if|may|might|offer\w*|advis\w*|discuss\w*|until|once
  declin\w*|refus\w*|allerg\w*|hold|held|holding|stop\w*|discontinu\w*|avoid\w*|instead|contraindic\w*|intoleran\w*|off|omitted
  versus|vs|wean\w*|tried|candidate|trial|intend\w*|to be|prescrib\w*|cho[os]\w*|coil|switch\w*|chang\w*|level|increase\w*|reduce\w*|risk|order\w*|prophyla\w*|add\w*
  rash|hives|anaphyla\w*|angioedema|sensitiv\w*|resist\w*|suscept\w*|overdose\w*|ingest\w*|swallow\w*|previous\w*|formerly|past
`;

const negation = phrases`no|not|never|without|nor|den(?:y|ies|ied)|nil|none`;

const asTreatment = phrases`
  given|giving|gave|administer\w*|treat\w*|received?|initiat\w*|iv|im|intravenous\w*|infus\w*|bolus|load\w*|underwent|therapy|post-?op\w*|discharge\w*|course of|regimen|stat|perform\w*|was|were|days?
`;

const atHome = phrases`
  takes?|taking|on|uses?|using|continues?|last dose|home|long[- ]term|regular(?:ly)?|receiving
  daily|bd|bid|od|tds|tid|qd|qid|nocte|mane|weekly|nightly|prn|po|q\d+h
  \d+(?:\.\d+)? ?(?:mg|mcg|units?|micrograms?)
`;

const before = phrases`
  had (?:been )?(?:taken|taking|used|using|applied|on)
  has (?:taken|used|been (?:on|taking|using))
  took|used|takes|taking|since|finished
  for (?:\S+ ){1,2}(?:years?|months?|weeks?)
  (?:years?|months?|weeks?|days?) ago
  in (?:19|20)\d\d
  begun in \w+
`;

const finished = phrases`ago|finished|completed`;

const inStay = phrases`
  given|administered|received|infus\w*|wean\w*|drip|carried out|required|bolus|weaned
  \d+(?:\.\d+)? ?(?:mg|mcg|units?)\S*
`;

const outsideStay = phrases`home|takes|allerg\w*|declin\w*|refus\w*|avoid\w*|if|may|might|consider\w*|plan\w*|will|would|should`;

const ever = phrases`never|ever|before|to date|previous(?:ly)?|prior|in (?:his|her|their) life|at any time|since (?:her|his) last`;

const thisStay = phrases`during|this (?:stay|admission)|administered|intra-?op\w*|in hospital|(?:was|were) given|not (?:required|needed|given|used)|required|received`;

const thisTime = phrases`this (?:am|pm|morning|evening)|tonight|last night|doses?|in (?:about |over )?(?:an?|the|\d+|several|many) (?:few |last |past )?(?:days?|weeks?|months?)`;

/** The ways in which a clause denies a class of drugs. */
function denialOf({ words }: DrugClass): RegExp {
  return phrases`
    (?:no|without|denies|nor|nil) (?:(?!(?:but|with|was|were|is|are|and|on|for|to|of|or other|since|after|until|before|despite)\b)[^;:]){0,30}?${words}
    (?:not|never|n't) (?:\S+ ){0,3}?(?:on|taken|takes?|taking|received?|given|prescribed|had|use|used|using|touched|tried|an?|any)(?: (?:any|an?|kind of|form of|sort of|type of|daily|regular|oral|before|course of))*(?: \S+)? ${words}
    not ${words}
    (?:takes|uses|taking|using|on) (?:no|nothing|none)[^;:]{0,20} ${words}
    (?:declin(?:es|ed)|turn(?:s|ed) down|refus(?:es|ed)) (?:an? |any |all )?(?:\w+ )?${words}
    ${words} ?[:=] ?(?:none|nil|no|never)
    ${words} (?:was |were )?not (?:required|needed|given|used|administered)
  `;
}

const classes = drugClasses.map((each) => ({
  ...each,
  denied: denialOf(each),
  bare: phrases`^\W*no ${each.words}\W*$`,
}));

type Class = (typeof classes)[number];

/** Most clauses name no drug at all, and a class costs a dozen expressions. */
const anyDrug = phrases`${drugClasses.map(({ words }) => words).join('|')}`;

/** No drug at all, which any drug taken at home contradicts. */
const noDrugs = phrases`
  (?:takes|on|uses|taking) no (?:regular |home |prescription |daily |other )*(?:medications?|medicines?|drugs|tablets)
  no (?:regular|home|current|prescription|daily|routine) (?:medications?|medicines?|drugs|tablets)
  (?:home |regular |current )?(?:medications|meds|drug history) ?[:=] ?(?:none|nil)
`;

const someDrugs = phrases`new|changes?|other|further|besides|except|apart|allerg\w*|but`;

/** The claims about what the patient takes, took, or was given in the stay, a class of drugs each. */
export function treatmentClaims({ told, isOwn }: Clause, heading: string): Claim[] {
  if (!isOwn) return [];
  if (noDrugs.test(told) && !someDrugs.test(told)) {
    return [{ topic: 'takes any drug', stance: 'denied', time: 'now' }];
  }
  if (!anyDrug.test(told)) return [];
  const isPlan = planHeading.test(heading);
  const claims = classes.flatMap((each): Claim[] => {
    const denial = each.denied.exec(told);
    if (denial) return denialClaims(each, told, denial, heading);
    return placesOf(told, each.member).flatMap(({ match, before: words, item }) =>
      negation.test(words) ? [] : [each.name, match].flatMap((name) => takenClaims(name, told, item, isPlan)),
    );
  });
  const takes = claims.some(
    ({ topic, stance, time }) => topic.startsWith('takes ') && stance === 'affirmed' && time === 'now',
  );
  return takes ? [...claims, { topic: 'takes any drug', stance: 'affirmed', time: 'now' }] : claims;
}

function denialClaims(each: Class, told: string, denial: RegExpExecArray, heading: string): Claim[] {
  const behind = told
    .slice(denial.index + denial[0].length)
    .split(' ', 3)
    .join(' ');
  const isAdvice =
    (each.bare.test(told) && !drugHeading.test(heading)) ||
    (planHeading.test(heading) && /^(?:no|without)\b/u.test(denial[0]));
  if (about.test(denial[0] + behind) || isAdvice || thisTime.test(told)) return [];
  // "Not on warfarin" says nothing of the other anticoagulants.
  const [member] = each.member.exec(denial[0]) ?? [];
  const name = member ?? each.name;
  if (thisStay.test(told)) return [{ topic: `was given ${name}`, stance: 'denied', time: 'ever' }];
  if (/\brecent/u.test(told)) return [{ topic: `took ${name}`, stance: 'denied', time: 'ever' }];
  return [{ topic: `takes ${name}`, stance: 'denied', time: ever.test(told) ? 'ever' : 'now' }];
}

function takenClaims(name: string, told: string, item: string, isPlan: boolean): Claim[] {
  const claims: Claim[] = [];
  if (!isPlan && !notTaken.test(item)) {
    if (atHome.test(item) && !asTreatment.test(told)) {
      claims.push({ topic: `takes ${name}`, stance: 'affirmed', time: 'now' });
    } else if (before.test(told)) {
      claims.push({ topic: `takes ${name}`, stance: 'affirmed', time: 'ever' });
    }
  }
  if (finished.test(item)) claims.push({ topic: `took ${name}`, stance: 'affirmed', time: 'ever' });
  if (inStay.test(told) && !outsideStay.test(told)) {
    claims.push({ topic: `was given ${name}`, stance: 'affirmed', time: 'ever' });
  }
  return claims;
}
