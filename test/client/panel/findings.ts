import type { FoundEntity, FoundText, NoteFindings } from '../../../server/src/shared/protocol.js';

/** The only place where panel tests build findings: texts stand one a line, in the order in which they are given. */
let line = 0;
export function found(text: string): FoundText {
  line += 1;
  return {
    text,
    range: { start: { line, character: 2 }, end: { line, character: 2 + text.length } },
  };
}

export function entity(id: string, text: string, type: string, more: Partial<FoundEntity> = {}): FoundEntity {
  return { id, ...found(text), type, concept: `${type} ${text.toLowerCase()}`, ...more };
}

export function findingsOf(parts: Partial<NoteFindings> = {}): NoteFindings {
  return {
    uri: 'file:///a.note',
    version: 3,
    types: [
      { name: 'problem', description: 'a disease' },
      { name: 'treatment', description: 'a drug' },
      { name: 'mine', description: 'my own', color: '#123456' },
    ],
    entities: [],
    relations: [],
    contradictions: [],
    ...parts,
  };
}

/** A note with everything: two mentions of one concept, a relation of two codes, a contradiction. */
export function sampleFindings(): NoteFindings {
  return findingsOf({
    entities: [
      entity('e1', 'Aspirin', 'treatment', { confidence: 0.9 }),
      entity('e2', 'fever', 'problem', { confidence: 0.8 }),
      entity('e3', 'Fever', 'problem', { confidence: 0.4, assertion: 'absent' }),
      entity('e4', 'rash', 'problem', { confidence: 0.6 }),
      entity('e5', 'ward 3', 'place'),
    ],
    relations: [
      {
        id: 'r1',
        code: 'TrAP',
        gloss: 'treatment is given for problem',
        head: 'e1',
        tail: 'e2',
        probability: 0.7,
        evidence: found('Aspirin for fever.'),
      },
      {
        id: 'r2',
        code: 'TrCP',
        gloss: 'treatment causes problem',
        head: 'e1',
        tail: 'e4',
        evidence: found('Aspirin, then rash.'),
      },
    ],
    contradictions: [
      { key: 'k', premise: found('No fever.'), hypothesis: found('She has fever.'), probability: 0.85 },
    ],
  });
}
