/** A question that is kept with a folder, with the answers to choose from if there are any. */
export interface KeptQuestion {
  readonly text: string;
  readonly choices?: readonly string[];
}

/** Where the questions of a folder are kept, relative to it. */
export const questionsPath = '.bionote/questions.json';

/** The most questions of a file, and the most answers to choose from. */
const mostQuestions = 200;
const mostChoices = 20;

/**
 * Reads a file of questions: JSON, either a list or `{"questions": [ … ]}`, of which each is a text or
 * `{"question": …, "choices": [ … ]}`; or a question on each line, where blank lines and lines that begin with `#` are
 * passed over. `undefined` if it is none of these.
 */
export function readQuestions(text: string): KeptQuestion[] | undefined {
  const content = text.replace(/^\ufeff/, '').trim();
  if (!/^[[{]/.test(content)) {
    const lines = content.split(/\r?\n/).map((line) => line.trim());
    return lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .slice(0, mostQuestions)
      .map((line) => ({ text: line }));
  }
  const value = parsed(content);
  const list: unknown = Array.isArray(value) ? value : fieldOf(value, 'questions');
  if (!Array.isArray(list)) return undefined;
  const questions = list.slice(0, mostQuestions).map(questionOf);
  return questions.every((question) => question !== undefined) ? questions : undefined;
}

function questionOf(item: unknown): KeptQuestion | undefined {
  const text = typeof item === 'string' ? item : fieldOf(item, 'question');
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const choices = fieldOf(item, 'choices');
  if (choices === undefined) return { text: text.trim() };
  const isList = Array.isArray(choices) && choices.length > 1 && choices.length <= mostChoices;
  if (!isList || !choices.every((choice): choice is string => typeof choice === 'string')) return undefined;
  return { text: text.trim(), choices };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
