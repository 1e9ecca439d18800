import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';
import { claimsBy, rulesOf } from './rules.js';

/** An earlier or a later result may differ. */
const another = phrases`
  repeat\w*|previous\w*|prior|earlier|later|subsequent\w*|follow-?up|since|now|clear(?:ed|ance)|until|initial\w*|converted|became|outside
`;

/** It was not seen yet. */
const open = phrases`if|pending|await\w*|would|will|should|to exclude|rule out|suspect\w*|possible|risk`;

const no = phrases`no|not|non|never|without|negative|nil|free of|clear of`;

const positive = '(?:[78]/8|positive|pos|detected|reactive|present|mutated|amplified|confirmed|raised|[+])';

const negative =
  '(?:negative|neg|not detected|undetected|undetectable|non-?reactive|absent|wild[- ]?type|not amplified)';

/** Tests with one result: what it is called, for use inside phrases. */
const markers: Readonly<Record<string, string>> = {
  'HLA-B27': 'hla[- ]?b27',
  HIV: 'hiv(?: (?:test|serology|antibody|status|ab/ag|screen))?',
  'hepatitis B': 'hbsag|hepatitis b surface antigen',
  'hepatitis C': 'hcv(?: antibody| ab)?|anti-hcv',
  HER2: 'her-?2(?:/neu)?',
  'estrogen receptor': 'er|o?estrogen receptors?|hormone receptors?(?: result)?,?(?: being)?',
  'progesterone receptor': 'pr|progesterone receptors?',
  p16: 'p16',
  'rheumatoid factor': 'rheumatoid factor|rf',
  'anti-CCP': 'anti-?ccp|acpa|ccp antibod(?:y|ies)',
  ANA: 'ana|anti-?nuclear antibod(?:y|ies)',
  ANCA: 'anca|[cp]-anca',
  'C. difficile': 'c(?:\\.|lostridioides|lostridium)? ?diff(?:icile)?(?: toxin| pcr)?',
  'rifampicin resistance': 'rifamp(?:ic)?in resistance',
  MRSA: 'mrsa(?: (?:screen|swab|nares|pcr))*',
  COVID: '(?:covid(?:-19)?|sars-cov-2)(?: (?:pcr|test|swab|antigen))*',
  influenza: '(?:influenza|flu)(?: [ab])?(?: (?:pcr|test|swab|antigen))+',
  BRCA1: 'brca-?1',
  BRCA2: 'brca-?2',
  EGFR: 'egfr(?: mutation)?',
  BRAF: 'braf(?: v600e?)?',
  KRAS: 'kras',
  'JAK2 mutation': 'jak-?2(?: v617f)?(?: mutation)?',
  'factor V Leiden': 'factor v leiden',
  'lupus anticoagulant': 'lupus anticoagulant',
  'group B streptococcus': 'gbs|group b strep(?:tococcus)?',
  'pregnancy test': '(?:urine |serum )?(?:pregnancy test|b-?hcg|hcg)',
  'direct Coombs test': 'direct (?:coombs|antiglobulin)(?: test)?|dat',
  'rhesus factor': 'rh(?:esus)?(?:\\(?d\\)?)?',
};

const between =
  '(?: (?:was|were|is|are|status|result|came back|returned|strongly|weakly|has|been|again)| ?[:=(,-])*';

const markerRules = Object.entries(markers).flatMap(([name, words]) =>
  rulesOf(`${name} is positive`, {
    affirmedEver: {
      says: phrases`
        (?<!(?:no|not|never|non|nor|without|for)[ -])(?:${words})${between} ?${positive}
        (?<!not )detected (?:${words})
      `,
      unless: phrases`${another.source}|${open.source}`,
    },
    deniedEver: {
      says: phrases`
        (?:${words})${between} ?${negative}
        (?:${words}) has never been positive
        not (?:${words})${between} ?${positive}
      `,
      unless: phrases`${another.source}|${open.source}`,
    },
  }),
);

const specimens: Readonly<Record<string, string>> = {
  blood: 'blood',
  urine: 'urine',
  sputum: 'sputum',
  CSF: 'csf|cerebrospinal fluid',
  wound: 'wound',
};

