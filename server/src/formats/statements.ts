import type { AnnotatedDocument, DocumentEntity, DocumentRelation } from './document.js';
import { contradictionType, statementType } from './brat-names.js';

/**
 * The document with each contradiction as a relation `BioNote_Contradicts` between two entities `BioNote_Statement`,
 * for formats that know only entities and relations.
 */
export function withStatements(document: AnnotatedDocument): AnnotatedDocument {
  const { contradictions } = document;
  if (contradictions.length === 0) return document;
  const ids = new Map<string, string>();
  const entities: DocumentEntity[] = [];
  const idOf = ({ start, end }: { start: number; end: number }): string => {
    const key = `${start} ${end}`;
    const id = ids.get(key) ?? `S${ids.size + 1}`;
    if (!ids.has(key)) entities.push({ id, type: statementType, spans: [{ start, end }] });
    ids.set(key, id);
    return id;
  };
  const relations = contradictions.map(
    ({ premise, hypothesis, probability, review }, index): DocumentRelation => ({
      id: `C${index + 1}`,
      type: contradictionType,
      head: idOf(premise),
      tail: idOf(hypothesis),
      ...(probability !== undefined && { probability }),
      ...(review !== undefined && { review }),
    }),
  );
  return {
    ...document,
    entities: [...document.entities, ...entities],
    relations: [...document.relations, ...relations],
    contradictions: [],
  };
}

/** The reverse of {@link withStatements}. */
export function withoutStatements(document: AnnotatedDocument): AnnotatedDocument {
  const { entities, relations } = document;
  const spans = new Map(
    entities.filter(({ type }) => type === statementType).map(({ id, spans: [span] }) => [id, span]),
  );
  const contradictions = relations.flatMap(({ type, head, tail, probability, review }) => {
    const [premise, hypothesis] = [spans.get(head), spans.get(tail)];
    if (type !== contradictionType || !premise || !hypothesis) return [];
    return [
      {
        premise,
        hypothesis,
        ...(probability !== undefined && { probability }),
        ...(review !== undefined && { review }),
      },
    ];
  });
  return {
    ...document,
    entities: entities.filter(({ type }) => type !== statementType),
    relations: relations.filter(
      ({ type, head, tail }) => type !== contradictionType && !spans.has(head) && !spans.has(tail),
    ),
    contradictions: [...document.contradictions, ...contradictions],
  };
}
