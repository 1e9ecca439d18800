import type { Confusion } from '../scores/labels.js';
import type { Calibration } from '../scores/calibration.js';
import type { Block } from './blocks.js';
import { markedPieces } from './marked-text.js';
import type { ReadableError } from './report.js';
import { count, score } from './wording.js';

/** Writes a report as GitHub Markdown. Text from corpora and models is escaped. */
export function writeMarkdown(blocks: readonly Block[]): string {
  return `${blocks
    .map(written)
    .filter((text) => text !== '')
    .join('\n\n')}\n`;
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'paragraph':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'table':
      return table(block.header, block.rows, isFigure);
    case 'bars':
      // The overview's table has the same figures.
      return '';
    case 'reliability':
      return reliability(block.calibration);
    case 'confusion':
      return confusion(block.confusion);
    case 'errors':
      return block.errors.map(error).join('\n');
  }
}

function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: (cell: string) => boolean,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = header.map((_, column) => (rows.every((row) => right(row[column] ?? '')) ? '---:' : '---'));
  return [line(header), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

function isFigure(cell: string): boolean {
  return /^(?:[\d.,]+|–)$/.test(cell);
}

function reliability({ bins, ece, answers }: Calibration): string {
  const filled = bins.filter((bin) => bin.answers > 0);
  return [
    `Calibration: expected calibration error ${score(ece)} over ${count(answers)} answers with a probability.`,
    '',
    table(
      ['Probability', 'Answers', 'Mean probability', 'Right'],
      filled.map(({ from, to, answers: inside, confidence, accuracy }) => [
        `${from.toFixed(1)} to ${to.toFixed(1)}`,
        count(inside),
        score(confidence),
        score(accuracy),
      ]),
      isFigure,
    ),
  ].join('\n');
}

function confusion({ rows, columns, cells }: Confusion): string {
  return table(
    ['Gold \\ answer', ...columns],
    rows.map((row, index) => [row, ...(cells[index] ?? []).map(count)]),
    isFigure,
  );
}

function error(item: ReadableError): string {
  const id = `- ${escaped(item.id)}`;
  switch (item.kind) {
    case 'entities':
      return [
        id,
        `  - gold: ${marked(item.text, item.gold)}`,
        `  - answer: ${marked(item.text, item.found)}`,
      ].join('\n');
    case 'label': {
      const probability = item.probability === undefined ? '' : ` (${score(item.probability)})`;
      const answer = item.answer === '' ? '(no answer)' : item.answer;
      return [
        id,
        ...item.texts.map((text) => `  - ${escaped(text)}`),
        `  - gold: **${escaped(item.gold)}**, answer: **${escaped(answer)}**${probability}`,
      ].join('\n');
    }
    case 'concepts':
      return [
        id,
        `  - missed: ${item.missed.map(escaped).join('; ') || '–'}`,
        `  - wrong: ${item.wrong.map(escaped).join('; ') || '–'}`,
      ].join('\n');
  }
}

/** The text with its mentions in bold, followed by their types. */
function marked(text: string, spans: Parameters<typeof markedPieces>[1]): string {
  return markedPieces(text, spans, [])
    .map(({ text: piece, gold }) =>
      gold.length === 0 ? escaped(piece) : `**\\[${escaped(piece)}\\]** (${escaped(gold.join(', '))})`,
    )
    .join('');
}

/** Plain text on one line, escaped so that it is not read as markup, a link or HTML. */
function escaped(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~&$]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/, '$1\\$2')
    .replace(/(https?|ftp|www)(?=[:.])/gi, '$1\u2060');
}
