import type { Assertion, Mention } from '../../../server/src/tasks/ner/entity.js';

/** Reads `[type text]` and `[type!assertion text]` marks out of a sentence into mentions with spans. */
export function mentionsIn(marked: string): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  let text = '';
  let end = 0;
  for (const match of marked.matchAll(/\[(\w+)(?:!(\w+))? ([^\]]+)\]/g)) {
    const [whole, type = '', assertion, words = ''] = match;
    text += marked.slice(end, match.index);
    mentions.push({
      span: { start: text.length, end: text.length + words.length },
      text: words,
      type,
      alignment: 'exact',
      ...(assertion !== undefined && { assertion: assertion as Assertion }),
    });
    text += words;
    end = match.index + whole.length;
  }
  return { text: text + marked.slice(end), mentions };
}
