/**
 * What makes two statements worth comparing; `claim` where rules read opposed claims from them, `concept` where they
 * only speak of the same thing, `meaning` where an encoder finds them near each other.
 */
export const cues = [
  'claim',
  'assertion',
  'laterality',
  'medication',
  'number',
  'antonym',
  'concept',
  'meaning',
] as const;

export type Cue = (typeof cues)[number];

/** A dimension in which two statements can be opposed, with the words of its two poles. */
interface Dimension {
  readonly cue: Cue;
  readonly poles: readonly [string, string];
}

const dimensions: readonly Dimension[] = [
  { cue: 'laterality', poles: ['left', 'right'] },
  {
    cue: 'medication',
    poles: [
      'start started starting starts begin began begun initiated continue continued continues take takes ' +
        'taking taken receive receives received receiving prescribed resume resumed given administered on medications',
      'stop stopped discontinued held hold withheld refused refuses declined declines off quit',
    ],
  },
  { cue: 'antonym', poles: ['normal unremarkable intact', 'abnormal impaired enlarged dilated'] },
  {
    cue: 'antonym',
    poles: [
      'increased increasing elevated high raised rising',
      'decreased decreasing reduced low lowered falling',
    ],
  },
  {
    cue: 'antonym',
    poles: [
      'improved improving better resolved',
      'worse worsened worsening deteriorated persistent persists',
    ],
  },
  { cue: 'antonym', poles: ['stable', 'unstable'] },
  { cue: 'antonym', poles: ['benign', 'malignant cancerous'] },
  { cue: 'antonym', poles: ['acute', 'chronic'] },
  { cue: 'antonym', poles: ['mild minimal', 'severe massive'] },
  { cue: 'antonym', poles: ['alive', 'dead died deceased expired'] },
  { cue: 'antonym', poles: ['man male gentleman boy', 'woman female lady girl'] },
  { cue: 'antonym', poles: ['alert conscious', 'unconscious unresponsive comatose'] },
  { cue: 'antonym', poles: ['tachycardic', 'bradycardic'] },
  { cue: 'antonym', poles: ['independent independently', 'dependent'] },
  { cue: 'antonym', poles: ['patent', 'occluded obstructed'] },
  { cue: 'antonym', poles: ['upper', 'lower'] },
  { cue: 'antonym', poles: ['anterior', 'posterior'] },
  { cue: 'antonym', poles: ['proximal', 'distal'] },
  { cue: 'antonym', poles: ['married', 'single unmarried'] },
];

const poleByWord = new Map<string, { readonly dimension: number; readonly pole: 0 | 1 }>(
  dimensions.flatMap(({ poles }, dimension) =>
    ([0, 1] as const).flatMap((pole) =>
      poles[pole].split(' ').map((word) => [word, { dimension, pole }] as const),
    ),
  ),
);

const notMedication: ReadonlySet<string> = new Set([
  ...['a', 'the', 'admission', 'arrival', 'presentation', 'day', 'exam', 'examination', 'physical'],
  ...['auscultation', 'palpation', 'imaging', 'ct', 'mri', 'ultrasound', 'postoperative'],
]);

/** The cue of the dimension with that index. */
export function cueOf(dimension: number): Cue {
  return dimensions[dimension]?.cue ?? 'antonym';
}

/**
 * The dimension and pole of a lower-case word, if any. "On" indicates a medication only if the next word does not
 * make it a place or a day.
 */
export function poleOf(
  word: string,
  next: string | undefined,
): { dimension: number; pole: 0 | 1 } | undefined {
  if (word === 'on' && (next === undefined || notMedication.has(next))) {
    return undefined;
  }
  return poleByWord.get(word);
}

const negators = new Set(
  'no not never denies denied deny denying without nor neither negative non cannot'.split(' '),
);
const negatedBefore = new Set('absent negative resolved excluded denied unlikely'.split(' '));
const clauseEnds = new Set('. ; ! ? but however although though except yet'.split(' '));
const negatedForms = new Set(['afebrile', 'nonsmoker', 'normotensive']);

/** How far a negation reaches, in words: onwards over a list, back only to the word that it closes. */
const negationReach = { onwards: 10, back: 5 } as const;

const relatives =
  /^(?:father|mother|brother|sister|sibling|son|daughter|aunt|uncle|cousin|grand(?:father|mother|parent)|parent)s?$/;

/** Whom a statement is about: the empty string for the patient, otherwise the relative that it names. */
export function subjectOf(words: readonly string[]): string {
  return words.find((word) => relatives.test(word)) ?? '';
}

/**
 * Which words of a statement are negated: after a cue or before a closing one, within its clause. A rough reading
 * that only helps to choose pairs, including words that no model has marked.
 *
 * @param words lower case.
 */
export function negatedWords(words: readonly string[]): boolean[] {
  const negated = words.map((word) => negatedForms.has(word) || (word.length > 6 && word.startsWith('non')));
  let open = 0;
  let clauseStart = 0;
  for (const [index, word] of words.entries()) {
    if (clauseEnds.has(word)) {
      open = 0;
      clauseStart = index + 1;
      continue;
    }
    if (open > 0) {
      negated[index] = true;
      open -= 1;
    }
    const ruledOut = word === 'out' && words[index - 1] === 'ruled';
    const closing = negatedBefore.has(word) && words[index + 1] !== 'for';
    if ((ruledOut || closing) && open === 0) {
      const and = words.lastIndexOf('and', index) + 1;
      negated.fill(true, Math.max(clauseStart, and, index - negationReach.back), index);
    } else if (negators.has(word) && words[index + 1] !== 'only') {
      open = negationReach.onwards;
    } else if (word === 'free' && words[index + 1] === 'of') {
      open = negationReach.onwards;
    }
  }
  return negated;
}
