import { bratConfiguration } from './brat-configuration.js';
import { contradictionType, statementType } from './brat-names.js';
import { readBrat, writeBrat } from './brat.js';
import { offsetMap } from './code-points.js';
import type { AnnotatedDocument, DocumentContradiction, DocumentEntity, ReadDocuments } from './document.js';
import { extentOf, wordsOf } from './document.js';
import { lossesOf } from './losses.js';
import type { Writer } from './writer.js';

/** The standoff of a document. */
export function standoffOf({ text, entities, relations, contradictions }: AnnotatedDocument): string {
  return writeBrat({
    text,
    entities: entities.map((entity) => ({
      alignment: 'exact',
      ...entity,
      span: extentOf(entity),
      fragments: entity.spans,
      text: wordsOf(text, entity),
    })),
    relations: relations.map(({ type, ...relation }) => ({ ...relation, code: type })),
    contradictions,
  });
}

/** brat: `NAME.ann` beside `NAME.txt`, and the configuration for the schema. */
export const writeBratFolder: Writer = (documents, { schema }) => ({
  files: [
    ...Object.entries(bratConfiguration(schema)).map(([name, text]) => ({ name, text })),
    ...documents.flatMap((document) => [
      { name: `${document.id}.txt`, text: document.text },
      { name: `${document.id}.ann`, text: standoffOf(document) },
    ]),
  ],
  losses: lossesOf(documents, ['assertionSource', 'review', 'source', 'alignment', 'evidence']),
});

/**
 * Reads standoff of `text` as a document, with the probabilities and contradictions that BioNote writes.
 *
 * @param id of the document.
 */
export function readBratDocument(ann: string, text: string, id: string): ReadDocuments {
  const { value, problems } = readBrat(ann, text);
  const notes = notesOf(ann);
  const entities = value.entities.map(({ id: of, type, span, fragments, assertion }): DocumentEntity => {
    const confidence = notes.get(of);
    return {
      id: of,
      type,
      spans: [fragments[0] ?? span, ...fragments.slice(1)],
      ...(assertion && { assertion }),
      ...(confidence !== undefined && { confidence }),
    };
  });
  const relations = value.relations.map(({ id: of, code, head, tail }) => {
    const probability = notes.get(of);
    return { id: of, type: code, head, tail, ...(probability !== undefined && { probability }) };
  });
  return {
    value: [{ id, text, entities, relations, contradictions: contradictionsOf(ann, text, notes) }],
    problems: problems.map((problem) => ({ ...problem, document: id })),
  };
}

/** The probabilities in BioNote's `#` lines, by what they are of. */
function notesOf(ann: string): Map<string, number> {
  const lines = ann.matchAll(/^#\d+\tProbability (\S+)\t(0(?:\.\d+)?|1(?:\.0+)?)\s*$/gm);
  return new Map(Array.from(lines, ([, of = '', value]) => [of, Number(value)]));
}

function contradictionsOf(
  ann: string,
  text: string,
  notes: ReadonlyMap<string, number>,
): DocumentContradiction[] {
  const { toCodeUnits } = offsetMap(text);
  const statements = new Map(
    Array.from(ann.matchAll(/^(T\d+)\t(\S+) (\d{1,9}) (?:[\d ;]* )?(\d{1,9})\t/gm))
      .filter(([, , type]) => type === statementType)
      .map(([, id = '', , from, to]) => [
        id,
        { start: toCodeUnits(Number(from)), end: toCodeUnits(Number(to)) },
      ]),
  );
  const cues = new Map(
    Array.from(ann.matchAll(/^#\d+\tCue (\S+)\t(\S+)/gm), ([, of = '', cue = '']) => [of, cue]),
  );
  return Array.from(ann.matchAll(/^(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*$/gm)).flatMap(
    ([, id = '', type, from = '', to = '']) => {
      const [premise, hypothesis] = [statements.get(from), statements.get(to)];
      if (type !== contradictionType || !isSpan(premise) || !isSpan(hypothesis)) return [];
      const [probability, cue] = [notes.get(id), cues.get(id)];
      return [
        {
          premise,
          hypothesis,
          ...(probability !== undefined && { probability }),
          ...(cue !== undefined && { cue }),
        },
      ];
    },
  );
}

function isSpan(
  span: { start: number | undefined; end: number | undefined } | undefined,
): span is { start: number; end: number } {
  return span?.start !== undefined && span.end !== undefined && span.start < span.end;
}
