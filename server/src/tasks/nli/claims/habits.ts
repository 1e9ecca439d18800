import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';
import { claimsBy, rulesOf } from './rules.js';

const drink = '(?:alcohol|etoh|beers?|wine|spirits|sherry|whisk(?:e)?y|vodka|rum|gin|cider|liquor)';

const drug =
  '(?:cannabis|marijuana|weed|cocaine|heroin|amphetamines?|methamphetamine|ecstasy|mdma|lsd|crack)';

const drugs =
  '(?:(?:illicit|recreational|street|illegal|iv) (?:drugs?|substances?)|drug (?:use|misuse|abuse))';

const often =
  '(?:nightly|daily|weekly|socially|occasionally|moderately|heavily|regularly|most (?:days|nights)|(?:a|per|each|every) (?:day|night|week|evening)|[ao]t weekends|on weekends|/ ?(?:day|d|wk|week))';

const denial = phrases`
  no
  not
  none
  never
  nil
  denies
`;

const habits = [
  ...rulesOf('smoking', {
    deniedEver: {
      says: phrases`
        (?:never|not ever|at no time) (?:\w+ ){0,2}smok(?:ed|er|es|ing|e)
        (?:never|no) (?:\w+ ){0,2}(?:tobacco|nicotine) (?:use|exposure)
        has never used (?:any )?(?:tobacco|cigarettes|nicotine)
        never[- ]smoker
        lifelong non-?smoker
        (?:smoking|tobacco|smoker|cigarettes?) ?[:=-] ?never
        (?:not|never) (?:\w+ )?touched (?:a cigarette|cigarettes|tobacco)
        no (?:history of (?:smoking|tobacco)(?: use)?|smoking history|tobacco history)
      `,
      unless: phrases`
        passive(?:ly)?
        in the house
      `,
    },
    deniedNow: {
      says: phrases`
        non-?smoker
        does(?: not|n't) smoke
        denies (?:smoking|tobacco)
        (?:no|nil) (?:smoking|tobacco|cigarettes)
        (?:smoking|tobacco) ?[:=-] ?(?:none|nil|no|denies)
        denies (?:\w+,? ){0,3}(?:and |or )?(?:tobacco|smoking)(?: use)?
        (?:ex|former)[- ]?(?:cigarette )?smoker
        (?:quit|stopped|gave up|given up) (?:smoking|cigarettes|tobacco)
        (?:has )?not (?:smoked|touched (?:tobacco|a cigarette|cigarettes)) (?:since|for|in)
        (?:uses|consumes) no (?:tobacco|nicotine)
      `,
    },
    affirmedEver: {
      says: phrases`
        (?:ex|former|previous|past|one-?time)[- ]?(?:cigarette )?smoker
        (?:quit|stopped|gave up|given up) (?:smoking|cigarettes|tobacco)
        (?:\d+|ten|fifteen|twenty|thirty|forty|fifty|sixty)[- ]?(?:\+ )?(?:pack[- ]?years?|pk-?yrs?)
        smoked (?:\w+ ){0,3}(?:a|per) day
        smoked (?:for|from|until|till)
        used to smoke
      `,
      unless: phrases`(?:0|zero|no|not|never)[- ](?:\w+ ){0,2}(?:pack|smok)\S*`,
    },
    affirmedNow: {
      says: phrases`
        (?:current|active|heavy|daily) (?:cigarette )?smoker
        smok(?:es|ing) (?:about |around |approximately |up to )?(?:\d+|one|two|half|a pack|ten|twenty|fifteen|thirty|forty)\S*
        still smok(?:es|ing)
        gets through (?:\w+ ){1,3}(?:roll-?ups?|cigarettes|cigs)
        continues to smoke
        smokes (?:cigars?|a pipe|cigarettes|daily|heavily)
        (?:current|active|every-?day|daily)(?: \S+){0,2} smoker
        smoker,? (?:\d+|one|two|ten|twenty)
        (?:smoking|tobacco) ?[:=] ?(?:current|yes|active|\d+ ?(?:ppd|/ ?day|cig\w*|a day|per day)|1/2 ppd)
        \d+ cigarettes (?:a|per|each) day
      `,
      unless: phrases`
        quit|stop|stopped|gave up|until|not|never|previously|former|had been
        ex-\w+
      `,
    },
  }),
  ...rulesOf('alcohol', {
    deniedEver: {
      says: phrases`
        (?:never|not) (?:\w+ )?(?:touched|tasted|drunk|consumed|had) (?:any |a drop of |a )?${drink}(?=.*\b(?:life|ever)\b)
        never (?:touched|tasted|consumed|used) (?:any |a )?${drink}
        never (?:drinks|drank|drunk)
        life-?long (?:teetotal\w*|abst\w+)
        alcohol ?: ?never
      `,
    },
    deniedNow: {
      says: phrases`
        (?:drinks|takes|uses|consumes) no (?:alcohol|etoh)
        does(?: not|n't) drink
        denies (?:\w+,? ){0,3}(?:and |or )?(?:alcohol|etoh|drinking)(?: use| intake)?
        abstainer|abstains from alcohol
        (?:is |has been )?abstinent(?: from alcohol)?
        (?:no|nil) (?:alcohol|etoh)
        teetotal\w*
        (?:alcohol|etoh) ?[:-] ?(?:nil|none|no|denies)
      `,
      unless: phrases`
        last|since|smell\w*|until|days?|months?|weeks?|tonight|morning
        no alcohol (?:use disorder|misuse|abuse|excess|on)
      `,
    },
    affirmedEver: {
      says: phrases`
        last (?:alcoholic )?(?:drink|beer|wine|alcohol)
        (?:former|previous|heavy|recovering) (?:heavy )?(?:drinker|alcoholic)
        alcohol (?:use )?(?:disorder|dependen\w+|abuse|misuse|excess)
        drank (?:\w+ ){0,4}?${drink}
      `,
      unless: denial,
    },
    affirmedNow: {
      says: phrases`
        (?:drinks|consumes|enjoys) (?:\S+ ){0,5}?(?:${drink}|${often})
        ${drink} ?[:-]? ?(?:\S+ ){0,4}?${often}
        (?:social|moderate|heavy|daily|binge) drinker
        (?:his|her) (?:evening|nightly|daily|usual) ${drink}
        drinks (?:socially|occasionally|heavily|daily)
        (?:alcohol|etoh) ?[:=] ?(?:\d+|one|two|three|social\w*|occasional\w*|moderate\w*|daily|weekly|yes)
        (?:glass(?:es)?|bottles?|pints?|cans?|units?) of (?:red |white )?${drink} (?:with|a|per|each|every|most)
        \d+ (?:units|drinks|beers) (?:a|per|/) ?(?:day|week|wk)
      `,
      unless: phrases`
        no|not|never|denies|quit|stopped|former|used to|until|advised|limit|less than
        non-?alcoholic|water|coffee|tea|milk|juice|fluids?|insulin|heparin|iu
      `,
    },
  }),
  ...rulesOf('illicit drugs', {
    deniedEver: {
      says: phrases`
        never (?:\w+ )?(?:touched|used|tried|taken|injected|experimented with) (?:any )?(?:${drugs}|${drug}|drugs)
        (?:drugs|${drugs}) ?: ?never
      `,
    },
    deniedNow: {
      says: phrases`
        (?:no|denies|nil|without) (?:any )?${drugs}
        (?:illicits?|${drugs}) ?: ?(?:nil|none|no|denies)
        does(?: not|n't) use (?:any )?(?:${drugs}|drugs)
      `,
    },
    affirmedEver: {
      says: phrases`
        (?:used|tried|injected|smoked) (?:\w+ )?${drug}
        (?:former|previous|past|history of) (?:iv drug|ivdu|${drug})(?: use\w*)?
      `,
      unless: denial,
    },
    affirmedNow: {
      says: phrases`
        (?:uses|smokes|using|injects|takes|snorts) (?:\w+ )?${drug}
        ${drug} ?[:,-]? ?(?:\S+ ){0,2}?(?:${often}|weekends)
      `,
      unless: phrases`
        no|not|none|never|denies|quit|stopped
        medical|prescribed|infusion|mg
      `,
    },
  }),
  ...rulesOf('left-handed', {
    affirmedNow: { says: phrases`left[- ]hand(?:ed|[- ]dominant)`, unless: phrases`right` },
    deniedNow: { says: phrases`right[- ]hand(?:ed|[- ]dominant)`, unless: phrases`left` },
  }),
];

/** The claims about the patient's habits: smoking, alcohol, drugs, the leading hand. */
export function habitClaims({ told, isOwn }: Clause): Claim[] {
  return isOwn ? claimsBy(habits, told) : [];
}
