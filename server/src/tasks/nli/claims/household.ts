import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';
import { claimsBy, rulesOf } from './rules.js';

const person =
  '(?:(?:his|her|their|the|an?|two|three|\\d) )?(?:\\w+ )?(?:wife|husband|spouse|partner|mother|father|mum|mom|dad|parents|sons?|daughters?|sister|brother|family|girlfriend|boyfriend|fiancée?|children|kids|roommates?|flatmates?|housemates?)';

const spouse = '(?:husband|wife)';

const home = '(?:home|house|flat|apartment)';

const notNow = '(?:no longer|not|until|used to|formerly|previously|will|if|died|late)';

const many = '(?:one|two|three|four|five|six|\\d)';

const denial = phrases`
  no|not|nil|never|denies|without
  step\w*|half|foster|in[- ]law
`;

const rules = [
  ...rulesOf('lives with others', {
    deniedNow: {
      says: phrases`(?:lives|living|resides|residing) (?:\w+ )?(?:alone|by (?:himself|herself|themsel\w+)|on (?:his|her|their) own)`,
      unless: phrases`
        ${notNow}
        (?:mother|father|son|daughter|sister|brother|${spouse}) (?:who )?(?:lives|is living)
      `,
    },
    affirmedNow: {
      says: phrases`
        (?:lives|living|resides) (?:at home |in (?:\S+ ){1,6}?)?with ${person}
        ${spouse},? who (?:shares|lives (?:with|in))
        shares (?:the|an?|his|her) ${home}
      `,
      unless: phrases`${notNow}`,
    },
  }),
  ...rulesOf('has a spouse', {
    deniedNow: {
      says: phrases`
        widow(?:er|ed)?
        late ${spouse}
        ${spouse} (?:\w+ )?(?:died|passed away|deceased)
        death of (?:his|her) ${spouse}
      `,
      unless: phrases`(?:daughter|son|mother|father|sister|brother)(?:'s|,| is| was)? (?:a )?widow(?:er|ed)?`,
    },
    affirmedNow: {
      says: phrases`
        ${spouse} (?:heard|rang|called|phoned|found|brought|says?|said|states|reports?|noticed|witnessed|drives|drove|driving|present|agrees|confirms|accompan\w+|helps|works|interpret\w*)
        ${spouse} (?:at (?:the )?bedside|will return|is (?:present|certain|sure|here|with))
        (?:per|with|given to|by) (?:his|her) ${spouse}
        lives with (?:his |her )?${spouse}
      `,
      unless: phrases`late|ex|former|died|death|deceased|first|since|until|when|before|cared|own`,
    },
  }),
  ...rulesOf('has children', {
    deniedEver: {
      says: phrases`
        (?:has|had|have|with) (?:never had |had )?no (?:children|kids|offspring)
        no children(?! (?:at|in|under|with))
        childless
      `,
      unless: phrases`home|together|school`,
    },
    affirmedEver: {
      says: phrases`
        (?:his|her|the patient's) (?:\w+ )?(?:sons?|daughters?|children|kids)
        (?:mother|father) of ${many}
        with (?:\w+ )?and ${many} (?:girls|boys|children|kids|daughters|sons)
        ${many} (?:grown |adult |healthy )?(?:children|kids)
      `,
      unless: denial,
    },
  }),
  ...rulesOf('has siblings', {
    deniedEver: {
      says: phrases`
        no (?:siblings|brothers or sisters)
        only child
      `,
      unless: phrases`history|affected|with`,
    },
    affirmedEver: {
      says: phrases`(?:his|her|younger|older|elder|little|big) (?:\w+ )?(?:sister|brother|sibling)s?`,
      unless: denial,
    },
  }),
  ...rulesOf('was pregnant before', {
    deniedEver: {
      says: phrases`
        never (?:been pregnant|conceived|fallen pregnant)
        g0
        g ?1 ?,? ?p ?0
        primigravida?|nulligravida?
        first pregnancy
      `,
      unless: phrases`
        first pregnancy (?:was|ended|in|had)
        (?:in|from|during|of|since) (?:her|the) first pregnancy
        after
      `,
    },
    affirmedEver: {
      says: phrases`
        g ?[2-9] ?,? ?p ?\d
        (?:second|third|fourth|fifth) pregnancy
        (?:previous|prior|past|last|earlier) (?!to)(?:\w+ ){0,2}(?:pregnanc(?:y|ies)|ca?esarean|lscs|c-?section|delivery|miscarriage|abortion|birth)
        (?:ca?esarean|vaginal)(?: (?:delivery|birth|section))? (?:\w+ ){0,4}in (?:19|20)\d\d
        multipara|multiparous
        mother of (?:two|three|four|five)
        gave birth (?:to|in) (?:\w+ ){0,4}(?:19|20)\d\d
      `,
      unless: phrases`no|never|denies|not|without|nil`,
    },
  }),
  ...rulesOf('is a newborn boy', {
    affirmedNow: {
      says: phrases`
        (?:baby|infant|newborn|neonate) (?:boy|male)
        (?:male|boy) (?:infant|newborn|neonate|baby)
      `,
      unless: phrases`twins?|previous|prior|first|older|not|female|girl`,
    },
    deniedNow: {
      says: phrases`
        (?:baby|infant|newborn|neonate) (?:girl|female)
        (?:female|girl) (?:infant|newborn|neonate|baby)
      `,
      unless: phrases`twins?|previous|prior|first|older|not|male|boy`,
    },
  }),
];

/** The claims about the people around the patient: household, spouse, children, siblings, births. */
export function householdClaims({ text }: Clause): Claim[] {
  return claimsBy(rules, text);
}
