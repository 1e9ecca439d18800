import type { Answers } from '../measure/answers.js';

/**
 * Answers nothing, but exports what is asked, so that another system can be asked the same: one line of JSON
 * per unit, with the id that its prediction must have.
 */
export function exportingAnswers(write: (line: string) => void): Answers {
  const tell = (unit: object): void => {
    write(`${JSON.stringify(unit)}\n`);
  };
  return {
    entities: ({ id, document, text }, { schema }) => {
      tell({ id, document, text, types: schema.entities.map(({ name }) => name) });
      return Promise.resolve({ id, document, text, gold: [], found: [], unplaced: 0, unread: 0 });
    },
    relation: ({ pair, gold, id, document }) => {
      const { sentence, head, tail, types } = pair;
      const mention = ({ span, type }: typeof head): object => ({ ...span, type });
      tell({
        ...{ id, document, text: sentence, offsets: 'utf-16', head: mention(head), tail: mention(tail) },
        labels: types.map(({ code }) => code),
      });
      return Promise.resolve({ id, document, gold, shown: [] });
    },
    concepts: ({ id, document, text, mentions }, { labels }) => {
      const concepts = mentions.map(({ type, spans, concepts: named = [] }) => ({
        ...spans[0],
        type,
        concepts: named,
      }));
      tell({
        id,
        document,
        text,
        offsets: 'utf-16',
        mentions: concepts,
        labels: [...new Set(labels.values())],
      });
      return Promise.resolve({ id, document, gold: [], found: [], unasked: 0, names: {} });
    },
    inference: ({ id, document, gold, premise, hypothesis }, { labels }) => {
      tell({ id, document, premise, hypothesis, labels: Object.values(labels) });
      return Promise.resolve({ id, document, gold, shown: [] });
    },
    question: ({ id, document, gold, text, question, choices }) => {
      tell({ id, document, text, question, choices, labels: choices.map(({ label }) => label) });
      return Promise.resolve({ id, document, gold, shown: [] });
    },
    facts: () => undefined,
    problems: () => undefined,
  };
}
