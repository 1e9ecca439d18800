import * as vscode from 'vscode';
import { mergeRanges } from './merge-ranges.js';
import { isNote } from './note-selector.js';
import { OnScreen } from './on-screen.js';
import type { Server } from './server.js';

/** How long scrolling must rest before it is told, in milliseconds. */
const rest = 150;

/**
 * Tells the server which lines of each note are on screen, so that they are analyzed first, and of a note that is no
 * longer shown that there are none.
 */
export function watchViewport(server: Server): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Set<vscode.TextDocument>();
  const onScreen = new OnScreen<vscode.TextDocument>();

  const send = (): void => {
    for (const document of waiting) {
      const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
      const ranges = mergeRanges(editors.flatMap((editor) => editor.visibleRanges));
      void server.showViewport({ uri: document.uri.toString(), ranges: [...ranges] });
    }
    waiting.clear();
  };
  const schedule = (documents: readonly vscode.TextDocument[]): void => {
    for (const document of documents) if (isNote(document) && !document.isClosed) waiting.add(document);
    if (waiting.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(send, rest);
  };

  const look = (editors: readonly vscode.TextEditor[]): void => {
    schedule(onScreen.change(editors.map(({ document }) => document)));
  };

  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      schedule([textEditor.document]);
    }),
    vscode.window.onDidChangeVisibleTextEditors(look),
    server.onStarted(() => {
      look(vscode.window.visibleTextEditors);
    }),
    {
      dispose: () => {
        clearTimeout(timer);
      },
    },
  );
}
