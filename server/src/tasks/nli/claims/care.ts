import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';
import { claimsBy, rulesOf } from './rules.js';

const notDone = phrases`
  no|not|never|without|nor|den(?:y|ies|ied)
  if|will|would|should|may|might|consider\w*|plan\w*|declin\w*|refus\w*|consent\w*|avoid\w*|discuss\w*|risk|require
`;

const before = phrases`previous\w*|prior|past|before|history|last|first|second|g ?\d ?,? ?p ?\d|(?:19|20)\d\d|earlier|sibling|sister`;

const contrast = '(?:(?:intravenous|iv|oral) )?(?:contrast(?: (?:medium|agent|material))?|gadolinium)';

const caesarean = '(?:em|el)?lscs|ca?esarean(?: section)?|c-?section';

const rules = [
  ...rulesOf('was ventilated', {
    deniedEver: {
      says: phrases`
        never (?:been )?(?:intubated|ventilated|(?:placed|put) on (?:a|the) ventilator)
        (?:was |were )?(?:not|never) (?:needed|required|in need of) (?:intubation|(?:invasive |mechanical )*ventilation|a ventilator|an artificial airway)
        (?:never|not) (?:needed|required) (?:an artificial airway|intubation|(?:invasive |mechanical )*ventilation|a ventilator)
        not needed any ventilation
        no (?:intubation|mechanical ventilation|invasive ventilation)(?: (?:was|were))?(?: (?:needed|required))?(?: (?:at any time|during))?
        without (?:intubation|(?:invasive |mechanical )+ventilation)
      `,
      unless: phrases`before|previous\w*|prior|asthma|past|consent\w*|dni|wish\w*|code`,
    },
    affirmedEver: {
      says: phrases`
        extubated
        (?:intubated|ventilated) (?:on|for|in|at|and)
        percutaneous tracheostomy
        (?:mechanical|invasive) ventilation (?:for|was)
      `,
      unless: notDone,
    },
  }),
  ...rulesOf('had cardiopulmonary resuscitation', {
    deniedEver: {
      says: phrases`
        no (?:bystander )?(?:cpr|cardiopulmonary resuscitation|chest compressions)(?: (?:was|were))? ?(?:given|started|performed|done)?
        without (?:bystander )?cpr
      `,
      unless: phrases`no cpr (?:order|status)|code|wish\w*|in the event|for`,
    },
    affirmedEver: {
      says: phrases`
        (?:bystander|immediate|witness) cpr
        cpr (?:was |at |by |for |started|given|performed|in progress)
        chest compressions (?:were|was|started|for)
      `,
      unless: phrases`no|not|never|without|if|status|declin\w*|refus\w*`,
    },
  }),
  ...rulesOf('was given contrast', {
    deniedEver: {
      says: phrases`
        ^\W*(?:no|without) ${contrast}(?: (?:was|were))?(?: (?:administered|given|used|injected))?\W*$
        ${contrast} (?:was )?(?:not|never) (?:administered|given|used|injected)
      `,
    },
    affirmedEver: {
      says: phrases`
        (?:after|following) (?:the )?(?:administration of )?${contrast}
        ${contrast} (?:was )?(?:administered|given|injected)
        (?:enhances|enhancing|enhancement)(?: \S+){0,3} after ${contrast}
      `,
      unless: phrases`no|not|never|without|allerg\w*|reaction|previous\w*|prior`,
    },
  }),
  ...rulesOf('was put under', {
    affirmedEver: {
      says: phrases`
        (?:under|had|with|propofol) (?:a )?(?:general an(?:a)?esth(?:esia|etic)|ga)
        general (?:endotracheal )?an(?:a)?esth(?:esia|etic) (?:was|via|with)
        extubated (?:awake|deep|in theatre|at the end)
        (?:ett?|i-?gel|lma|endotracheal tube) (?:out|removed|taken out|sore throat)
        sevoflurane|desflurane
      `,
      unless: phrases`${notDone.source}|fit for|previous\w*|last|under (?:local|regional)|sedation or`,
    },
    deniedEver: {
      says: phrases`
        an(?:a)?esth(?:esia|etic) ?: (?:spinal|local|topical|sub-tenon'?s|regional|wide[- ]awake)
        under (?:local|topical|spinal|regional) an(?:a)?esth(?:esia|etic)
        (?:no|without) general an(?:a)?esth(?:esia|etic)
      `,
      unless: phrases`convert\w*|general and|previous\w*|last|or general|then|plan\w*|will`,
    },
  }),
  ...rulesOf('was delivered by section', {
    affirmedEver: {
      says: phrases`
        (?:delivery|mode of delivery|mode) ?: ?(?:\w+ )?(?:${caesarean})
        (?:delivered|born|birth|delivery)(?: \S+){0,5}? (?:by|via|through) (?:\w+ ){0,3}(?:${caesarean})
        (?:underwent|had|needed) (?:an? )?(?:emergency|urgent|elective|primary|crash) (?:${caesarean})
      `,
      unless: phrases`${before.source}|no|not|never|if|or`,
    },
    deniedEver: {
      says: phrases`
        delivered (?:vaginally|spontaneously)
        (?:delivery|mode of delivery|mode) ?: ?(?:svd|nvd|nsvd|(?:normal |spontaneous )*vaginal)
        delivery was (?:a )?(?:normal |spontaneous |uncomplicated )*vaginal
        (?:spontaneous|normal|instrumental) vaginal (?:delivery|birth) (?:at|of|on)
        vaginal delivery of an? (?:\w+ ){0,2}(?:infant|baby|male|female|boy|girl)
        (?:svd|nvd|nsvd) (?:at|of|on)
      `,
      unless: phrases`${before.source}|attempt\w*|trial|if|not|fail\w*`,
    },
  }),
  ...rulesOf('was torn in childbirth', {
    deniedEver: {
      says: phrases`
        (?:intact perineum|perineum (?:was |is |remained )?intact)
        no (?:perineal )?(?:tears?|lacerations?)(?: were)?(?: seen| noted)?
        (?:had|needed|required) no (?:perineal )?(?:stitches|sutures|repair)
      `,
      unless: phrases`cervical|repair\w* (?:was|were|of)|before|previous\w*|rotator|menisc\w*|retinal|labral|tendon|scalp|skin`,
    },
    affirmedEver: {
      says: phrases`
        (?:first|second|third|fourth|1st|2nd|3rd|4th)[- ]degree (?:\w+ )?(?:tear|laceration)
        perineal (?:tear|laceration)s? (?:was |were )?(?:repaired|sutured)
        episiotomy (?:was )?(?:cut|performed|made|repaired)
      `,
      unless: phrases`previous\w*|prior|past|history|last|before|(?:19|20)\d\d|no|not|without`,
    },
  }),
  ...rulesOf('was opened', {
    deniedEver: {
      says: phrases`
        (?:without|no) conversion(?: to open)?
        completed (?:entirely )?laparoscopically
      `,
      unless: before,
    },
    affirmedEver: {
      says: phrases`
        convert(?:ed|ing) to (?:an? )?(?:open|laparotomy)
        (?:subcostal|midline|kocher) (?:incision|laparotomy)(?: wound)?(?: with| is| was| closed)
        open conversion
      `,
      unless: phrases`${before.source}|scar|old|healed|no|not|hernia`,
    },
  }),
  ...rulesOf('went home', {
    affirmedNow: {
      says: phrases`
        (?:discharged|disposition ?:|discharge to|went|sent)(?: \w+){0,2} home(?! health agency)
        disposition ?: (?:discharged to )?home
      `,
      unless: phrases`no|not|if|will|would|plan\w*|when|nursing|care home|group home|before|previous\w*|from|after|return\w*|wish\w*|hospice|can|may|should|once`,
    },
    deniedNow: {
      says: phrases`(?:transferred|discharged|sent|moved)(?: \S+){0,4}? to (?:an? |the )?(?:\S+ ){0,3}?(?:nursing (?:facility|home)|snf|rehab(?:ilitation)?(?: \w+)?|care home|hospice|long[- ]term care)`,
      unless: phrases`no|not|if|will|would|plan\w*|when|before|previous\w*|from|declin\w*|refus\w*|recommend\w*|may|should|consider\w*|refer\w*|service|clinic`,
    },
  }),
  ...rulesOf('has a cardiac device', {
    deniedEver: {
      says: phrases`
        (?:never had|no|without|denies)(?: any| an?)? (?:implanted |implantable |cardiac |other )*(?:cardiac device|pacemaker|icd|defibrillator)
      `,
      unless: phrases`indicat\w*|need\w*|require\w*|plan\w*|spike\w*|malfunction|lead|interrogat\w*|shock\w*|check|therap\w*`,
    },
    affirmedEver: {
      says: phrases`
        (?:dual|single|bi)[- ](?:chamber|ventricular) (?:\w+ )?(?:generator|pacemaker|icd|ppm|device)
        (?:pacemaker|icd|ppm|generator|crt-?[dp])(?: \S+){0,3}? (?:in situ|in place|implanted|placed|inserted|in (?:the )?(?:left|right)|interrogated|for (?:sick|complete|heart|av|chb))
        (?:has|with) an? (?:\S+ ){0,2}(?:pacemaker|icd)
        pacing leads?
      `,
      unless: notDone,
    },
  }),
  ...rulesOf('looks after himself', {
    affirmedNow: {
      says: phrases`
        independent (?:in|with|for) (?:all |most |her |his |basic )*(?:adls?|activities of daily living|self-?care|bathing|dressing|personal care)
        (?:is )?(?:washing|bathing|dressing)(?:,? (?:and|&) (?:washing|bathing|dressing))? (?:alone|herself|himself|independently|unaided)
      `,
      unless: phrases`not|no longer|until|previous\w*|before|was|prior|baseline|goal|aim|hope\w*|will|partially|sister|husband|wife`,
    },
    deniedNow: {
      says: phrases`
        (?:fully |totally |completely |is )*dependent (?:on|for|in|upon) (?:\S+ ){0,3}?(?:for )?(?:all )?(?:adls?|bathing|dressing|personal care|self-?care|activities)
        needs (?:full|total|complete|maximal|max) (?:help|assistance|assist) (?:with|for) (?:all )?(?:adls?|bathing|dressing|personal care|self-?care)
      `,
      unless: phrases`not|no longer|previous\w*|before|was|prior|instrumental|husband is|wife is`,
    },
  }),
  ...rulesOf('fell in the last year', {
    deniedEver: {
      says: phrases`(?:no|denies|denied|zero|0) (?:any )?falls? (?:in|over|within|during|for) (?:the )?(?:past|last|previous|this)? ?(?:year|12 months|twelve months)`,
    },
    affirmedEver: {
      says: phrases`
        (?:an?|one|two|three|four|five|several|\d+|recurrent|multiple) falls? (?:(?:in|over|within|during) )?(?:the )?(?:past|last|this|previous) (?:year|12 months|twelve months|month|week)
        fell (?:\S+ ){0,4}(?:last|this|past) (?:week|month)
      `,
      unless: notDone,
    },
  }),
];

/** The claims about care: ventilation, anaesthesia, contrast, birth, devices, where the patient went and what he does alone. */
export function careClaims({ told, isOwn }: Clause): Claim[] {
  return isOwn ? claimsBy(rules, told) : [];
}
