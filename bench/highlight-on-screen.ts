import { parseNote } from '../server/src/note/parse.js';
import { ViewportNotification } from '../server/src/shared/protocol.js';
import type { Editor } from '../test/protocol/editor.js';
import { until } from '../test/protocol/until.js';

/**
 * Opens a note, scrolled to its middle, and waits for the first highlight on screen.
 *
 * @returns its type, and how long it took, in milliseconds.
 */
export async function highlightOnScreen(
  editor: Editor,
  uri: string,
  text: string,
): Promise<{ type: string; took: number }> {
  const { sentences } = parseNote(uri, 1, text);
  const onScreen = sentences[Math.floor(sentences.length / 2)];
  if (!onScreen) throw new Error('The note has no sentence.');
  const began = performance.now();
  await editor.open(uri, text);
  const { line } = editor.rangeOf(uri, onScreen.text).start;
  const ranges = [{ start: { line, character: 0 }, end: { line: line + 10, character: 0 } }];
  await editor.connection.sendNotification(ViewportNotification.method, { uri, ranges });
  const { type } = await until(
    'a highlight on screen',
    () => {
      const drawn = editor.annotations.filter((params) => params.uri === uri).at(-1)?.annotations ?? [];
      return drawn.find(({ range }) => range.start.line >= line && range.start.line < line + 10);
    },
    60_000,
  );
  return { type, took: performance.now() - began };
}
