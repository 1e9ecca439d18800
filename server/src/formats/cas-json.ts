import type { AnnotatedDocument } from './document.js';
import { rounded } from './exported.js';
import { filePlaces } from './file-names.js';
import { lossesOf } from './losses.js';
import { withStatements } from './statements.js';
import type { Writer } from './writer.js';

const entityType = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
const relationType = 'webanno.custom.BioNoteRelation';
const annotationType = 'uima.tcas.Annotation';

const feature = (name: string, range: string): object => ({ '%NAME': name, '%RANGE': range });
const string = 'uima.cas.String';

const types = {
  [entityType]: {
    '%NAME': entityType,
    '%SUPER_TYPE': annotationType,
    value: feature('value', string),
    identifier: feature('identifier', string),
    assertion: feature('assertion', string),
    confidence: feature('confidence', 'uima.cas.Double'),
    review: feature('review', string),
  },
  [relationType]: {
    '%NAME': relationType,
    '%SUPER_TYPE': annotationType,
    Governor: feature('Governor', entityType),
    Dependent: feature('Dependent', entityType),
    label: feature('label', string),
    probability: feature('probability', 'uima.cas.Double'),
  },
};

/**
 * UIMA CAS JSON 0.4.0, one file a note, for INCEpTION: entities in its own layer *Named Entity* (`value` is the type,
 * `identifier` the entity), relations in the layer `BioNoteRelation`. The features `assertion`, `confidence` and `review`
 * are shown where the layer of the project has them. Offsets count UTF-16 code units, as in Java. The fragments of a
 * discontinuous entity are annotations with the same identifier.
 */
export const writeCasJson: Writer = (documents) => {
  const places = filePlaces(documents);
  return {
    files: documents.map((document, index) => ({
      name: `${places[index]}.cas.json`,
      text: `${JSON.stringify(casOf(withStatements(document)), undefined, 2)}\n`,
    })),
    losses: lossesOf(documents, ['assertionSource', 'source', 'alignment', 'discontinuous', 'evidence']),
  };
};

function casOf({ text, entities, relations }: AnnotatedDocument): object {
  const sofa = 1;
  let last = 2;
  const firstOf = new Map<string, { readonly id: number; readonly start: number; readonly end: number }>();
  const annotations = entities.flatMap(({ id, type, spans, assertion, confidence, review }) =>
    spans.map(({ start, end }) => {
      last += 1;
      if (!firstOf.has(id)) firstOf.set(id, { id: last, start, end });
      return {
        '%ID': last,
        '%TYPE': entityType,
        '@sofa': sofa,
        begin: start,
        end,
        value: type,
        identifier: id,
        // JSON.stringify leaves out what is undefined.
        assertion,
        confidence: confidence === undefined ? undefined : rounded(confidence),
        review,
      };
    }),
  );
  const links = relations.flatMap(({ type, head, tail, probability }) => {
    const [governor, dependent] = [firstOf.get(head), firstOf.get(tail)];
    if (!governor || !dependent) return [];
    last += 1;
    return [
      {
        '%ID': last,
        '%TYPE': relationType,
        '@sofa': sofa,
        // As INCEpTION places relations: where the dependent is.
        begin: dependent.start,
        end: dependent.end,
        '@Governor': governor.id,
        '@Dependent': dependent.id,
        label: type,
        probability: probability === undefined ? undefined : rounded(probability),
      },
    ];
  });
  const whole = {
    '%ID': 2,
    '%TYPE': 'uima.tcas.DocumentAnnotation',
    '@sofa': sofa,
    begin: 0,
    end: text.length,
    language: 'x-unspecified',
  };
  const members = [whole, ...annotations, ...links];
  return {
    '%TYPES': types,
    '%FEATURE_STRUCTURES': [
      {
        '%ID': sofa,
        '%TYPE': 'uima.cas.Sofa',
        sofaNum: 1,
        sofaID: '_InitialView',
        mimeType: 'text/plain',
        sofaString: text,
      },
      ...members,
    ],
    '%VIEWS': { _InitialView: { '%SOFA': sofa, '%MEMBERS': members.map((each) => each['%ID']) } },
  };
}
