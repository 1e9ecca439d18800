import type { Confusion } from '../scores/labels.js';
import type { Block } from './blocks.js';
import { markedPieces } from './marked-text.js';
import type { ReadableError } from './report.js';
import { style } from './style.js';
import { barsSvg, reliabilitySvg } from './svg.js';
import { count, score } from './wording.js';
import { escapeXml } from './xml.js';

/**
 * Writes a report as one self-contained HTML page: its pictures are inline, it runs no script, and its policy
 * forbids loading anything.
 */
export function writeHtml(blocks: readonly Block[]): string {
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? 'Evaluation';
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body><main>',
    ...blocks.map(written),
    '</main></body>',
    '</html>',
    '',
  ].join('\n');
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeXml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeXml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return table(block.header, block.rows);
    case 'bars':
      return `<figure>${barsSvg(block.bars)}<figcaption>${escapeXml(block.caption)}</figcaption></figure>`;
    case 'reliability': {
      const { ece, answers } = block.calibration;
      const caption = `Reliability: expected calibration error ${score(ece)} over ${count(answers)} answers with a probability`;
      return `<figure>${reliabilitySvg(block.calibration)}<figcaption>${caption}</figcaption></figure>`;
    }
    case 'confusion':
      return confusion(block.confusion);
    case 'errors':
      return `<details><summary>${block.errors.length} errors, drawn at random</summary><ol class="errors">${block.errors.map(error).join('')}</ol></details>`;
  }
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    `<td${/^(?:[\d.,]+|–)$/.test(text) ? ' class="figure"' : ''}>${escapeXml(text)}</td>`;
  const head = header.map((text) => `<th scope="col">${escapeXml(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function confusion({ rows, columns, cells }: Confusion): string {
  const head = columns.map((label) => `<th scope="col">${escapeXml(label)}</th>`).join('');
  const body = rows.map((label, index) => {
    const row = cells[index] ?? [];
    const sum = Math.max(
      1,
      row.reduce((total, value) => total + value, 0),
    );
    const shaded = row.map((value, column) => {
      const kind = columns[column] === label ? 'right' : 'wrong';
      const share = Math.round((value / sum) * 100);
      return `<td class="figure ${kind}" style="--share:${share}%">${count(value)}</td>`;
    });
    return `<tr><th scope="row">${escapeXml(label)}</th>${shaded.join('')}</tr>`;
  });
  return (
    '<div class="scroll"><table class="confusion"><caption>Gold by row, answer by column</caption>' +
    `<thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
}

function error(item: ReadableError): string {
  const id = `<span class="id">${escapeXml(item.id)}</span>`;
  switch (item.kind) {
    case 'entities':
      return (
        `<li>${id}<p><span class="side">gold</span> ${marked(item.text, item.gold, 'gold')}</p>` +
        `<p><span class="side">answer</span> ${marked(item.text, item.found, 'found')}</p></li>`
      );
    case 'label': {
      const answer = item.answer === '' ? '(no answer)' : item.answer;
      const probability = item.probability === undefined ? '' : ` ${score(item.probability)}`;
      return (
        `<li>${id}${item.texts.map((text) => `<p>${escapeXml(text)}</p>`).join('')}` +
        `<p><span class="side">gold</span> <b>${escapeXml(item.gold)}</b> ` +
        `<span class="side">answer</span> <b>${escapeXml(answer)}</b>${probability}</p></li>`
      );
    }
    case 'concepts': {
      const side = (name: string, relations: readonly string[]): string =>
        `<p><span class="side">${name}</span> ${relations.map(escapeXml).join('; ') || '–'}</p>`;
      return `<li>${id}${side('missed', item.missed)}${side('wrong', item.wrong)}</li>`;
    }
  }
}

function marked(text: string, spans: Parameters<typeof markedPieces>[1], kind: 'gold' | 'found'): string {
  return markedPieces(text, spans, [])
    .map(({ text: piece, gold }) =>
      gold.length === 0
        ? escapeXml(piece)
        : `<mark class="${kind}">${escapeXml(piece)}<small>${escapeXml(gold.join(', '))}</small></mark>`,
    )
    .join('');
}
