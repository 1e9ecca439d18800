import { textOf, type Span } from '../note/span.js';
import { assertions, type Assertion } from '../tasks/ner/entity.js';
import { contradictionType, statementType } from './brat-names.js';
import { offsetMap, type OffsetMap } from './code-points.js';

/** An entity of a standoff file. */
export interface BratEntity {
  readonly id: string;
  readonly type: string;
  /** From the first fragment's start to the last one's end; UTF-16. */
  readonly span: Span;
  /** More than one where the entity is discontinuous or spans a line end. */
  readonly fragments: readonly Span[];
  /** The text of the fragments, joined by spaces. */
  readonly text: string;
  readonly assertion?: Assertion;
}

/** A relation of a standoff file; `head` and `tail` are ids of entities. */
export interface BratRelation {
  readonly id: string;
  readonly code: string;
  readonly head: string;
  readonly tail: string;
}

/** A line that could not be used, counted from 1. The message holds nothing of the text. */
export interface BratProblem {
  readonly line: number;
  readonly message: string;
}

/** The annotations of a standoff file. */
export interface BratAnnotations {
  readonly entities: readonly BratEntity[];
  readonly relations: readonly BratRelation[];
}

/**
 * Reads brat standoff that belongs to `text`: `T`, `R` and `A` (or `M`) lines. A relation or an attribute of an event
 * counts as one of its trigger. Notes, normalisations, equivalences, the roles of events, and the contradictions that
 * BioNote writes are passed over. A line that does not fit, such as an entity whose words are not at its offsets, is
 * left out and listed in `problems`. Never throws.
 */
export function readBrat(ann: string, text: string): { value: BratAnnotations; problems: BratProblem[] } {
  const problems: BratProblem[] = [];
  const entities = new Map<string, BratEntity>();
  const relations: { line: number; relation: BratRelation }[] = [];
  const attributes: { line: number; target: string; value: string }[] = [];
  // The id of the entity that triggers an event, by the id of the event.
  const triggers = new Map<string, string>();
  const entityOf = (id: string): string => triggers.get(id) ?? id;
  const offsets = offsetMap(text);
  for (const [i, content] of ann
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = i + 1;
    const problem = (message: string): void => void problems.push({ line, message });
    if (content.trim() === '' || /^[N#*]/.test(content) || isContradiction(content)) continue;
    const [id = '', body = '', ...rest] = content.split('\t');
    if (/^T\S+$/.test(id)) {
      const read = readEntity(id, body, rest.join('\t'), text, offsets);
      if (typeof read === 'string') problem(read);
      else if (entities.has(id)) problem('an id that is used before');
      else entities.set(id, read);
    } else if (/^E\S+$/.test(id)) {
      const [, trigger] = /^[^\s:]+:(T\S+)/.exec(body) ?? [];
      if (trigger === undefined) problem('not an event with a trigger');
      else triggers.set(id, trigger);
    } else if (/^R\S+$/.test(id)) {
      const [, code, head, tail] = /^(\S+) [^\s:]+:([TE]\S+) [^\s:]+:([TE]\S+)\s*$/.exec(body) ?? [];
      if (code === undefined || head === undefined || tail === undefined)
        problem('not a relation of two entities');
      else relations.push({ line, relation: { id, code, head, tail } });
    } else if (/^[AM]\S+$/.test(id)) {
      const [name = '', target = '', value = name] = body.trim().split(' ');
      attributes.push({ line, target, value });
    } else {
      problem('not a line of brat standoff');
    }
  }
  for (const { line, target: id, value } of attributes) {
    const target = entityOf(id);
    const entity = entities.get(target);
    const assertion = assertions.find((one) => one === value.toLowerCase());
    // Other attributes than the assertion are not BioNote's.
    if (entity === undefined) problems.push({ line, message: 'an attribute of no entity' });
    else if (assertion !== undefined) entities.set(target, { ...entity, assertion });
  }
  const known = relations.flatMap(({ line, relation }): BratRelation[] => {
    const [head, tail] = [entityOf(relation.head), entityOf(relation.tail)];
    if (entities.has(head) && entities.has(tail)) return [{ ...relation, head, tail }];
    problems.push({ line, message: 'a relation of an entity that is not there' });
    return [];
  });
  problems.sort((a, b) => a.line - b.line);
  return {
    value: { entities: [...entities.values()], relations: known },
    problems,
  };
}

/** Whether a line is part of a contradiction: what a model found, and not an annotation of the text. */
function isContradiction(line: string): boolean {
  const [, type] = /^\S+\t(\S+) /.exec(line) ?? [];
  return type === statementType || type === contradictionType;
}

/** The entity of a `T` line, or what is wrong with it. */
function readEntity(
  id: string,
  body: string,
  words: string,
  text: string,
  offsets: OffsetMap,
): BratEntity | string {
  const [, type, places] = /^(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)$/.exec(body.trim()) ?? [];
  if (type === undefined || places === undefined) return 'not an entity with a type and offsets';
  const fragments: Span[] = [];
  for (const place of places.split(';')) {
    const [from = 0, to = 0] = place.split(' ').map(Number);
    const start = offsets.toCodeUnits(from);
    const end = offsets.toCodeUnits(to);
    if (start === undefined || end === undefined) return 'an entity beyond the end of the text';
    if (start >= end || start < (fragments.at(-1)?.end ?? 0)) return 'an entity with offsets out of order';
    fragments.push({ start, end });
  }
  const there = fragments.map((fragment) => textOf(text, fragment)).join(' ');
  if (spaced(there) !== spaced(words)) return 'an entity whose words are not at its offsets';
  const [first] = fragments;
  const last = fragments.at(-1);
  if (first === undefined || last === undefined) return 'an entity without offsets';
  return { id, type, span: { start: first.start, end: last.end }, fragments, text: there };
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
