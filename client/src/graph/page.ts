import { escapeHtml, securePage, type Page } from '../page.js';
import type { Translator } from '../translator.js';

const style = `
html, body { height: 100%; margin: 0; padding: 0; }
body { display: flex; flex-direction: column; color: var(--vscode-editor-foreground);
  background: var(--vscode-editor-background); font: var(--vscode-font-size) var(--vscode-font-family); }
header, footer { flex: none; padding: 6px 12px; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; }
p, ul { margin: 0; padding: 0; }
ul { display: flex; flex-wrap: wrap; gap: 4px 12px; list-style: none; }
li::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 4px;
  border-radius: 50%; background: var(--type); }
footer { min-height: 2.6em; border-top: 1px solid var(--vscode-panel-border, transparent); }
main { position: relative; flex: auto; overflow: hidden; }
#graph { position: absolute; inset: 0; }
#buttons button { position: absolute; padding: 0; border: 0; background: none; color: transparent; font-size: 1px;
  overflow: hidden; pointer-events: none; border-radius: 4px; transform: translate(-50%, -50%); }
#buttons button:focus { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: 3px; }
`;

/**
 * The page of the graph. Its script draws on a canvas, and lays a button over each concept and relation, so that the
 * keyboard and a screen reader find them.
 */
export function graphPage(
  { nonce, language, script }: Pick<Page, 'nonce' | 'language'> & { readonly script: string },
  l10n: Translator,
): string {
  const label = escapeHtml(l10n.t('Relations of the note. The BioNote panel lists them too.'));
  return securePage({
    title: l10n.t('Relations of the note'),
    language,
    nonce,
    script,
    style,
    // Cytoscape adds a style sheet unless there is one of this name; its own would lack the nonce.
    body: `<style nonce="${nonce}" id="__________cytoscape_stylesheet">.__________cytoscape_container { position: absolute; }</style>
</head>
<body>
<header><p id="summary" role="status"></p><ul id="types" aria-label="${escapeHtml(l10n.t('Types'))}"></ul></header>
<main aria-label="${label}"><div id="graph" aria-hidden="true"></div><div id="buttons"></div></main>
<footer><p id="details" aria-live="polite">${escapeHtml(l10n.t('Click a concept or a relation to go to the text. Tab moves between them, Enter goes there.'))}</p></footer>
</body>`,
  });
}
