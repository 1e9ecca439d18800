const end = '</think>';

/** The beginning of a JSON answer, which may quote a tag from the note. */
const json = /^\s*(?:\{\s*["}]|\[\s*[{"\]])/;

/**
 * The answer in a reply, without what the model thought before it, and where the answer starts in the reply. Some
 * templates open the thoughts in the prompt, so a reply may contain only the closing tag. Empty if the thoughts do
 * not end.
 */
export function answerIn(text: string): { readonly text: string; readonly offset: number } {
  if (json.test(text)) return { text, offset: 0 };
  const closed = text.lastIndexOf(end);
  const offset = closed < 0 ? 0 : closed + end.length;
  const answer = text.slice(offset);
  const open = answer.indexOf('<think>');
  return { text: open < 0 ? answer : answer.slice(0, open), offset };
}
