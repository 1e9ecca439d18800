import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../server/src/cli/failure.js';
import { schemaFor } from '../../server/src/cli/schema-option.js';
import { biomedicalSchema, clinicalSchema } from '../../server/src/tasks/schemas.js';

const calm = new AbortController().signal;

describe('--schema', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (content: unknown): Promise<string> => {
    const path = join(folder, 'own.json');
    await writeFile(path, JSON.stringify(content));
    return path;
  };

  it('takes the built-in schemas by name', async () => {
    assert.equal(await schemaFor('clinical', calm), clinicalSchema);
    assert.equal(await schemaFor('biomedical', calm), biomedicalSchema);
  });

  it('takes one of the user from a file', async () => {
    const schema = await schemaFor(
      await write({
        devices: {
          entities: { device: 'a medical device', problem: 'what went wrong' },
          relations: { causes: { gloss: 'the device causes the problem', head: 'device', tail: 'problem' } },
        },
      }),
      calm,
    );
    assert.equal(schema.name, 'devices');
    assert.deepEqual(
      schema.entities.map(({ name }) => name),
      ['device', 'problem'],
    );
    assert.equal(schema.relations[0]?.code, 'causes');
  });

  const wrong: { name: string; content: unknown; says: RegExp }[] = [
    { name: 'an empty file of schemas', content: {}, says: /contains no schema/ },
    {
      name: 'a type with capitals',
      content: { own: { entities: { Bad: 'x' } } },
      says: /own\.entities\.Bad/,
    },
    {
      name: 'a relation to no type',
      content: { own: { entities: { a: 'x' }, relations: { r: { gloss: '', head: 'a', tail: 'b' } } } },
      says: /own\.relations\.r/,
    },
    { name: 'an escape sequence', content: { 'x\u001b[2J': 1 }, says: /^\P{Cc}*$/u },
  ];
  for (const { name, content, says } of wrong) {
    it(`refuses ${name}, and says where`, async () => {
      const path = await write(content);
      await assert.rejects(
        schemaFor(path, calm),
        (error) => error instanceof UsageError && says.test(error.message),
      );
    });
  }
});
