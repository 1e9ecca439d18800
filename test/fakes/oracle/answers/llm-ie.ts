import { lastMessage, type Answer } from './answer.js';

/**
 * LLM-IE: the passage in quotation marks at the end of the prompt, or, where context goes before it, as a message
 * of its own. The answer is laid out as in LLM-IE's own prompt guide: one object a line.
 */
export const answerLlmIe: Answer = (request, gold) => {
  const { messages } = request;
  if (!messages.some(({ content }) => content.includes('"entity_text"'))) return undefined;
  const last = lastMessage(request);
  const passage = last.includes('"entity_text"')
    ? /### Context\n[^\n]*\n"([\s\S]*)"\s*$/.exec(last)?.[1]
    : last;
  if (passage === undefined) return undefined;
  const mentions = gold.mentionsIn(passage);
  if (mentions.length === 0) return '[]';
  const lines = mentions.map(
    ({ text, type }) =>
      `    {"entity_text": ${JSON.stringify(text)}, "attr": {"entity_type": ${JSON.stringify(type)}}}`,
  );
  return `[\n${lines.join(',\n')}\n]`;
};
