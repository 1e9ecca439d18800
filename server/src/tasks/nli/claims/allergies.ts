import type { Claim } from './claim.js';
import { placesOf, type Clause } from './clauses.js';
import { phrases } from './phrases.js';

const drugs =
  'penicillins?|amoxicillin|ampicillin|flucloxacillin|augmentin|co-amoxiclav|pip-?tazo?|piperacillin|tazocin|cephalosporins?|ce[fp]h?alexin|ce(?:f|ph)azolin|ceftriaxone|sul(?:ph|f)a|sulfonamides?|sulfamethoxazole|co-?trimoxazole|septra|bactrim|silver sulfadiazine|povidone-iodine|iodine|trimethoprim|nitrofurantoin|erythromycin|clarithromycin|azithromycin|clindamycin|doxycycline|tetracyclines?|vancomycin|ciprofloxacin|levofloxacin|metronidazole|gentamicin|chloramphenicol|neomycin|rifampicin|aspirin|nsaids?|ibuprofen|nurofen|advil|naproxen|diclofenac|ketorolac|codeine|morphine|oxycodone|tramadol|lisinopril|ramipril|enalapril|phenytoin|carbamazepine|lamotrigine|allopurinol|metamizole|chlorhexidine';

const others = 'peanuts?|pb|shellfish|shrimps?|prawns?|crab|eggs?|soya?|sesame|strawberr(?:y|ies)|kiwi|latex';

const reaction =
  '(?:rash(?:es)?|hives|urticaria|anaphyla(?:xis|ctic)|angio-?o?edema|(?:throat|lip|tongue|face|facial) swelling|swelling of the (?:throat|lips?|tongue|face)|stevens-johnson(?: syndrome)?|sjs|itch(?:ing)?|wheez(?:e|ing)|bronchospasm|allergic reaction)';

/** Names that stand for the same substance. */
const sameAs: Readonly<Record<string, string>> = {
  amoxicillin: 'penicillin',
  ampicillin: 'penicillin',
  augmentin: 'penicillin',
  'co-amoxiclav': 'penicillin',
  bactrim: 'sulfa',
  'co-trimoxazole': 'sulfa',
  cotrimoxazole: 'sulfa',
  septra: 'sulfa',
  sulpha: 'sulfa',
  nurofen: 'ibuprofen',
  advil: 'ibuprofen',
  cephazolin: 'cefazolin',
  tazocin: 'penicillin',
  piperacillin: 'penicillin',
  flucloxacillin: 'penicillin',
  sulfamethoxazole: 'sulfa',
  pb: 'peanut',
  shrimp: 'shellfish',
  prawn: 'shellfish',
  crab: 'shellfish',
  cefalexin: 'cephalexin',
};

const substance = phrases`${drugs}|${others}`;

const drug = phrases`${drugs}`;

const noAllergies = phrases`
  nkd?a
  no (?:known )?(?:drug |medication |medicine )?allerg(?:y|ies)(?! (?:to|on file|recorded|testing|symptoms))
  allerg(?:y|ies)(?: status)? ?[:=-] ?(?:none|nil|no|nkda|denies)
  no (?:\w+ )?(?:adverse )?reactions? to any (?:drug|medication|medicine|antibiotic)s?
`;

const isAllergic = phrases`
  allergic to
  allerg(?:y|ies)
  anaphyla\w+ to
  drug sensitivity
  (?:caused|causes|gave|gives|brought|brings? on|makes?|led to) (?:\S+ ){0,3}?${reaction}
  (?:brought (?:him|her|them) out in|closed (?:his|her) throat)
  ${reaction} (?:with|from|to|after|on) (?:${drugs}|${others})
  (?:${drugs}|${others}) ?(?:[:(,-]|->|→) ?${reaction}
`;

const tolerates = phrases`
  tolerat(?:es|ed|ing)
  (?:without|w/o|with no) (?:any )?(?:reaction|problems?|incident|effect|trouble|ill effect|side effects?)
  no (?:reaction|problems?)
  has (?:used|taken|eaten)
  never (?:caused|any (?:problems?|reaction|side effects?)|had any (?:problems?|reaction|side effects?))
  gets on (?:well|fine) with
  suit(?:s|ed) (?:him|her)
  enjoys?|eats
`;

const negation = phrases`
  no|not|never|denies|without|nil|none|negative|ruled out|outgrown|delabel\w*|desensiti\w*|possible|query|unlikely|other than|except|allowed
`;

const earlier = phrases`
  (?:19[3-9]|20[0-2])\d
  allerg\w*|gave|gives|causes?|as a child|childhood|years? ago|last (?:yr|year)|previous(?:ly)?|prior|past|history|reports?
`;

const inDoses = phrases`\d+(?:\.\d+)? ?(?:mg|g|mcg|units?)|iv|po|bd|bid|tds|od|baked|challenge|ladder`;

const allergyHeading = /\ballerg/u;

/** The claims about allergies: whether there is any to a drug, and to a substance by its name. */
export function allergyClaims({ told, isOwn }: Clause, heading: string): Claim[] {
  if (!isOwn) return [];
  const isListed = allergyHeading.test(heading);
  if (noAllergies.test(told)) {
    return [{ topic: 'allergic to a drug', stance: 'denied', time: 'now' }];
  }
  return placesOf(told, substance).flatMap(({ match, before, item }): Claim[] => {
    const singular = match.replace(/s$/u, '');
    const topic = `reacts to ${sameAs[singular] ?? singular}`;
    if (tolerates.test(told) && !isAllergic.test(told) && !/\b(?:not|never) (?:tolerat|eat)/u.test(told)) {
      return /\bbaked\b/u.test(told) ? [] : [{ topic, stance: 'denied', time: 'now' }];
    }
    const isSaid = isAllergic.test(item) || isAllergic.test(told) || (isListed && !inDoses.test(told));
    if (negation.test(before) || negation.test(item) || !isSaid) return [];
    const claims: Claim[] = [{ topic, stance: 'affirmed', time: 'now' }];
    if (drug.test(item) && (earlier.test(told) || isListed)) {
      claims.push({ topic: 'allergic to a drug', stance: 'affirmed', time: 'now' });
    }
    return claims;
  });
}
