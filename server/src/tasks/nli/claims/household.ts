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
        lives? (?:together )?with ${person}
        (?:home|living situation|social) ?: (?:lives )?with (?:wife|husband|partner|family|parents|son|daughter)
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
        never (?:been )?married
        (?:is |a )?(?:unmarried|bachelor|spinster)
        death of (?:his|her) ${spouse}
      `,
      unless: phrases`(?:daughter|son|mother|father|sister|brother)(?:'s|,| is| was)? (?:a )?widow(?:er|ed)?`,
    },
    affirmedNow: {
      says: phrases`
        ${spouse} (?:heard|rang|called|phoned|found|brought|says?|said|states|reports?|noticed|witnessed|drives|drove|driving|present|agrees|confirms|accompan\w+|helps|works|interpret\w*)
        ${spouse} (?:at (?:the )?bedside|will return|is (?:present|certain|sure|here|with))
        (?:per|with|given to|by) (?:his|her) ${spouse}
        lives (?:\S+ ){0,4}with (?:his |her )?${spouse}
        (?:is )?married(?: to| with|,)
        (?:happily|still) married
        (?:his|her) ${spouse} of \w+ years
      `,
      unless: phrases`late|ex|former|died|death|deceased|first|since|until|when|before|cared|own|never|not|no longer|divorced|separated|was`,
    },
  }),
  ...rulesOf('has children', {
    deniedEver: {
      says: phrases`
        (?:has|had|have|with) (?:never had |had )?no (?:children|kids|offspring)
        no children(?! (?:at|in|under|with))
        never had (?:any )?(?:children|kids)
        childless
      `,
      unless: phrases`home|together|school`,
    },
    affirmedEver: {
      says: phrases`
        (?:his|her|the patient's) (?:\w+ )?(?:sons?|daughters?|children|kids)
        (?:mother|father) of ${many}
        (?:his|her|the patient's) (?:\w+ )?grand(?:sons?|daughters?|child(?:ren)?)(?:'s)?
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
  ...rulesOf('gave birth', {
    deniedEver: {
      says: phrases`
        nulliparous|nullipara
        never (?:given birth|delivered|had a (?:delivery|child))
        g ?[0-9] ?,? ?p ?0
        no (?:live births|deliveries|previous (?:deliveries|births))
        para (?:0|zero|nil)
      `,
      unless: phrases`delivered a|birth to|postpartum|newborn|live (?:male|female|born)`,
    },
    affirmedEver: {
      says: phrases`
        (?:previous|prior|past|last|two|three|first) (?:\w+ ){0,2}(?:ca?esareans?|lscs|c-?sections?|deliver(?:y|ies)|births?)
        (?:mother of|para) (?:one|two|three|four|five|[1-9])
        (?:gave birth|born to her|delivered) (?:\w+ ){0,5}in (?:19|20)\d\d
        g ?[1-9] ?,? ?p ?[1-9]
      `,
      unless: denial,
    },
  }),
  ...rulesOf('has animals', {
    deniedNow: {
      says: phrases`
        no (?:pets|animals|cats or dogs|dogs or cats)(?: at home| in the (?:home|house))?
        (?:does not|doesn't) (?:live with|keep|own|have) (?:any )?(?:animals|pets)
        keeps no (?:animals|pets)
      `,
      unless: phrases`contact|bites?|exposure|allerg\w*|dander|new`,
    },
    affirmedNow: {
      says: phrases`
        (?:his|her|their) (?:(?:two|three|four|both|\w+) )?(?:cats?|dogs?|parrots?|budgies?|rabbits?|hamsters?)
        (?:lives|alone) (?:\w+ )?with (?:\w+ )?(?:cats?|dogs?)
        both (?:his|her|their) (?:cats|dogs)
        (?:keeps|owns|has) (?:\w+ )?(?:cats?|dogs?|pigeons|parrots?|budgies?|rabbits?|chickens|birds)
      `,
      unless: phrases`no|not|never|former\w*|used to|died|neighbou?r\w*|until|without|bit|bite|scratch\w*|childhood`,
    },
  }),
  ...rulesOf('keeps birds', {
    deniedEver: {
      says: phrases`keeps no birds|no (?:avian exposure|birds(?: at home)?)|never (?:had|kept) (?:any )?(?:avian exposure|birds)`,
    },
    affirmedEver: {
      says: phrases`keeps (?:\w+ )?(?:pigeons|parrots?|budgies?|chickens|birds|canaries)`,
      unless: phrases`no|not|never`,
    },
  }),
  ...rulesOf('works', {
    deniedNow: {
      says: phrases`
        (?:is |has been |a )?(?:retired|unemployed)(?: (?:\w+ ){1,3})?
        (?:on|receives) (?:a )?disability(?: pension| benefits?)?
        (?:does not|unable to) work
        not working
      `,
      unless: phrases`semi-?retired|until|since the|wife|husband|plans? to|will|about to|time|out of`,
    },
    affirmedNow: {
      says: phrases`
        works (?:full[- ]time|part[- ]time|as an?|in an?|at an?|\w+ (?:days|mornings|hours|shifts)|nights)
        (?:is )?(?:currently )?employed (?:as|at|full|part)
        (?:currently|still) work(?:s|ing)
      `,
      unless: phrases`used to|worked|retired|previously|formerly|unable|not|no longer|until|wife|husband|voluntar\w+`,
    },
  }),
  ...rulesOf('drives', {
    deniedNow: {
      says: phrases`
        (?:does not|doesn't|no longer|never|not been) (?:drives?|driven|driving)
        (?:gave|given) up driving
        (?:driving )?licen[cs]e (?:was )?(?:revoked|suspended|surrendered)
        does not (?:hold|have) a (?:driving )?licen[cs]e
      `,
      unless: phrases`until|for \w+ (?:weeks|months)|advised|should|must|told`,
    },
    affirmedNow: {
      says: phrases`
        (?:he|she|pt|patient|who)? ?drove (?:himself|herself|in|here|to (?:the )?(?:clinic|hospital|ed|appointment))
        (?:still|he|she) drives (?!.*\bwife\b)
        drives (?:himself|herself|a |to |short|daily|locally)
      `,
      unless: phrases`not|no longer|until|wife|husband|used to|never`,
    },
  }),
  ...rulesOf('eats meat', {
    deniedNow: { says: phrases`vegetarian|vegan`, unless: phrases`not|former|until|was|wife|husband` },
    affirmedNow: {
      says: phrases`(?:eats|had|ate|enjoys|breakfast|lunch|dinner|supper)(?: \S+){0,5} (?:bacon|steak|beef|pork|ham|chicken|meat|sausages?|lamb)`,
      unless: phrases`no|not|never|avoids?|avoided|without`,
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
