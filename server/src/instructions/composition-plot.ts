import type { Composition } from './stats.js';

/** Colours that are distinct on light and dark backgrounds, also with colour blindness (Okabe and Ito 2008). */
const colours = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9', '#8a8a00'];

const width = 860;
const barHeight = 18;
const pitch = 26;
const left = 150;
const right = 70;
const top = 64;

/**
 * A composition as an SVG: one bar per source with its rows by task, and an axis. Text uses the reader's
 * colours, so that it is legible on light and dark backgrounds.
 */
export function compositionPlot({ rows, byTask }: Composition): string {
  const tasks = Object.keys(byTask);
  const totals = new Map<string, number>();
  for (const sources of Object.values(byTask)) {
    for (const [source, count] of Object.entries(sources)) {
      totals.set(source, (totals.get(source) ?? 0) + count);
    }
  }
  const sources = [...totals].sort(([, a], [, b]) => b - a);
  const step = stepFor(Math.max(1, ...totals.values()));
  const most = Math.max(step, Math.ceil(Math.max(1, ...totals.values()) / step) * step);
  const scale = (count: number): number => (count / most) * (width - left - right);
  const bottom = top + sources.length * pitch;
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, i) => i * step);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 34}" role="img" aria-label="Instruction rows by source and task, ${rows} in all">`,
    '<style>text{font:12px system-ui,sans-serif;fill:#24292f}.axis{stroke:#8c959f;stroke-opacity:.5}' +
      '@media (prefers-color-scheme:dark){text{fill:#e6edf3}}</style>',
    `<text x="${left}" y="18">Rows by source and task, ${format(rows)} in all</text>`,
    ...tasks.map((task, i) => legend(task, i)),
    ...ticks.map((tick) => {
      const x = round(left + scale(tick));
      return (
        `<line class="axis" x1="${x}" x2="${x}" y1="${top - 4}" y2="${bottom}"/>` +
        `<text x="${x}" y="${bottom + 16}" text-anchor="middle">${format(tick)}</text>`
      );
    }),
    ...sources.map(([source, total], i) => {
      const y = top + i * pitch;
      let x = left;
      const bars = tasks.flatMap((task, t) => {
        const count = byTask[task]?.[source] ?? 0;
        if (count === 0) return [];
        const bar = `<rect x="${round(x)}" y="${y}" width="${round(scale(count))}" height="${barHeight}" fill="${colours[t % colours.length] ?? ''}"><title>${escaped(`${source}, ${task}: ${format(count)}`)}</title></rect>`;
        x += scale(count);
        return [bar];
      });
      const label = `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${escaped(source)}</text>`;
      return `${label}${bars.join('')}<text x="${round(x + 5)}" y="${y + 13}">${format(total)}</text>`;
    }),
    `<text x="${round((left + width - right) / 2)}" y="${bottom + 31}" text-anchor="middle">rows</text>`,
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function legend(task: string, i: number): string {
  const x = left + (i % 4) * 170;
  const y = 30 + Math.floor(i / 4) * 16;
  const colour = colours[i % colours.length] ?? '';
  return `<rect x="${x}" y="${y}" width="10" height="10" fill="${colour}"/><text x="${x + 15}" y="${y + 9}">${escaped(task)}</text>`;
}

/** A round step that divides the axis into four to eight parts. */
function stepFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return (
    [0.1, 0.2, 0.25, 0.5, 1]
      .map((part) => part * power * (power >= 10 ? 1 : 10))
      .find((step) => most / step <= 8) ?? power
  );
}

function format(value: number): string {
  return value.toLocaleString('en-US');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
