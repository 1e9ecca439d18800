/** What an instruction asks to do, and to what. */
export interface Phrase {
  /** A verb in its base form; `answer` for a question. */
  readonly verb: string;
  readonly object: string;
}

const verbs = new Set(
  (
    'answer choose classify compare copy decide document explain extract find give go judge label list look make mark ' +
    'name perform read reply say sort summarize tag take turn use write'
  ).split(' '),
);

/** Words between a verb and the noun that it governs. */
const passedOver = new Set(
  (
    'a all an and as at below both by each every exactly following for from how in into it its named of once one or out ' +
    'please several that the their them then these this those through to two up whole with would clinical complete factual ' +
    'medical reported health research second first on only perform them what whether frequently asked given any kind kinds'
  ).split(' '),
);

/**
 * The verb of the first imperative sentence, and the first noun after it. Word lists instead of a parser are
 * enough for instructions that we wrote ourselves. An instruction without such a verb counts as a question.
 */
export function phraseOf(instruction: string): Phrase {
  const sentences = instruction.toLowerCase().split(/[.?!:;\n]\s+/u, 8);
  for (const sentence of sentences) {
    const [verb = '', ...rest] = wordsIn(sentence.split(/,\s/u, 1)[0] ?? '');
    if (!verbs.has(verb)) continue;
    const object = rest.find((word) => !passedOver.has(word) && !verbs.has(word));
    return { verb, object: singular(object ?? 'text') };
  }
  return { verb: 'answer', object: 'question' };
}

function wordsIn(text: string): string[] {
  return (text.match(/[\p{L}’-]+/gu) ?? []).map((word) => word.replace(/’s?$/u, ''));
}

function singular(word: string): string {
  if (/(?:ss|us|is|yes|species)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
