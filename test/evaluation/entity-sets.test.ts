import assert from 'node:assert/strict';
import { findDataSet } from '../../server/src/evaluation/sets/data-sets.js';
import { schemaOf } from '../../server/src/evaluation/sets/entity-sets.js';
import { jsonNerCall } from '../../server/src/tasks/ner/json.js';
import { biomedicalSchema, clinicalSchema } from '../../server/src/tasks/schemas.js';

describe('the schema of an entity set', () => {
  it('is the built-in one where the types are just its own: asked as in the editor, with its examples', () => {
    const set = findDataSet('MACCROBAT2020');
    assert.ok(set?.task.kind === 'entities');
    assert.equal(
      jsonNerCall({ text: 'Fever.' }, set.task.schema).prompt.prefix,
      jsonNerCall({ text: 'Fever.' }, clinicalSchema).prompt.prefix,
    );
  });

  it('whatever order the types come in, and without relations, which an entity set does not ask for', () => {
    const names = biomedicalSchema.entities.map(({ name }) => name).reverse();
    const { name, relations } = schemaOf('X', names);
    assert.deepEqual([name, relations], ['biomedical', []]);
  });

  it('is one of its own where a type is missing or another one is there', () => {
    const names = clinicalSchema.entities.map(({ name }) => name);
    for (const types of [names.slice(1), [...names, 'gene'], [...names.slice(1), 'gene']]) {
      assert.equal(schemaOf('X', types).name, 'X');
      assert.doesNotMatch(jsonNerCall({ text: 'Fever.' }, schemaOf('X', types)).prompt.prefix, /Examples:/);
    }
  });
});