const cultureRules = Object.entries(specimens).flatMap(([name, words]) =>
  rulesOf(`a ${name} culture grew`, {
    affirmedEver: {
      says: phrases`
        (?:${words}) cultures?(?: (?!no|not|never)\S+){0,5}? (?:grew|growing|grows|yielded|isolated|positive(?: for)?)(?! (?:no|nothing))
        (?:${words}) cultures? ?: (?!no|neg|ster|pend|sent|taken|n/g)\w+(?: \w+)?, (?:sensitive|resistant|s:)
      `,
      unless: phrases`contaminant\w*|${open.source}`,
    },
    deniedEver: {
      says: phrases`
        (?:all|every|both)(?: \S+){0,2} (?:${words}) cultures?(?: \S+){0,6}? (?:negative|sterile|no growth|without growth)
        (?:${words}) cultures?(?: \S+){0,6}? (?:remained|stayed|were all|all)(?: \S+){0,2} (?:negative|sterile|no growth|without growth)
        no (?:positive )?(?:${words}) cultures?(?: \S+){0,3} (?:grew|growth|positive)
        (?:${words}) cultures? never grew
        (?:${words}) cultures? (?:remained )?(?:sterile|without growth)(?: (?:after|at|for) (?:\d|five|seven|two))?
      `,
      unless: phrases`repeat\w*|subsequent\w*|later|since|clear(?:ed|ance)|follow-?up|today|yesterday|so far|to date|pending`,
    },
  }),
);

const rules = [
  ...markerRules,
  ...cultureRules,
  ...rulesOf('a margin is involved', {
    deniedEver: {
      says: phrases`
        (?:all |surgical |resection |both )*margins? ?[:=]? ?(?:are |were |is |was |all )*(?:negative|clear|free|uninvolved|tumou?r-free|not involved)
        no (?:tumou?r|carcinoma|residual disease) at (?:the |any )?(?:\w+ )?margins?
        completely excised|complete excision
      `,
      unless: phrases`except|other than|but|apart from|posterior|anterior|deep|lateral|medial|superior|inferior|proximal|distal|radial|bronchial|vascular`,
    },
    affirmedEver: {
      says: phrases`
        margins? ?[:=]? ?(?:is |was |are |were |focally )*(?:positive|involved)
        (?:tumou?r|carcinoma|disease|melanoma) (?:is |was )?(?:present |extends |extending |focally )*(?:at|to|transects|involves) (?:the )?(?:inked |deep |resection |surgical |\w+ )*(?:margin|inked surface|inked \w+ surface)
        (?:tumou?r|carcinoma|melanoma) (?:is )?at ink
        incompletely excised|incomplete excision
      `,
      unless: phrases`${no.source}|if|biopsy|shave|previous\w*|prior|initial\w*|first`,
    },
  }),
  ...rulesOf('a sentinel node is involved', {
    deniedEver: {
      says: phrases`
        (?:all |both |the )*sentinel (?:lymph )?nodes? ?[:=]? ?(?:are |were |is |was |all )*(?:negative|clear|free|benign|uninvolved|not involved)
        no (?:metastas[ie]s|metastatic (?:disease|carcinoma|melanoma)|tumou?r) in (?:the |any |either )?sentinel (?:lymph )?nodes?
      `,
      unless: another,
    },
    affirmedEver: {
      says: phrases`
        (?:sentinel (?:lymph )?)?node \d+ (?:contains|shows|has) (?:an? )?(?:\S+ ){0,3}(?:micro-?)?metastas[ie]s
        (?:micro-?)?metastas[ie]s (?:\S+ ){0,4}in (?:one|two|three|\d+|a)(?: of| out of)?(?: \S+){0,3} (?:sentinel )?(?:lymph )?nodes?
        (?:nodes?|sentinel(?: lymph)? nodes?) ?[:=] ?(?:micro|macro)-?metastas[ie]s
        sentinel (?:lymph )?nodes? (?:is |was |were )*(?:positive|involved)
      `,
      unless: no,
    },
  }),
  ...rulesOf('the whole colon was seen', {
    affirmedEver: {
      says: phrases`
        (?:colonoscop\w+|scope|examination|instrument|advanced|passed|reached|intubated)(?: \S+){0,4} (?:to|into) the (?:ca?ecum|terminal ileum)
        (?:scope|colonoscopy|complete) to (?:the )?(?:ca?ecum|terminal ileum|ti)
        (?:ca?ecum|terminal ileum) (?:was )?(?:reached|intubated|photographed|entered)
        complete colonoscopy
      `,
      unless: phrases`${no.source}|could|unable|previous\w*|prior|last|if|repeat|incomplete`,
    },
    deniedEver: {
      says: phrases`
        (?:stopped|abandoned|terminated|halted) at the (?:splenic|hepatic|sigmoid|transverse|descending|ascending)
        (?:could not|unable to|not) (?:be )?(?:passed?|advanced?) (?:beyond|past) the (?:splenic|hepatic|sigmoid|transverse|descending|ascending)
        (?:incomplete colonoscopy|colonoscopy (?:was )?incomplete)
        ca?ecum (?:was )?not (?:reached|seen|intubated)
      `,
      unless: phrases`previous\w*|prior|last|if|sigmoidoscopy`,
    },
  }),
];

/** The claims about results that a note can only have one of: markers, cultures, margins, sentinel nodes, how far a colonoscopy went. */
export function resultClaims({ told, isOwn }: Clause): Claim[] {
  return isOwn ? claimsBy(rules, told) : [];
}
