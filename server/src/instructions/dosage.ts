import type { MedicationDetail } from '../tasks/medications/medications.js';

/** What a stretch of dosage says, each in its words; empty if it is not said. */
export type DosageParts = Readonly<Record<Exclude<MedicationDetail, 'reason'>, string>>;

/** What each part may look like; the longer wordings first. */
const parts: Readonly<Record<keyof DosageParts, readonly RegExp[]>> = {
  // "one" may begin a frequency ("one a day") as well as a dose ("one tablet"), so frequencies are tried first.
  frequency: [
    /(?:once|twice|thrice|(?:one|two|three|four|five|six|\d{1,2})(?: times)?|every other)\s(?:a |per |every )?(?:day|daily|week|weekly|month|night)(?![\p{L}\p{N}])/iuy,
    /every (?:\d{1,2}(?:\s?-\s?\d{1,2})? |other |two |three |four |six |eight |twelve )?(?:hours?|hrs?|h|days?|weeks?|months?|morning|evening|night)(?![\p{L}\p{N}])/iuy,
    /(?:\d{1,2}[\s-]?(?:hourly|hrly)|q\.?\s?\d{1,2}(?:-\d{1,2})?\s?(?:hours?|hrs?|h|d|weeks?|wk?)?)(?![\p{L}\p{N}])/iuy,
    /(?:in the (?:morning|evening)|at (?:night|bedtime)|each (?:morning|evening|night)|as (?:needed|required)|(?:when|if) required)(?![\p{L}\p{N}])/iuy,
    /(?:nightly|daily|weekly|monthly|hourly|fortnightly|mane|nocte|qhs|hs|qam|qpm|qd|od|om|on|bd|bid|tds|tid|qds|qid|qod|stat|prn)(?![\p{L}\p{N}])/iuy,
  ],
  dose: [
    /(?:\d[\d.,]{0,9}(?:\s?[-–/x]\s?\d[\d.,]{0,9})?|half an?|half|one|two|three|four|five)\s?(?:mg|mcg|micrograms?|milligrams?|grams?|g|kg|µg|ug|ng|units?|iu|u|ml|l|mmol|meq|puffs?|tablets?|tabs?|capsules?|caps?|drops?|sprays?|patch(?:es)?|sachets?|vials?|%)(?:\s?\/\s?(?:kg|m2|day|d|hour|hr|h|minute|min|dose|ml|week)){0,3}(?![\p{L}\p{N}])/iuy,
  ],
  route: [
    /(?:p\.?o\.?|i\.?v\.?|i\.?m\.?|s\.?c\.?|s\/?l|subcut(?:aneous(?:ly)?)?|subq|sq|pr|ng|neb(?:uli[sz]ed)?|inhaled|inhalation|topical(?:ly)?|oral(?:ly)?|by mouth|intravenous(?:ly)?|intramuscular(?:ly)?|sublingual(?:ly)?|per rectum|rectally|nasally)(?![\p{L}\p{N}])/iuy,
  ],
};

/**
 * The dose, route and frequency of a stretch of dosage, such as `40 mg PO twice daily`. `undefined` if it says anything
 * else, or one of the three in two places with another between them.
 */
export function splitDosage(text: string): DosageParts | undefined {
  const found: Record<keyof DosageParts, string> = { dose: '', route: '', frequency: '' };
  let last: keyof DosageParts | undefined;
  let [at, began] = [0, 0];
  while (at < text.length) {
    if (/[\s,]/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const name = partAt(text, at);
    if (!name || (found[name.part] !== '' && last !== name.part)) return undefined;
    // Two parts of one kind side by side are one: "twice daily PRN".
    if (found[name.part] === '') began = at;
    else if (name.part !== 'frequency') return undefined;
    at = name.end;
    found[name.part] = text.slice(began, at);
    last = name.part;
  }
  return last === undefined ? undefined : found;
}

function partAt(
  text: string,
  at: number,
): { readonly part: keyof DosageParts; readonly end: number } | undefined {
  for (const part of ['frequency', 'dose', 'route'] as const) {
    for (const pattern of parts[part]) {
      pattern.lastIndex = at;
      if (pattern.test(text)) return { part, end: pattern.lastIndex };
    }
  }
  return undefined;
}
