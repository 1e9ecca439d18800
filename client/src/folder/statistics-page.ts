import { escapeHtml, securePage, type Page } from '../page.js';
import type { Translator } from '../translator.js';
import type { FolderStatistics } from './statistics.js';

/** How many concepts the page shows; the table has them all. */
const mostConcepts = 40;

const barWidth = 160;

interface Bar {
  readonly label: string;
  readonly color: string;
  /** The first is drawn as a bar. */
  readonly numbers: readonly [number, ...number[]];
}

/** The page with what was found in a folder: tables with bars, without a script. */
export function statisticsPage(
  folder: string,
  statistics: FolderStatistics,
  filter: string,
  { nonce, language }: Pick<Page, 'nonce' | 'language'>,
  l10n: Translator,
): string {
  const { notes, problems, entities, relations, contradictions, types, concepts } = statistics;
  const title = l10n.t('Statistics of {0}', folder);
  const facts = [
    [l10n.t('Notes'), notes.length],
    ...(problems > 0 ? [[l10n.t('Notes that could not be analyzed'), problems] as const] : []),
    [l10n.t('Entities'), entities],
    [l10n.t('Relations'), relations],
    [l10n.t('Contradictions'), contradictions],
  ] as const;
  const shown = concepts.slice(0, mostConcepts);
  const colors = [...new Set([...types, ...shown].map(({ color }) => color))];
  const typeBars = types.map((type): Bar => ({
    label: type.type,
    color: `c${colors.indexOf(type.color)}`,
    numbers: [type.mentions, type.concepts, type.notes],
  }));
  const conceptBars = shown.map((concept): Bar => ({
    label: `${concept.label} (${concept.type})`,
    color: `c${colors.indexOf(concept.color)}`,
    numbers: [concept.mentions, concept.notes],
  }));
  const [mentions, inNotes] = [l10n.t('Mentions'), l10n.t('In notes')];
  const heading =
    shown.length < concepts.length
      ? l10n.t('The {0} of {1} concepts with the most mentions', shown.length, concepts.length)
      : l10n.t('Concepts');
  return securePage({
    title,
    language,
    nonce,
    style: styleOf(colors),
    body: `</head>
<body>
<h1>${escapeHtml(title)}</h1>
${filter === '' ? '' : `<p>${escapeHtml(filter)}</p>`}
<dl>${facts.map(([name, count]) => `<div><dt>${escapeHtml(name)}</dt><dd>${count}</dd></div>`).join('')}</dl>
<h2>${escapeHtml(l10n.t('Entities by type'))}</h2>
${table([l10n.t('Type'), mentions, l10n.t('Concepts'), inNotes], typeBars)}
<h2>${escapeHtml(heading)}</h2>
${table([l10n.t('Concept'), mentions, inNotes], conceptBars)}
</body>`,
  });
}

/** The colours come from `typeColor`, which lets through variables of the theme and `#rrggbb` alone. */
function styleOf(colors: readonly string[]): string {
  const fills = colors.map((color, index) => `.c${index} { fill: ${color}; }`).join('\n');
  return `
body { max-width: 60em; padding: 0 20px 20px; color: var(--vscode-editor-foreground);
  background: var(--vscode-editor-background); font: var(--vscode-font-size) var(--vscode-font-family); }
h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 1.6em; }
dl { display: flex; flex-wrap: wrap; gap: 12px 32px; margin: 0; }
dd { margin: 0; font-size: 1.6em; }
table { border-collapse: collapse; }
th { text-align: left; font-weight: 600; } td, th { padding: 2px 14px 2px 0; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
rect { stroke: var(--vscode-contrastBorder, transparent); }
${fills}
`;
}

function table([first = '', ...others]: readonly string[], bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ numbers: [number] }) => number));
  const head = `<tr><th scope="col">${escapeHtml(first)}</th><th></th>${others
    .map((name) => `<th scope="col" class="n">${escapeHtml(name)}</th>`)
    .join('')}</tr>`;
  const rows = bars.map(({ label, color, numbers }) => {
    const width = Math.max(1, Math.round((barWidth * numbers[0]) / most));
    const bar = `<svg width="${barWidth}" height="12" aria-hidden="true"><rect class="${color}" width="${width}" height="12"/></svg>`;
    const cells = numbers.map((number) => `<td class="n">${number}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(label)}</th><td>${bar}</td>${cells}</tr>`;
  });
  return `<table><thead>${head}</thead><tbody>${rows.join('\n')}</tbody></table>`;
}
