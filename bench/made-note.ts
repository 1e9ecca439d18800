import type { GoldEntity, GoldText } from '../test/fakes/oracle/gold.js';

/** The kinds of sentences in a generated note; `{type}` is a mention of that type, `#` a number. */
const templates = [
  'On day # the patient reported {problem} and {problem} in the {anatomy}, and {treatment} {dosage} was given.',
  '{test} on day # was {value}, so {treatment} was stopped because of {problem}.',
  'Examination # showed {problem} of the {anatomy} without {problem} or {problem}.',
  '{treatment} {dosage} was begun for {problem} after {test} # had shown {value}.',
  'Repeat {test} in week # was {value}, and {problem} of the {anatomy} stayed despite {treatment}.',
] as const;

const words: Readonly<Record<string, readonly string[]>> = {
  problem: [
    'chest pain',
    'fever',
    'dyspnea',
    'oedema',
    'nausea',
    'a rash',
    'anaemia',
    'headache',
    'fatigue',
    'cough',
  ],
  treatment: ['aspirin', 'metoprolol', 'heparin', 'prednisone', 'amoxicillin', 'insulin', 'morphine'],
  test: ['troponin', 'creatinine', 'haemoglobin', 'sodium', 'lactate', 'blood pressure'],
  anatomy: ['left arm', 'abdomen', 'right lung', 'neck', 'lower back', 'liver'],
  value: ['4.1 mmol/L', '130/80', 'normal', '12 g/dL', 'raised'],
  dosage: ['100 mg daily', '5 mg twice daily', '2 units', '40 mg'],
};

/** Sentences per line, and lines per heading. */
const perLine = 4;
const perSection = 20;

/**
 * A note of about `length` words, made of invented sentences that are all different, with all its entities:
 * about 0.3 per word, more than in real notes.
 *
 * @param seed notes of different seeds share no sentence.
 */
export function makeNote(length: number, seed = 0): GoldText {
  const entities: GoldEntity[] = [];
  let text = '';
  let count = 0;
  for (let sentence = 0; count < length; sentence++) {
    if (sentence % perSection === 0)
      text += `${sentence === 0 ? '' : '\n\n'}HISTORY ${seed}-${sentence / perSection}:\n`;
    else text += sentence % perLine === 0 ? '\n' : ' ';
    const template = templates[(sentence + seed) % templates.length] ?? '';
    const began = text.length;
    for (const [part, type] of template.matchAll(/\{(\w+)\}|#|[^{#]+/g)) {
      if (type === undefined) {
        text += part === '#' ? String(seed * 100_000 + sentence) : part;
        continue;
      }
      const choices = words[type] ?? [];
      const word = choices[(sentence * 7 + entities.length * 3) % choices.length] ?? '';
      entities.push({ start: text.length, end: text.length + word.length, type });
      text += word;
    }
    count += text.slice(began).split(/\s+/).length;
  }
  return { text, entities };
}
