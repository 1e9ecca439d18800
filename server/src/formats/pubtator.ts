import { nameOf } from './brat-names.js';
import { checkedSpans } from './checked-entity.js';
import { offsetMap } from './code-points.js';
import type {
  AnnotatedDocument,
  DocumentEntity,
  DocumentRelation,
  ReadDocuments,
  ReadProblem,
} from './document.js';
import { beyondSpans, isDiscontinuous, LossCount, lossesOf } from './losses.js';
import type { Writer } from './writer.js';

/** What ends a line or a field for some reader: tabs, and all that Python's `splitlines` takes for a line end. */
// eslint-disable-next-line no-control-regex -- they are what is replaced
const breaks = /[\t\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/g;

/**
 * PubTator (Wei et al. 2013): the first line of a note as title, the rest as abstract, every break of a line a space,
 * so that offsets, in code points, stay. An entity's id stands where PubTator has that of a concept, and relations join
 * those ids.
 */
export const writePubTator: Writer = (documents) => {
  const losses = new LossCount();
  return {
    files: [
      { name: 'annotations.pubtator', text: documents.map((each) => blockOf(each, losses)).join('\n') },
    ],
    losses: lossesOf(documents, [...beyondSpans, 'contradictions'], losses),
  };
};

function blockOf({ id, text, entities, relations }: AnnotatedDocument, losses: LossCount): string {
  const name = id.replace(/[|\s]+/g, '_');
  const flat = text.replace(breaks, ' ');
  // Readers strip title and abstract, so neither may end or begin with a space.
  const single = /(?<=\S) (?=\S)/g;
  single.lastIndex = Math.max(0, text.indexOf('\n'));
  const division = single.exec(flat)?.index ?? -1;
  losses.add('lineEnds', text.match(breaks)?.length ?? 0);
  const [title, abstract] = division < 0 ? [flat, ''] : [flat.slice(0, division), flat.slice(division + 1)];
  const { toCodePoints } = offsetMap(text);
  const kept = entities.filter((entity) => {
    if (isDiscontinuous(entity)) losses.add('discontinuous');
    return !isDiscontinuous(entity);
  });
  const ids = new Set(kept.map((entity) => entity.id));
  const lines = kept.map(({ id: of, type, spans: [{ start, end }] }) =>
    [name, toCodePoints(start), toCodePoints(end), flat.slice(start, end), nameOf(type), of].join('\t'),
  );
  for (const { type, head, tail } of relations) {
    if (ids.has(head) && ids.has(tail)) lines.push([name, nameOf(type), head, tail].join('\t'));
    else losses.add('relations');
  }
  return [`${name}|t|${title}`, `${name}|a|${abstract}`, ...lines, ''].join('\n');
}

/**
 * Reads PubTator with documents of any id. A relation joins concepts; it becomes one of the first entity of each. Of an
 * entity without a concept nothing can be related. Never throws.
 */
export function readPubTator(content: string): ReadDocuments {
  const problems: ReadProblem[] = [];
  const value: AnnotatedDocument[] = [];
  let block: { line: number; text: string }[] = [];
  const finish = (): void => {
    if (block.length > 0) value.push(...documentOf(block, problems));
    block = [];
  };
  for (const [index, text] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (text.trim() === '') finish();
    else block.push({ line: index + 1, text });
  }
  finish();
  return { value, problems };
}

function documentOf(
  [first, second, ...rest]: readonly { line: number; text: string }[],
  problems: ReadProblem[],
): AnnotatedDocument[] {
  const [, id, title] = /^([^|\t]+)\|t\|(.*)$/.exec(first?.text ?? '') ?? [];
  const [, of, abstract] = /^([^|\t]+)\|a\|(.*)$/.exec(second?.text ?? '') ?? [];
  if (id === undefined || title === undefined || abstract === undefined || of !== id) {
    problems.push({ line: first?.line ?? 1, message: 'is not a title and an abstract' });
    return [];
  }
  const text = abstract === '' ? title : `${title} ${abstract}`;
  const { toCodeUnits } = offsetMap(text);
  const entities: DocumentEntity[] = [];
  const relations: DocumentRelation[] = [];
  const byConcept = new Map<string, string>();
  const linked: { line: number; type: string; cells: readonly string[] }[] = [];
  for (const { line, text: content } of rest) {
    const problem = (message: string): void => void problems.push({ line, document: id, message });
    const [name, from = '', to = '', words, type, concept] = content.split('\t');
    if (name !== id) {
      problem('annotates another document than the one above it');
    } else if (/^\d+$/.test(from) && /^\d+$/.test(to) && words !== undefined && type !== undefined) {
      const spans = checkedSpans(
        text,
        [{ start: toCodeUnits(Number(from)), end: toCodeUnits(Number(to)) }],
        words,
      );
      if (typeof spans === 'string') problem(spans);
      else {
        const key = `T${entities.length + 1}`;
        entities.push({ id: key, type, spans });
        for (const each of concept?.split(/[;,|]/) ?? []) {
          if (!['', '-', '-1'].includes(each.trim()) && !byConcept.has(each.trim())) {
            byConcept.set(each.trim(), key);
          }
        }
      }
    } else if (words !== undefined && /^[A-Za-z]/.test(from)) {
      linked.push({ line, type: from, cells: [to, words] });
    } else {
      problem('is no line of PubTator');
    }
  }
  for (const { line, type, cells } of linked) {
    const [head, tail] = cells.map((cell) => byConcept.get(cell.trim()));
    if (head === undefined || tail === undefined) {
      problems.push({ line, document: id, message: 'a relation of a concept that is not mentioned' });
    } else relations.push({ id: `R${relations.length + 1}`, type, head, tail });
  }
  return [{ id, text, entities, relations, contradictions: [] }];
}
