import { csvText } from '../shared/csv.js';
import type { Assertion } from '../tasks/ner/entity.js';
import { offsetMap } from './code-points.js';
import { extentOf, wordsOf } from './document.js';
import { rounded } from './exported.js';
import { LossCount, lossesOf } from './losses.js';
import type { Writer } from './writer.js';

/** The columns of NOTE_NLP in the DDL of the OMOP common data model 5.4, in its order. */
const columns = [
  'note_nlp_id',
  'note_id',
  'section_concept_id',
  'snippet',
  'offset',
  'lexical_variant',
  'note_nlp_concept_id',
  'note_nlp_source_concept_id',
  'nlp_system',
  'nlp_date',
  'nlp_datetime',
  'term_exists',
  'term_temporal',
  'term_modifiers',
];

/** The DDL's `varchar(250)`, in code points. */
const longest = 250;

/**
 * What the table's documentation says of the modifiers: a term exists for the patient unless it is negated,
 * conditional, or of somebody else. What is only possible exists with a modifier.
 */
const existing: ReadonlySet<Assertion> = new Set(['present', 'possible', 'history']);

const modifiers: Partial<Record<Assertion, string>> = {
  absent: 'negation=true',
  possible: 'uncertain=true',
  conditional: 'conditional=true',
  hypothetical: 'hypothetical=true',
  family: 'subject=family',
};

/**
 * OMOP `NOTE_NLP` (CDM 5.4). Concept ids are 0, which is OMOP's "no matching concept": BioNote names no concepts. A note
 * gets a running `note_id`; `notes.csv` says which it is. `offset` counts code points.
 */
export const writeNoteNlp: Writer = (documents, { date, version }) => {
  const losses = new LossCount();
  let id = 0;
  const rows = documents.flatMap((document, index) => {
    const { text, entities, model } = document;
    const { toCodePoints } = offsetMap(text);
    return entities.map((entity) => {
      const { type, assertion = 'present', confidence, review } = entity;
      const said = [
        `type=${type}`,
        modifiers[assertion] ?? '',
        confidence === undefined ? '' : `confidence=${rounded(confidence)}`,
        review === undefined ? '' : `review=${review}`,
      ].filter((each) => each !== '');
      const { start, end } = extentOf(entity);
      const words = shortened(wordsOf(text, entity), losses);
      return [
        (id += 1),
        index + 1,
        0,
        shortened(text.slice(Math.max(0, start - 60), end + 60)),
        String(toCodePoints(start)),
        words,
        0,
        0,
        shortened(['BioNote', version, ...(model === undefined ? [] : [model])].join(' ')),
        date.slice(0, 10),
        date.slice(0, 19).replace('T', ' '),
        existing.has(assertion) ? 'Y' : 'N',
        assertion === 'history' ? 'past' : '',
        said.join('; '),
      ];
    });
  });
  const notes = [['note_id', 'note_source_value'], ...documents.map((each, index) => [index + 1, each.id])];
  return {
    files: [
      // A database has no formulas, and what it loads must be the note's words.
      { name: 'NOTE_NLP.csv', text: csvText([columns, ...rows], 'database') },
      { name: 'notes.csv', text: csvText(notes, 'database') },
    ],
    losses: lossesOf(
      documents,
      ['assertionSource', 'source', 'alignment', 'discontinuous', 'relations', 'contradictions'],
      losses,
    ),
  };
};

function shortened(text: string, losses?: LossCount): string {
  const points = Array.from(text.replace(/\s+/gu, ' ').trim());
  if (points.length > longest) losses?.add('length');
  return points.slice(0, longest).join('');
}
