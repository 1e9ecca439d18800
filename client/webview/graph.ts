/** The script of the graph's page: draws the concepts and relations that the editor tells of. */
import cytoscape from 'cytoscape';
import dagre from 'cytoscape-dagre';
import type { FromGraph, ToGraph } from '../src/graph/messages.js';
import type { GraphNode, NoteGraph } from '../src/graph/model.js';
import { Buttons, type Drawn } from './buttons.js';
import { color, graphStyle } from './style.js';

declare function acquireVsCodeApi(): { postMessage(message: FromGraph): void };

cytoscape.use(dagre);
const editor = acquireVsCodeApi();

const layout = { name: 'dagre', rankDir: 'LR', nodeSep: 28, rankSep: 110, padding: 24 };

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks ${id}`);
  return element;
}

const cy = cytoscape({
  container: place('graph'),
  style: graphStyle(),
  minZoom: 0.1,
  maxZoom: 4,
  // Nothing is moved by hand: the layers say which way relations go.
  autoungrabify: true,
  boxSelectionEnabled: false,
});

function choose(element: Drawn): void {
  place('details').textContent = String(element.data('spoken'));
  editor.postMessage({ kind: element.isNode() ? 'concept' : 'relation', id: element.id() });
}

const buttons = new Buttons(cy, place('buttons'), {
  choose,
  focus: (element) => {
    place('details').textContent = String(element.data('spoken'));
  },
});

/** What is drawn now, so that what stays the same is not drawn anew. */
let drawn = '';

function draw({ nodes, edges, summary }: NoteGraph): void {
  place('summary').textContent = summary;
  const now = JSON.stringify([nodes, edges]);
  if (now === drawn) return;
  drawn = now;
  cy.batch(() => {
    cy.elements().remove();
    cy.add([
      ...nodes.map((node) => ({ group: 'nodes' as const, data: { ...node, size: sizeOf(node) } })),
      ...edges.map((edge) => ({ group: 'edges' as const, data: { ...edge } })),
    ]);
  });
  cy.layout(layout).run();
  showTypes(nodes);
  buttons.make();
}

/** The area, not the width, tells of how often a concept is mentioned. */
function sizeOf({ mentions }: GraphNode): number {
  return 14 + 8 * Math.sqrt(mentions);
}

function showTypes(nodes: readonly GraphNode[]): void {
  const types = new Map(nodes.map((node) => [node.type, node.color]));
  place('types').replaceChildren(
    ...Array.from(types, ([type, value]) => {
      const item = document.createElement('li');
      item.textContent = type;
      item.style.setProperty('--type', color(value));
      return item;
    }),
  );
}

function light(concept: string | undefined): void {
  cy.elements().removeClass('lit near');
  if (concept !== undefined) {
    const node = cy.getElementById(concept);
    node.addClass('lit');
    node.connectedEdges().addClass('near');
  }
  buttons.mark(concept);
}

cy.on('tap', 'node, edge', ({ target }: { target: Drawn }) => {
  choose(target);
});
window.addEventListener('message', ({ data }: MessageEvent<ToGraph>) => {
  if (data.kind === 'graph') draw(data.graph);
  else light(data.concept);
});
new MutationObserver(() => {
  cy.style(graphStyle());
  showTypes(cy.nodes().map((node) => node.data() as GraphNode));
}).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
new ResizeObserver(() => {
  cy.resize();
}).observe(place('graph'));
editor.postMessage({ kind: 'ready' });
