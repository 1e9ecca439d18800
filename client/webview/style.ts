import type cytoscape from 'cytoscape';

/** A colour: a variable of the page as it is now, or the colour itself. */
export function color(value: string): string {
  if (!value.startsWith('--')) return value;
  const now = getComputedStyle(document.documentElement).getPropertyValue(value).trim();
  return now === '' ? '#808890' : now;
}

/** How concepts and relations are drawn, in the colours of the theme. */
export function graphStyle(): cytoscape.StylesheetJson {
  const text = color('--vscode-editor-foreground');
  const back = color('--vscode-editor-background');
  const lit = color('--vscode-focusBorder');
  const font = getComputedStyle(document.body).fontFamily;
  return [
    {
      selector: 'node',
      style: {
        'background-color': (node: cytoscape.NodeSingular) => color(String(node.data('color'))),
        width: 'data(size)',
        height: 'data(size)',
        label: 'data(label)',
        color: text,
        'font-family': font,
        'font-size': 13,
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-wrap': 'wrap',
        'text-max-width': '140px',
        'text-background-color': back,
        'text-background-opacity': 0.8,
        'border-width': 1,
        'border-color': text,
      },
    },
    {
      selector: 'edge',
      style: {
        width: 1.5,
        'line-color': text,
        'line-opacity': 0.6,
        'target-arrow-color': text,
        'target-arrow-shape': 'triangle',
        'curve-style': 'bezier',
        label: 'data(label)',
        color: text,
        'font-family': font,
        'font-size': 11,
        'text-background-color': back,
        'text-background-opacity': 0.9,
        'text-background-padding': '2px',
      },
    },
    { selector: 'node.lit', style: { 'border-width': 5, 'border-color': lit, 'font-weight': 'bold' } },
    {
      selector: 'edge.near',
      style: { width: 3, 'line-color': lit, 'target-arrow-color': lit, 'line-opacity': 1 },
    },
  ];
}
