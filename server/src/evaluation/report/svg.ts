import type { Calibration } from '../scores/calibration.js';
import type { Bar } from './blocks.js';
import { escapeXml } from './xml.js';
import { score, withInterval } from './wording.js';

const row = { height: 26, label: 190, width: 460 } as const;

/** Horizontal bars from 0 to 1 with their intervals, in the colours of the page. */
export function barsSvg(bars: readonly Bar[]): string {
  const height = bars.length * row.height + 24;
  const x = (value: number): string => (row.label + value * row.width).toFixed(1);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      `<line class="grid" x1="${x(tick)}" y1="0" x2="${x(tick)}" y2="${height - 20}"/>` +
      `<text class="tick" x="${x(tick)}" y="${height - 6}" text-anchor="middle">${tick}</text>`,
  );
  const drawn = bars.map(({ label, value, interval }, index) => {
    const top = index * row.height + 4;
    const middle = top + 9;
    return (
      `<g><title>${escapeXml(`${label}: ${withInterval({ value, interval })}`)}</title>` +
      `<text x="${row.label - 8}" y="${middle + 4}" text-anchor="end">${escapeXml(label)}</text>` +
      `<rect class="bar" x="${row.label}" y="${top}" width="${(value * row.width).toFixed(1)}" height="18" rx="2"/>` +
      `<line class="interval" x1="${x(interval.low)}" y1="${middle}" x2="${x(interval.high)}" y2="${middle}"/>` +
      `<text x="${(Number(x(Math.max(value, interval.high))) + 8).toFixed(1)}" y="${middle + 4}">${score(value)}</text></g>`
    );
  });
  return svg(row.label + row.width + 60, height, [...ticks, ...drawn]);
}

const plot = { size: 220, left: 56, top: 10 } as const;

/** A reliability plot (Guo et al. 2017): accuracy over probability, the area of a point by its number of answers. */
export function reliabilitySvg({ bins, answers }: Calibration): string {
  const x = (value: number): string => (plot.left + value * plot.size).toFixed(1);
  const y = (value: number): string => (plot.top + (1 - value) * plot.size).toFixed(1);
  const filled = bins.filter((bin) => bin.answers > 0);
  const ticks = [0, 0.5, 1].flatMap((tick) => [
    `<text class="tick" x="${x(tick)}" y="${plot.top + plot.size + 16}" text-anchor="middle">${tick}</text>`,
    `<text class="tick" x="${plot.left - 6}" y="${(Number(y(tick)) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`,
  ]);
  const points = filled.map(
    ({ confidence, accuracy, answers: inside }) =>
      `<circle class="point" cx="${x(confidence)}" cy="${y(accuracy)}" r="${(3 + 9 * Math.sqrt(inside / Math.max(1, answers))).toFixed(1)}">` +
      `<title>${inside} answers: probability ${score(confidence)}, right ${score(accuracy)}</title></circle>`,
  );
  const line = filled.map(({ confidence, accuracy }) => `${x(confidence)},${y(accuracy)}`).join(' ');
  return svg(plot.left + plot.size + 20, plot.top + plot.size + 40, [
    `<rect class="frame" x="${plot.left}" y="${plot.top}" width="${plot.size}" height="${plot.size}"/>`,
    `<line class="grid" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
    `<polyline class="line" points="${line}"/>`,
    ...points,
    ...ticks,
    `<text class="tick" x="${x(0.5)}" y="${plot.top + plot.size + 34}" text-anchor="middle">probability</text>`,
    `<text class="tick" x="12" y="${y(0.5)}" text-anchor="middle" transform="rotate(-90 12 ${y(0.5)})">right</text>`,
  ]);
}

function svg(width: number, height: number, parts: readonly string[]): string {
  return `<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${parts.join('')}</svg>`;
}
