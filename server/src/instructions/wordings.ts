import { relationLabels } from '../tasks/relations/words.js';
import type { EntityType, RelationType } from '../tasks/schema.js';

/** Several ways to ask for the same thing; never empty. */
export type Wordings = readonly [string, ...string[]];

const naming = ({ name, description }: EntityType): string => `${name} (${description})`;

/** Asks for the tags of one entity type, one token per line. */
export function taggingWordings(type: EntityType): Wordings {
  const { name, description } = type;
  return [
    `Label every token of the sentence for mentions of ${name}: ${description}. Write “token : B” where a mention begins, “token : I” where it goes on, and “token : O” everywhere else, one token a line.`,
    `Which tokens name a ${name}? Go through the sentence token by token and give each a line with B (first token of a mention), I (inside one) or O (outside). What counts: ${description}.`,
    `Perform named entity recognition for the type ${naming(type)}. The answer repeats each token, followed by a colon and its BIO label.`,
    `Copy the tokens of this text below each other and mark those that belong to a ${name} with B or I, all others with O. A ${name} is ${description}.`,
  ];
}

/** Asks for tags that name their type. */
export function typedTaggingWordings(types: readonly EntityType[]): Wordings {
  const names = types.map(({ name }) => name.toUpperCase());
  const list = names.join(', ');
  const example = names[0] ?? '';
  return [
    `Give each token of the clinical sentence a tag for the kind of mention it belongs to (${list}): B-${example} and so on where a mention begins, I-${example} and so on inside it, O outside. One line per token, “token : tag”.`,
    `Find all mentions of ${list} in the sentence. Write every token on a line of its own with its typed BIO tag behind a colon.`,
    `Tag the tokens below. Allowed are O, and B- or I- followed by one of ${list}; answer with “token : tag” lines in the order of the text.`,
  ];
}

/** Asks for the entities of a sentence as JSON. */
export function jsonEntityWordings(types: readonly EntityType[]): Wordings {
  const list = types.map((type) => `- ${type.name}: ${type.description}`).join('\n');
  const shape = '{"type":["mention","mention"]}';
  return [
    `Mark the entities in the sentence, copied exactly, under their types and in the order in which they appear.\nTypes:\n${list}\nAnswer with JSON only: ${shape}. Without an entity the object is empty.`,
    `Which entities does the sentence hold? Take these types only:\n${list}\nReply in JSON, ${shape}, with each mention as the sentence spells it; a mention that comes twice is listed twice.`,
    `Extract every mention of the types below from the sentence.\n${list}\nThe output is one JSON object of the form ${shape}, which has a key for each type that occurs.`,
  ];
}

function listed(types: readonly RelationType[]): string {
  return types.map(({ code, gloss }) => `${code} (${gloss})`).join(', ');
}

/** Asks for the code of a relation between two marked entities. */
export function relationWordings(types: readonly RelationType[]): Wordings {
  const { head = '', tail = '' } = types[0] ?? {};
  const markers = head === tail ? `two places marked @${head}$` : `the places marked @${head}$ and @${tail}$`;
  const list = listed(types);
  return [
    `How are ${markers} related in this sentence? Choose one of: ${list}. If the sentence states none of these, say “No Relations”.`,
    `Classify the relation between ${markers}. The labels are ${list}, and “No Relations” for everything else. Reply with the label alone.`,
    `Read the sentence, in which two entities have been replaced by markers (${markers}). Which label fits: ${list}, or “No Relations”?`,
  ];
}

/** Asks whether a gene and a disease are associated. */
export const associationWordings: Wordings = [
  'Does the sentence report an association of the gene (@GENE$) with the disease (@DISEASE$)? Answer Positive or Negative.',
  'A gene and a disease are masked as @GENE$ and @DISEASE$. Say “Positive” where the text links the two and “Negative” where it does not.',
  'Decide from this sentence alone whether @GENE$ is associated with @DISEASE$: Positive or Negative?',
];

/** Asks for a relation as JSON, of those that the row lets choose from. */
export function jsonRelationWordings(types: readonly RelationType[]): Wordings {
  const { head = '', tail = '' } = types[0] ?? {};
  const labels = relationLabels(types);
  const list = types.map(({ gloss }, index) => `- ${labels[index] ?? ''}: ${gloss}`).join('\n');
  return [
    `Which relation does the sentence state between the two marked entities, a ${head} and a ${tail}?\n${list}\n- none: none of these\nAnswer with JSON: {"relation": one of the names above}.`,
    `Classify the relation between the marked entities, of the types ${head} and ${tail}. Choices:\n${list}\n- none: the sentence states no such relation\nReply with a JSON object that has the single key "relation".`,
  ];
}

/** Asks whether one text follows from another. */
export const inferenceWordings: Wordings = [
  'Does the second statement follow from the first? Reply Entailment if it must be true, Contradiction if it cannot be, Neutral if the first leaves it open.',
  'Judge sentence 2 in the light of sentence 1: Entailment, Contradiction or Neutral?',
  'Taking the first text as given, is the second one entailed by it, contradicted by it, or neither? One word: Entailment, Contradiction or Neutral.',
  'Compare the two medical texts and name the inference relation from the first to the second (Entailment / Neutral / Contradiction).',
];

export const jsonInferenceWordings: Wordings = [
  'Does the premise entail or contradict the hypothesis? Answer with JSON: {"label": "entailment", "neutral" or "contradiction"}.',
  'Take the premise as true and judge the hypothesis. Reply with one JSON object whose "label" is entailment, neutral or contradiction.',
];

export const questionEntailmentWordings: Wordings = [
  'Would a complete answer to the second question also answer the first, at least in part? Say Yes or No.',
  'Two health questions follow. Does whoever answers question 2 answer question 1 as well? Yes or No.',
  'Decide whether the frequently asked question (2) covers what the person asks (1). Reply Yes or No.',
];

export const abstractDecisionWordings: Wordings = [
  'Answer the research question from the abstract with yes, no or maybe.',
  'Read the study’s abstract, from which the conclusion is left out. Is the answer to its question yes, no or maybe?',
  'What do the reported results say to the question: yes, no, or maybe?',
];

export const abstractAnswerWordings: Wordings = [
  'Answer the question in one or two sentences, from the abstract.',
  'Write the conclusion that the authors would draw about their question from these results.',
  'Given the background, methods and results of a study, say in words what it found about the question.',
];

export const healthQuestionWordings: Wordings = [
  'Answer this health question for a patient.',
  'A person asks the following. Explain what is known, in plain words.',
  'Give a factual answer to the medical question.',
  'Reply to the question as a page of patient information would.',
];

export const noteQuestionWordings: Wordings = [
  'Answer the question about the patient from the case report, in its own words.',
  'Use only the text of the case to answer; quote it as it stands.',
  'Look up in the note what is asked.',
];
