import assert from 'node:assert/strict';
import { bratConfiguration } from '../../server/src/formats/brat-configuration.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';

describe("brat's configuration", () => {
  /** Lines by section, as brat's own reader takes them: a term, white space, arguments with commas between. */
  function read(text: string): Map<string, string[]> {
    const lines = new Map<string, string[]>();
    let section = '';
    for (const line of text.split('\n')) {
      const [, name] = /^\[(.*)\]$/.exec(line) ?? [];
      if (name !== undefined) lines.set((section = name), []);
      else if (line !== '') lines.get(section)?.push(line);
    }
    return lines;
  }

  it('names every type, relation and assertion of the schema', () => {
    const sections = read(bratConfiguration(clinicalSchema)['annotation.conf'] ?? '');
    assert.deepEqual([...sections.keys()], ['entities', 'relations', 'events', 'attributes']);
    assert.deepEqual(sections.get('entities'), [
      'problem',
      'treatment',
      'test',
      'anatomy',
      'value',
      'dosage',
      'BioNote_Statement',
    ]);
    assert.equal(sections.get('relations')?.[3], 'TrAP\tArg1:treatment, Arg2:problem');
    assert.deepEqual(sections.get('attributes'), [
      'Assertion\tArg:<ENTITY>, Value:present|absent|possible|conditional|hypothetical|family|history',
    ]);
  });

  it("gives every type a colour, the schema's own where it has one", () => {
    const schema = {
      ...clinicalSchema,
      entities: [{ name: 'device', description: '', color: '#1f77b4' }, ...clinicalSchema.entities],
    };
    const drawing = read(bratConfiguration(schema)['visual.conf'] ?? '').get('drawing') ?? [];
    assert.ok(drawing.includes('device\tbgColor:#1f77b4'));
    for (const { name } of clinicalSchema.entities) {
      assert.ok(drawing.some((line) => line.startsWith(`${name}\tbgColor:#`)));
    }
  });

  it('holds only names that brat stores as they are', () => {
    const sections = read(bratConfiguration(clinicalSchema)['annotation.conf'] ?? '');
    for (const line of [...(sections.get('entities') ?? []), ...(sections.get('relations') ?? [])]) {
      assert.match(line, /^(?:[a-zA-Z0-9_-]+|<OVERLAP>)(?:\t|$)/);
    }
  });
});
