import type { App } from '../app.js';

/** Shows the relations of the note in front as a graph beside it. */
export async function showGraph({ editors, graph, server }: App, given?: unknown): Promise<void> {
  if (!(await editors.target(given))) return;
  await server.start();
  graph.show();
}
