import type { Claim } from './claim.js';
import type { Clause } from './clauses.js';
import { phrases } from './phrases.js';
import { claimsBy, rulesOf } from './rules.js';

const rules = [
  ...rulesOf('knows the family', {
    deniedEver: {
      says: phrases`
        (?:was |is )?adopted(?: as an? (?:infant|baby|child))?[,;:]?(?: and)? (?:\w+ ){0,2}(?:knows? nothing|no knowledge|unknown|nothing known)
        (?:family history|biological (?:family|parents|relatives)) (?:is |are )?(?:unknown|not known)(?: \(adopted\))?
        family history ?: (?:unknown|adopted)
        nothing (?:is )?known (?:about|of) (?:the |his |her )?(?:relatives|biological|family)
      `,
      unless: phrases`paternal|maternal|father's|mother's`,
    },
    affirmedEver: {
      says: phrases`
        (?:her|his) (?:mother|father|brother|sister) (?:had|has|died of|developed) (?!a |an |been|not|no |to |brought|come|called|noticed|told|power|said)
        (?:maternal|paternal) (?:uncle|aunt|grandmother|grandfather|cousin) (?:had|has|carries|died|with|:|-)
        (?:mother|father|brother|sister)(?: and (?:mother|father|brother|sister))? (?:had |has )?(?:an? )?(?:pkd|cancer|diabetes|stroke|mi|htn|hypertension|dementia)
      `,
      unless: phrases`adoptive|foster|step\w*|no|not|never|in[- ]law`,
    },
  }),
];

/** The claims about whether anything is known of the relatives: of an adopted patient's it is not. */
export function kinClaims({ text }: Clause): Claim[] {
  return claimsBy(rules, text);
}
