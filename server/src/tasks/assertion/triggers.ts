import type { Assertion } from '../ner/entity.js';

/**
 * What ends the reach of other phrases: a `turn` of the sentence that of all; a new `subject` that of negation, doubt
 * and family, not that of "if he …"; a `statement` that of negation and doubt only, as in "mother has …".
 */
export type Ending = 'turn' | 'subject' | 'statement';

/** A phrase that says something of the problems before or behind it, or that ends the reach of one. */
export interface Trigger {
  /** Lower-case words, apart by single spaces. */
  readonly phrase: string;
  /** `forward` reaches behind the phrase, `backward` before it; `pseudo` reaches nowhere; the rest end a reach. */
  readonly reach: 'forward' | 'backward' | 'pseudo' | Ending;
  readonly assertion?: Assertion;
}

const forward: Readonly<Record<Exclude<Assertion, 'present' | 'history'>, string>> = {
  absent: `no|not|without|has not had|have not had|had not had|not had|denies|denied|denying|deny|negative for|neg for|no evidence of|no sign of|no signs of|
    no history of|no complaints of|absence of|absent|free of|rules out|ruled out for|rule him out for|never|never had|
    never developed|fails to reveal|failed to reveal|did not show|does not show|did not reveal|does not have|
    did not have|do not have|has no|had no|have no|is not|was not|are not|were not|cannot see|lack of|lacks|lacked|
    lacking|nor|neither|unremarkable for|resolution of|ruled out|exclude|excluded|excludes|excluding|
    showed no|shows no|revealed no|reveals no|w/o|no longer has|no longer had|declined|not have`,
  possible: `possible|possibly|probable|probably|likely|suspected|suspicion of|suspicion for|suspicious for|
    concern for|concerning for|may have|might have|could be|may be|might be|could represent|may represent|
    question of|questionable|presumed|presumptive|suggestive of|suggesting|suggests|suggest|appears to be|
    cannot rule out|can not rule out|cannot exclude|could not exclude|not ruled out|rule out|r/o|
    evaluate for|to assess for|differential includes|differential diagnosis included|differential diagnosis includes|
    differential diagnosis of|versus|vs|consider|considered|worrisome for|unlikely|potential|potentially|apparent|
    thought to be|consistent with possible|?`,
  conditional: `when walking|when climbing|when exercising|when lying|exposure to|allergic to`,
  hypothetical: `if|should he|should she|should you|should the patient|return for|call for|call if|in case of|
    watch for|monitor for|monitored for|risk of|risk for|at risk for|to prevent|prevention of|prophylaxis for|
    prophylaxis against|return to the hospital for|screen for|screening for|precautions for|as needed for|prn for|
    in the event of|may develop|might develop|could develop`,
  family: `family history of|family history|family history is significant for|family history is positive for|
    mother|father|brother|sister|brothers|sisters|siblings|sibling|grandmother|grandfather|aunt|uncle|cousin|
    cousins|maternal|paternal|parents|parent|son|daughter|relative|relatives|twin|family member|family members|
    fh|fhx|fam hx`,
};

const backward: Readonly<Record<Exclude<Assertion, 'present' | 'family' | 'history'>, string>> = {
  absent: `was ruled out|were ruled out|is ruled out|are ruled out|has been ruled out|have been ruled out|ruled out|
    was excluded|were excluded|has been excluded|was absent|were absent|is absent|are absent|not present|
    was not seen|were not seen|was not found|were not found|not seen|not detected|was negative|were negative|
    is negative|was not detected|were not detected|not identified|not observed|was denied|were denied|
    unlikely to be present|has resolved|have resolved|was not present|were not present`,
  possible: `is suspected|was suspected|were suspected|is possible|was possible|is likely|was likely|
    was considered|were considered|is considered|cannot be excluded|could not be excluded|cannot be ruled out|
    could not be ruled out|not excluded|not ruled out|is questionable|was questioned|may be present|
    is unlikely|was unlikely|was presumed|was thought possible`,
  conditional: `on exertion|with exertion|upon exertion|with activity|on movement|with movement|upon climbing|
    upon walking|on deep inspiration|when walking|when climbing|when lying|with exercise|on exercise`,
  hypothetical: `should be watched for|may develop|might develop|could develop|should occur|were to occur`,
};

/** Phrases that contain a trigger but mean something else. */
const pseudo = `no increase|no change|no significant change|no interval change|not only|not certain if|
  not certain whether|gram negative|gram-negative|not necessarily|no further|without difficulty|not cause|
  not drain|without further|not limited to|no new change|if any|if not already|what if|rh negative|
  her2 negative|not associated with resolution|no doubt|without doubt|no longer than|no more than|no less than|
  not until|no other than|possible to|more likely to|risk factor|risk factors|family physician|family doctor|
  mother's milk`;

const endings: Readonly<Record<Ending, string>> = {
  turn: `but|however|although|though|nevertheless|yet|except|except for|apart from|aside from|still|whereas|;`,
  subject: `the patient|patient|he|she|reports|reported|states|stated|noticed|brought|complains of|complained of|
    presented with|presents with|presenting with|admitted for|admitted with`,
  statement: `which|who|because|since|secondary to|due to|caused by|as a cause of|as an etiology for|developed|
    develops|has|had|was found to have|found to have|showed|shows|revealed|reveals|demonstrated|demonstrates|then|
    while|:`,
};

/** All triggers, the longest first, so "no increase" is found before "no". */
export const triggers: readonly Trigger[] = [
  ...Object.entries(forward).flatMap(([assertion, phrases]) =>
    listed(phrases).map((phrase): Trigger => ({
      phrase,
      reach: 'forward',
      assertion: assertion as Assertion,
    })),
  ),
  ...Object.entries(backward).flatMap(([assertion, phrases]) =>
    listed(phrases).map((phrase): Trigger => ({
      phrase,
      reach: 'backward',
      assertion: assertion as Assertion,
    })),
  ),
  ...listed(pseudo).map((phrase): Trigger => ({ phrase, reach: 'pseudo' })),
  ...Object.entries(endings).flatMap(([reach, phrases]) =>
    listed(phrases).map((phrase): Trigger => ({ phrase, reach: reach as Ending })),
  ),
];

function listed(phrases: string): string[] {
  return phrases.split('|').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}
