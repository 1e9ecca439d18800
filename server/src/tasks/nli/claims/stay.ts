import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';
import { claimsBy, rulesOf } from './rules.js';

const drain =
  '(?:(?:surgical|suction|closed|bulb|french|wound|jackson-pratt|jp|blake|penrose|redon) )*drains?';

const product = '(?:blood|prbcs?|packed (?:red )?cells|red (?:blood )?cells|platelets|ffp|plasma|cryo\\w*)';

const changed = phrases`chang\w*|revers\w*|rescind\w*|was|previous\w*|discuss\w*|until`;

const notDone = phrases`
  day \d+|under ct|later|yesterday|today
  no|not|never|nor
  if|will|would|should|may|might|consider\w*|plan\w*|declin\w*|refus\w*|consent\w*|avoid\w*
`;

const rules = [
  ...rulesOf('has a drain', {
    deniedNow: {
      says: phrases`
        drains? ?[:=] ?(?:none|nil|no)
        (?:no|without) (?:a |any )?${drain}(?: (?:was|were))?(?: (?:left|placed|inserted|used|needed|required))?
        ${drain} (?:was |were )?not (?:left|placed|inserted|used|needed|required)
        left undrained
      `,
      unless: phrases`output|remov\w*|site|out`,
    },
    affirmedNow: {
      says: phrases`
        ${drain} (?:was|were|is|are)? ?(?:left|placed|inserted|brought out|secured|in situ|in place|sutured)
        ${drain} (?:\S+ )?output
        ${drain}(?: in the [\w ]{3,30})?: (?:strip|output|empty|record)
        (?:left|placed) (?:an? )?${drain}
      `,
      unless: notDone,
    },
  }),
  ...['lumbar', 'ventricular', 'chest', 'abdominal', 'pelvic'].flatMap((kind) =>
    rulesOf(`has a ${kind} drain`, {
      deniedNow: {
        says: phrases`
          (?:no|without) (?:a |any |external )*${kind} drain(?: (?:was|were))?(?: (?:left|placed|inserted|used|needed|required))?
          ${kind} drain (?:was )?not (?:left|placed|inserted|used|needed|required)
        `,
        unless: phrases`output|remov\w*|site`,
      },
      affirmedNow: {
        says: phrases`${kind} drain (?:\w+ )?(?:output|remov\w*|left|placed|inserted|in situ|in place|clamped|secured)`,
        unless: notDone,
      },
    }),
  ),
  ...rulesOf('was transfused', {
    deniedEver: {
      says: phrases`
        no (?:blood )?(?:transfusions?|blood products?)(?: (?:was|were|have been))?(?: (?:needed|required|given))?
        transfusions? (?:was |were )?not (?:needed|required|given)
        without (?:blood )?transfusion
        (?:was |were )?(?:not|never)(?: been)? transfused
        never (?:needed|received|had|required) (?:any )?(?:blood|transfusions?|blood products?)
        (?:no|without any) transfusion(?: support| necessary| needed)?
        not a single unit
      `,
      unless: phrases`reactions?|history|before|previous\w*|prior|declin\w*|refus\w*|since|today|further|more|if|unless|intra-?op\w*|post-?op\w*`,
    },
    affirmedEver: {
      says: phrases`
        (?:received|given|transfused)(?: with)? (?:\S+ ){0,3}(?:units?|bags?|pools?) (?:of )?(?:\w+ ){0,2}${product}
        ${product} (?:x ?)?\d+ ?(?:units?|u)?,? (?:\S+ ){0,4}(?:given|transfused)
        transfused (?:\S+ ){0,2}(?:units?|u)
        units?(?: of)?(?: \w+)? transfused
        (?:\d+|one|two|three|four|six) ?(?:units?|u) (?:of )?${product}(?: \w+)? (?:given|transfused|in|on|after|during)
        regular transfusions
      `,
      unless: notDone,
    },
  }),
  ...rulesOf('had platelets', {
    deniedEver: {
      says: phrases`
        no platelets?(?: transfusions?)?(?: (?:was|were))? (?:needed|required|given)
        platelet transfusions? (?:was |were )?not (?:needed|required|given)
      `,
    },
    affirmedEver: {
      says: phrases`(?:received|given|transfused)(?: with)? (?:\S+ ){0,3}(?:units?|bags?|pools?) (?:of )?(?:\S+ ){0,3}platelets`,
      unless: notDone,
    },
  }),
  ...rulesOf('was operated on in this stay', {
    deniedEver: {
      says: phrases`no (?:surgery|operation|procedure|surgical procedure) (?:was |were )?(?:performed|done|undertaken|carried out)? ?(?:during|in|on) this (?:stay|admission|hospitali[sz]ation)`,
    },
    affirmedEver: {
      says: phrases`(?:fusion|\w+ectomy|\w+otomy|\w+ostomy|\w+plasty|fixation|orif|repair|bypass)(?: \S+){0,3} on \d{1,2}/\d{1,2}`,
      unless: notDone,
    },
  }),
  ...rulesOf('is for resuscitation', {
    deniedNow: {
      says: phrases`
        (?:code status|resus(?:citation)?(?: status)?|status) ?[:=]? ?(?:is )?(?:dnr|dnar|dnacpr|do not (?:attempt )?resuscitate)
        (?:dnr|dnar|dnacpr),? (?:copy|form|signed|in place|on (?:the )?chart)
        ^(?:dnr|dnar|dnacpr)(?:[ /,]+(?:dni|dnr))?\W*$
        (?:for no|not for) (?:cpr|resuscitation|resus)
      `,
      unless: changed,
    },
    affirmedNow: {
      says: phrases`
        full code
        full resuscitation
        for full (?:resus|escalation)
      `,
      unless: phrases`
        chang\w*|revers\w*|rescind\w*|was|previous\w*|discuss\w*|until
        not|dnr|dnar|dnacpr
      `,
    },
  }),
  ...rulesOf('has fasted', {
    deniedNow: {
      says: phrases`
        (?:had|ate|eaten|took)(?: \S+){0,4} (?:breakfast|lunch)(?: \S+){0,3} (?:this morning|today|before|at \d)
        ate (?:this morning|today|before (?:coming|theatre|surgery))
        not (?:fasted|fasting|npo)
      `,
      unless: phrases`no|not had|never|without|yesterday`,
    },
    affirmedNow: {
      says: phrases`
        (?:fasted|fasting|npo|nil by mouth|nbm) (?:since|from) (?:midnight|yesterday|last night|\d+)
        fasted (?:appropriately|adequately|as instructed|overnight)
        last (?:meal|food|ate|oral intake)(?: was)? (?:yesterday|last night|the evening before)
      `,
      unless: phrases`not|will|to be|should|please|must`,
    },
  }),
  ...rulesOf('was febrile', {
    deniedEver: {
      says: phrases`
        (?:was |remained |been )?afebrile throughout
        (?:never|not once|at no time)(?: was| were)?(?: he| she)? (?:febrile|had (?:a )?fever)
        no fever (?:at any time|throughout|was (?:ever )?recorded)
      `,
    },
    affirmedEver: {
      says: phrases`
        spik(?:ed|es|ing)(?: a)? (?:fever|temp\w*)
        (?:fever|temp(?:erature)?|t|tmax)(?: to| of| was|:)? ?(?:3[89](?:\.\d)?|40(?:\.\d)?|10[1-5](?:\.\d)?)(?: ?°? ?[cf])?
      `,
      unless: phrases`no|not|never|if|without|before|prior|home|previous\w*`,
    },
  }),
];

/** The claims about what was done and seen in the stay: drains, transfusions, resuscitation, fever. */
export function stayClaims({ told }: Clause): Claim[] {
  return claimsBy(rules, told);
}
