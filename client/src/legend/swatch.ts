import type { LineStyle } from '../highlights/assertion-style.js';

const dashes: Readonly<Record<string, string>> = { dashed: '3 2', dotted: '1.5 1.5' };

/** A small SVG picture of a look: a box as a mention is drawn. `color` is `#rrggbb`. */
export function swatch(color: string, look: LineStyle): string {
  const fill = look.filled
    ? `<rect x="1" y="3" width="14" height="10" rx="2" fill="${color}" opacity="0.35"/>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">${fill}${line(color, look)}</svg>`;
}

function line(color: string, { filled, borderStyle, italic }: LineStyle): string {
  const stroke = `stroke="${color}" fill="none" stroke-dasharray="${dashes[borderStyle] ?? 'none'}"`;
  if (!filled) return `<rect x="1.5" y="3.5" width="13" height="9" rx="2" ${stroke}/>`;
  const letter = italic ? `<path d="M9.5 4.5l-3 6" ${stroke}/>` : '';
  if (borderStyle === 'double') return `<path d="M1 11.5h14M1 13.5h14" ${stroke}/>`;
  return `<path d="M1 12.5h14" stroke-width="${borderStyle === 'dotted' ? 2 : 1}" ${stroke}/>${letter}`;
}
