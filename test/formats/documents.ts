import fc from 'fast-check';
import type { AnnotatedDocument, DocumentEntity } from '../../server/src/formats/document.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { assertions } from '../../server/src/tasks/ner/entity.js';

export const exportContext = { schema: clinicalSchema, date: '2026-01-02T03:04:05Z', version: '1.2.3' };

/** A note with emoji, CRLF, and nested, discontinuous and overlapping entities. */
export const hardText =
  'HPI 😀: Left and right hip pain.\r\nNo chest pain. Mother had "breast <cancer> & more".\r\nTook aspirin 👩‍⚕️ daily.\r\nNo aspirin. End';

function at(
  id: string,
  type: string,
  quotes: readonly string[],
  more: Partial<DocumentEntity>,
): DocumentEntity {
  let from = 0;
  const spans = quotes.map((quote) => {
    const start = hardText.indexOf(quote, from);
    if (start < 0) throw new Error('a quote that is not in the text');
    from = start + quote.length;
    return { start, end: from };
  });
  return { id, type, spans: spans as [(typeof spans)[0]], ...more };
}

const sentence = (quote: string): { start: number; end: number } => {
  const start = hardText.indexOf(quote);
  return { start, end: start + quote.length };
};

export const hardDocument: AnnotatedDocument = {
  id: 'ward/visit-1',
  text: hardText,
  schema: 'clinical',
  engine: 'embedded',
  model: 'm1',
  entities: [
    at('T1', 'problem', ['Left', 'hip pain'], { assertion: 'present', confidence: 0.5, review: 'corrected' }),
    at('T2', 'problem', ['right hip pain'], { assertion: 'present', review: 'accepted', source: 'anna' }),
    at('T3', 'problem', ['chest pain'], {
      assertion: 'absent',
      assertionSource: 'rule',
      confidence: 0.875,
      review: 'proposed',
      alignment: 'exact',
    }),
    at('T4', 'problem', ['pain. No'.slice(0, 4)], {}),
    at('T5', 'problem', ['breast <cancer>'], { assertion: 'family' }),
    at('T6', 'treatment', ['aspirin 👩‍⚕️ daily'], { assertion: 'present' }),
    at('T7', 'treatment', ['aspirin'], { assertion: 'hypothetical' }),
  ],
  relations: [
    { id: 'R1', type: 'TrAP', head: 'T6', tail: 'T3', probability: 0.25, evidence: sentence('Took aspirin') },
    { id: 'R2', type: 'PIP', head: 'T1', tail: 'T2', review: 'accepted' },
  ],
  contradictions: [
    {
      premise: sentence('Took aspirin 👩‍⚕️ daily.'),
      hypothesis: sentence('No aspirin.'),
      probability: 0.75,
      cue: 'medication',
    },
  ],
};

const word = fc.constantFrom(
  'pain',
  'left',
  'a',
  '😀',
  '👩‍⚕️',
  'é',
  '"x"',
  '<b>',
  '&amp;',
  '=2',
  '|t|',
  'Łódź',
  '#',
  '5',
);
const gap = fc.constantFrom(' ', '  ', '\n', '\r\n', '\n\n', '. ', '-', '\t');

/** Any document: words that formats stumble over, entities that nest, overlap and have fragments. */
export const anyDocument: fc.Arbitrary<AnnotatedDocument> = fc
  .array(fc.tuple(word, gap), { minLength: 3, maxLength: 25 })
  .chain((pieces) => {
    const places: { start: number; end: number }[] = [];
    let text = '';
    for (const [each, between] of pieces) {
      places.push({ start: text.length, end: text.length + each.length });
      text += each + between;
    }
    const entity = fc
      .record({
        chosen: fc.uniqueArray(fc.nat(places.length - 1), { minLength: 1, maxLength: 3 }),
        type: fc.constantFrom('problem', 'treatment', 'test'),
        assertion: fc.option(fc.constantFrom(...assertions), { nil: undefined }),
        confidence: fc.option(fc.constantFrom(0, 0.25, 1), { nil: undefined }),
        review: fc.option(fc.constantFrom('proposed', 'accepted', 'corrected', 'added'), { nil: undefined }),
      })
      .map(({ chosen, type, assertion, confidence, review }) => ({
        type,
        spans: chosen.sort((a, b) => a - b).map((index) => places[index]!) as [(typeof places)[0]],
        ...(assertion && { assertion }),
        ...(confidence !== undefined && { confidence }),
        ...(review && { review: review as 'proposed' }),
      }));
    return fc.array(entity, { maxLength: 6 }).chain((entities) => {
      const ids = entities.map((_, index) => `T${index + 1}`);
      const relation = fc.record({
        head: fc.constantFrom('T1', ...ids),
        tail: fc.constantFrom('T1', ...ids),
        type: fc.constantFrom('TrAP', 'PIP'),
      });
      return fc.array(relation, { maxLength: entities.length === 0 ? 0 : 3 }).map((relations) => ({
        id: 'a',
        text,
        entities: entities.map((each, index) => ({ ...each, id: ids[index] ?? '' })),
        relations: relations.map((each, index) => ({ ...each, id: `R${index + 1}` })),
        contradictions: [],
      }));
    });
  });
