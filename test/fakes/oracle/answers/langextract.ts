import { lastMessage, type Answer } from './answer.js';

/**
 * LangExtract: worked examples as questions and answers, then the passage as the last question. The answer is
 * laid out as its examples are: JSON with an indent of two, with an empty object of attributes for each entity.
 */
export const answerLangExtract: Answer = (request, gold) => {
  const prompt = lastMessage(request);
  const question = prompt.lastIndexOf('\nQ: ');
  if (!prompt.includes('\nExamples\nQ: ') || question < 0 || !/\nA:\s*$/.test(prompt)) return undefined;
  const passage = prompt.slice(question + 4).replace(/\nA:\s*$/, '');
  const extractions = gold
    .mentionsIn(passage)
    .map(({ text, type }) => ({ [type]: text, [`${type}_attributes`]: {} }));
  const json = JSON.stringify({ extractions }, undefined, 2);
  return prompt.includes('\nA: ```json\n') ? `\`\`\`json\n${json}\n\`\`\`` : json;
};
