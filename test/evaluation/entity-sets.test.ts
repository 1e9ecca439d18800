import assert from 'node:assert/strict';
import { i2b2EventTypes } from '../../server/src/corpora/i2b2-2012.js';
import { goldOf } from '../../server/src/evaluation/tasks/entity-outcome.js';
import { relationUnits, unaskedRelations } from '../../server/src/evaluation/tasks/relation-outcome.js';
import { readPart } from '../corpora/folders.js';
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
    for (const [types, shown] of [
      [names.slice(1), true],
      [[...names, 'gene'], false],
      [[...names.slice(1), 'gene'], false],
    ] as const) {
      const schema = schemaOf('X', types);
      assert.equal(schema.name, 'X');
      // Examples of the built-in one speak for some of its types, and for no others.
      const { prefix } = jsonNerCall({ text: 'Fever.' }, schema).prompt;
      assert.equal(/^Examples:$/m.test(prefix), shown);
    }
  });
});

describe('the sets of i2b2', () => {
  const text = 'Discharge Summary\nHe was given aspirin for chest pain .\n';
  const files = {
    'i2b2-2010/test_data/r1.txt': text,
    'i2b2-2010/reference_standard_for_test_data/concepts/r1.con':
      'c="aspirin" 2:3 2:3||t="treatment"\nc="chest pain" 2:5 2:6||t="problem"\n',
    'i2b2-2010/reference_standard_for_test_data/rel/r1.rel':
      'c="aspirin" 2:3 2:3||r="TrAP"||c="chest pain" 2:5 2:6\n',
  };

  it('take the concepts and relations that their reader gives', async () => {
    const { records } = await readPart('i2b2-2010', 'test', files);
    const [record] = records;
    assert.ok(record?.kind === 'annotated');
    const entities = findDataSet('i2b2-2010')?.task;
    assert.ok(entities?.kind === 'entities');
    assert.deepEqual(
      goldOf(record, entities.types).map(({ type }) => type),
      ['treatment', 'problem'],
    );
    const relations = findDataSet('i2b2-2010/relations')?.task;
    assert.ok(relations?.kind === 'relations');
    assert.deepEqual(
      relationUnits(record, relations).map(({ gold, pair }) => [gold, pair.head.text, pair.tail.text]),
      [['TrAP', 'aspirin', 'chest pain']],
    );
    assert.deepEqual(unaskedRelations(record, relations), []);
  });

  it('ask for every type of event of 2012', () => {
    const task = findDataSet('i2b2-2012')?.task;
    assert.ok(task?.kind === 'entities');
    assert.deepEqual([...task.types.keys()], [...i2b2EventTypes]);
    for (const { name, description } of task.schema.entities) assert.notEqual(name, description);
  });
});
