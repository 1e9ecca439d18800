import { contains } from '../note/span.js';
import { offsetMap } from './code-points.js';
import { extentOf, wordsOf, type AnnotatedDocument, type DocumentEntity } from './document.js';
import { rounded } from './exported.js';
import { filePlaces } from './file-names.js';
import { lossesOf } from './losses.js';
import { xmlText } from './xml-text.js';
import type { ExportContext, Writer } from './writer.js';

const palette = ['#f4b6b6', '#a9d8ee', '#d3c4f2', '#f7d9a0', '#b7e3c0', '#f3c1e0', '#d6d6d6', '#e9e59b'];

/** A page for each note: its text with the entities marked, and tables of what was found. No script, nothing fetched. */
export const writeHtml: Writer = (documents, context) => {
  const places = filePlaces(documents);
  return {
    files: documents.map((document, index) => ({
      name: `${places[index]}.html`,
      text: pageOf(document, context),
    })),
    losses: lossesOf(documents, ['assertionSource', 'alignment']),
  };
};

function pageOf(document: AnnotatedDocument, { schema, date, version }: ExportContext): string {
  const { id, text, model, entities, relations, contradictions } = document;
  const types = [
    ...new Set([...schema.entities.map(({ name }) => name), ...entities.map(({ type }) => type)]),
  ];
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const words = (of: string): string => {
    const entity = byId.get(of);
    return entity ? wordsOf(text, entity) : '';
  };
  const { toCodePoints } = offsetMap(text);
  const percent = (value: number | undefined): string => (value === undefined ? '' : String(rounded(value)));
  const colors = types.map(
    (_, index) => `.t${index}{background:${palette[index % palette.length] ?? '#ddd'}}`,
  );
  const quoted = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${xmlText(id)}</title>`,
    '<style>body{font:1rem/1.6 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}',
    'pre{white-space:pre-wrap;font:inherit}mark{color:#111;border-radius:.2em}.absent{text-decoration:line-through}',
    'table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #999;padding:.2rem .5rem;text-align:left}',
    `${colors.join('')}</style></head><body>`,
    `<h1>${xmlText(id)}</h1>`,
    `<p>BioNote ${xmlText(version)}, ${xmlText(date)}${model === undefined ? '' : `, ${xmlText(model)}`}</p>`,
    `<p>${types.map((type, index) => `<mark class="t${index}">${xmlText(type)}</mark>`).join(' ')}</p>`,
    `<pre>${marked(text, entities, types)}</pre>`,
    table(
      'Entities',
      ['Id', 'Type', 'Offsets', 'Text', 'Assertion', 'Confidence', 'State', 'Source'],
      entities.map((entity) => [
        entity.id,
        entity.type,
        entity.spans.map(({ start, end }) => `${toCodePoints(start)}–${toCodePoints(end)}`).join(', '),
        wordsOf(text, entity),
        entity.assertion ?? '',
        percent(entity.confidence),
        entity.review ?? '',
        entity.source ?? '',
      ]),
    ),
    table(
      'Relations',
      ['Relation', 'From', 'To', 'Probability', 'Evidence', 'State'],
      relations.map(({ type, head, tail, probability, evidence, review }) => [
        type,
        `${words(head)} (${head})`,
        `${words(tail)} (${tail})`,
        percent(probability),
        evidence ? quoted(evidence) : '',
        review ?? '',
      ]),
    ),
    table(
      'Contradictions',
      ['Statement', 'Contradicted by', 'Probability', 'Cue'],
      contradictions.map(({ premise, hypothesis, probability, cue }) => [
        quoted(premise),
        quoted(hypothesis),
        percent(probability),
        cue ?? '',
      ]),
    ),
    '</body></html>',
    '',
  ].join('\n');
}

/** The text cut where an entity begins or ends; a piece has the look of the shortest entity over it. */
function marked(text: string, entities: readonly DocumentEntity[], types: readonly string[]): string {
  const fragments = entities.flatMap((entity) => entity.spans.map((span) => ({ span, entity })));
  const starts = [...fragments].sort((a, b) => a.span.start - b.span.start);
  const cuts = [
    ...new Set([0, text.length, ...fragments.flatMap(({ span }) => [span.start, span.end])]),
  ].sort((a, b) => a - b);
  let next = 0;
  let active: typeof fragments = [];
  return cuts
    .slice(0, -1)
    .map((start, index) => {
      const piece = { start, end: cuts[index + 1] ?? text.length };
      active = active.filter(({ span }) => span.end > start);
      for (let each = starts[next]; each && each.span.start <= start; each = starts[++next])
        active.push(each);
      const over = active
        .filter(({ span }) => contains(span, piece))
        .sort((a, b) => lengthOf(a.entity) - lengthOf(b.entity));
      const words = xmlText(text.slice(piece.start, piece.end));
      const [top] = over;
      if (!top) return words;
      const title = over
        .map(({ entity: { id, type, assertion } }) => [id, type, assertion ?? ''].join(' ').trim())
        .join(', ');
      const absent = top.entity.assertion === 'absent' ? ' absent' : '';
      return `<mark class="t${types.indexOf(top.entity.type)}${absent}" title="${xmlText(title)}">${words}</mark>`;
    })
    .join('');
}

function lengthOf(entity: DocumentEntity): number {
  const { start, end } = extentOf(entity);
  return end - start;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${xmlText(cell)}</${tag}>`).join('')}</tr>`;
  return `<h2>${title}</h2><table>${row(head, 'th')}${rows.map((cells) => row(cells, 'td')).join('\n')}</table>`;
}
