import { bratConfiguration } from './brat-configuration.js';
import { readContradictions, type BratContradiction } from './brat-contradictions.js';
import { readBrat, writeBrat } from './brat.js';
import { offsetMap } from './code-points.js';
import type { AnnotatedDocument, DocumentContradiction, DocumentEntity, ReadDocuments } from './document.js';
import { extentOf, wordsOf } from './document.js';
import { filePlaces } from './file-names.js';
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
export const writeBratFolder: Writer = (documents, { schema }) => {
  const places = filePlaces(documents);
  return {
    files: [
      ...Object.entries(bratConfiguration(schema)).map(([name, text]) => ({ name, text })),
      ...documents.flatMap((document, index) => [
        { name: `${places[index]}.txt`, text: document.text },
        { name: `${places[index]}.ann`, text: standoffOf(document) },
      ]),
    ],
    losses: lossesOf(documents, ['assertionSource', 'review', 'source', 'alignment', 'evidence']),
  };
};

/**
 * Reads standoff of `text` as a document, with the probabilities and contradictions that BioNote writes.
 *
 * @param id of the document.
 */
export function readBratDocument(ann: string, text: string, id: string): ReadDocuments {
  const { value, problems } = readBrat(ann, text);
  const notes = notesOf(ann);
  const cues = cuesOf(ann);
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
    value: [
      {
        id,
        text,
        entities,
        relations,
        contradictions: readContradictions(ann, offsetMap(text)).map((one) => described(one, notes, cues)),
      },
    ],
    problems: problems.map((problem) => ({ ...problem, document: id })),
  };
}

/** The probabilities in BioNote's `#` lines, by what they are of. */
function notesOf(ann: string): Map<string, number> {
  const lines = ann.matchAll(/^#\d+\tProbability (\S+)\t(0(?:\.\d+)?|1(?:\.0+)?)\s*$/gm);
  return new Map(Array.from(lines, ([, of = '', value]) => [of, Number(value)]));
}

function cuesOf(ann: string): Map<string, string> {
  return new Map(Array.from(ann.matchAll(/^#\d+\tCue (\S+)\t(\S+)/gm), ([, of = '', cue = '']) => [of, cue]));
}

function described(
  { id, premise, hypothesis }: BratContradiction,
  probabilities: ReadonlyMap<string, number>,
  cues: ReadonlyMap<string, string>,
): DocumentContradiction {
  const [probability, cue] = [probabilities.get(id), cues.get(id)];
  return {
    premise,
    hypothesis,
    ...(probability !== undefined && { probability }),
    ...(cue !== undefined && { cue }),
  };
}
