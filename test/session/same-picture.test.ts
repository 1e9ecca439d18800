import assert from 'node:assert/strict';
import type { Entity } from '../../server/src/analysis/note-analysis.js';
import { sameEntities, samePicture, type Picture } from '../../server/src/session/same-picture.js';
import { markedNote } from '../features/marked-note.js';

const { analysis } = markedNote('No [fever|problem]. [Aspirin|treatment].');
const [first, ...others] = analysis.entities;
assert(first);
const span = { start: 0, end: 2 };
const picture: Picture = {
  version: 1,
  entities: analysis.entities,
  unplaced: [{ sentence: span, mention: { text: 'cough', type: 'problem' } }],
  failures: [{ task: 'ner', span, code: 'timeout' }],
};

describe('what is drawn of two snapshots', () => {
  it('is the same where only the objects are others', () => {
    assert(samePicture(picture, structuredClone(picture)));
  });

  const differences: Record<string, Partial<Picture>> = {
    'the version': { version: 2 },
    'a missing entity': { entities: others },
    'a moved entity': { entities: [{ ...first, span: { start: first.span.start, end: 99 } }, ...others] },
    'another type': { entities: [{ ...first, type: 'test' }, ...others] },
    'another assertion': { entities: [{ ...first, assertion: 'family' }, ...others] },
    'another unplaced mention': {
      unplaced: [{ sentence: span, mention: { text: 'rash', type: 'problem' } }],
    },
    'no failure': { failures: [] },
    'another failure': { failures: [{ task: 'ner', span, code: 'stream-cut' }] },
  };
  for (const [what, difference] of Object.entries(differences)) {
    it(`differs by ${what}`, () => {
      assert(!samePicture(picture, { ...picture, ...difference }));
      assert(!samePicture({ ...picture, ...difference }, picture));
    });
  }

  it('names the same entities after a move', () => {
    const moved = analysis.entities.map((entity) => ({
      ...entity,
      span: { start: entity.span.start + 5, end: entity.span.end + 5 },
    }));
    assert(sameEntities(picture, { version: 2, entities: moved }));
    assert(!sameEntities(picture, { version: 1, entities: moved }));
    assert(!sameEntities(picture, { version: 2, entities: others }));
  });

  const namings: Record<string, Partial<Entity>> = {
    'another id': { id: 'other' },
    'another type': { type: 'test' },
    'another assertion': { assertion: 'family' },
    'another text': { text: 'Fever' },
    'another length': { span: { start: first.span.start, end: first.span.end + 5 } },
  };
  for (const [what, naming] of Object.entries(namings)) {
    it(`names others by ${what}, also in another version`, () => {
      const entities = [{ ...first, ...naming }, ...others];
      assert(!sameEntities(picture, { version: 1, entities }));
      assert(!sameEntities(picture, { version: 2, entities }));
    });
  }
});
