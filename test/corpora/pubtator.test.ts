import assert from 'node:assert/strict';
import { codes, mentionsOf, readPart, relationsOf } from './folders.js';

const folder = 're/re/BC5CDR-CID';
const names = {
  train: `${folder}/CDR_TrainingSet.PubTator.txt`,
  dev: `${folder}/CDR_DevelopmentSet.PubTator.txt`,
  test: `${folder}/CDR_TestSet.PubTator.txt`,
};

const document = (id: string, lines: readonly string[] = []): string =>
  [
    `${id}|t|Aspirin and bleeding.`,
    `${id}|a|Two patients bled on aspirin.`,
    `${id}\t0\t7\tAspirin\tChemical\tD001241`,
    `${id}\t12\t20\tbleeding\tDisease\tD006470`,
    `${id}\t43\t50\taspirin\tChemical\tD001241`,
    ...lines,
    `${id}\tCID\tD001241\tD006470`,
  ].join('\n') + '\n\n';

describe('PubTator', () => {
  it('gives documents with mentions, concepts and relations of concepts', async () => {
    const { records, problems } = await readPart('BC5CDR-CID', 'test', { [names.test]: document('17') });
    assert.deepEqual(problems, []);
    const [record] = records;
    assert.equal(record?.document, '17');
    assert.deepEqual(mentionsOf(record), ['Chemical: Aspirin', 'Disease: bleeding', 'Chemical: aspirin']);
    assert.ok(record.kind === 'annotated');
    assert.deepEqual(record.mentions[0]?.concepts, ['D001241']);
    assert.deepEqual(record.relations, [
      { type: 'CID', head: 'D001241', tail: 'D006470', between: 'concepts' },
    ]);
    assert.deepEqual(relationsOf(record), ['CID(D001241, D006470)']);
  });

  it('the training file of BC5CDR holds the development documents too: they are left out', async () => {
    const files = {
      [names.train]: document('1') + document('2') + document('3'),
      [names.dev]: document('2'),
    };
    const read = async (split: 'train' | 'dev'): Promise<string[]> =>
      (await readPart('BC5CDR-CID', split, files)).records.map((record) => record.document);
    assert.deepEqual(await read('train'), ['1', '3']);
    assert.deepEqual(await read('dev'), ['2']);
  });

  it('without the development file the training part cannot be told from it, and is not read', async () => {
    const { records, problems } = await readPart('BC5CDR-CID', 'train', { [names.train]: document('1') });
    assert.deepEqual([records.length, codes(problems)], [0, ['missing@1']]);
  });

  it('counts code points: a character of two units shifts nothing', async () => {
    const text = '5|t|𝛼 aspirin.\n5|a|None.\n5\t2\t9\taspirin\tChemical\tD1\n';
    const { records, problems } = await readPart('BC5CDR-CID', 'test', { [names.test]: text });
    assert.deepEqual([mentionsOf(records[0]), problems], [['Chemical: aspirin'], []]);
  });

  for (const [what, line, expected] of [
    ['a span outside the text', '17\t40\t4000\taspirin\tChemical\tD1', 'span-outside-text@6'],
    ['a span that ends before it starts', '17\t12\t3\tx\tDisease\tD1', 'span-order@6'],
    ['other words at the span', '17\t0\t7\tHeparin\tChemical\tD1', 'words-differ@6'],
    ['an unknown type', '17\t0\t7\tAspirin\tDrug\tD1', 'unknown-label@6'],
    ['an unknown relation', '17\tTREATS\tD001241\tD006470', 'unknown-label@6'],
    ['a relation of what is not mentioned', '17\tCID\tD9\tD006470', 'relation-without-mention@6'],
    ['a line of another document', '18\t0\t7\tAspirin\tChemical\tD1', 'other-text@6'],
    ['a line of something else', '17\tx', 'pubtator@6'],
  ] as const) {
    it(`${what} is named and left out, and the rest is read`, async () => {
      const { records, problems } = await readPart('BC5CDR-CID', 'test', {
        [names.test]: document('17', [line]) + document('19'),
      });
      assert.deepEqual(codes(problems), [expected]);
      assert.deepEqual(
        records.map((record) => record.document),
        ['17', '19'],
      );
      assert.equal(mentionsOf(records[0]).length, 3);
    });
  }

  it('a composite mention has several concepts', async () => {
    const { records } = await readPart('BC5CDR-CID', 'test', {
      [names.test]: document('17', ['17\t0\t7\tAspirin\tChemical\tD1|C2']),
    });
    assert.ok(records[0]?.kind === 'annotated');
    assert.deepEqual(records[0].mentions[3]?.concepts, ['D1', 'C2']);
  });

  it('keeps overlapping mentions', async () => {
    const { records, problems } = await readPart('BC5CDR-CID', 'test', {
      [names.test]: document('17', ['17\t0\t20\tAspirin and bleeding\tDisease\tD2']),
    });
    assert.deepEqual(problems, []);
    assert.equal(mentionsOf(records[0]).length, 4);
  });

  it('gold for another text costs the document', async () => {
    const other = document('17').replace('Aspirin and bleeding.', 'On the care of horses.');
    const { records, problems } = await readPart('BC5CDR-CID', 'test', {
      [names.test]: other.replace('bled on aspirin', 'were fed oats') + document('19'),
    });
    assert.deepEqual(codes(problems).slice(-1), ['other-text@1']);
    assert.deepEqual(
      records.map((record) => record.document),
      ['19'],
    );
  });

  it('a document without its abstract, or in another encoding, is named', async () => {
    const file = Buffer.concat([
      Buffer.from('16|t|Only a title\n\n'),
      Buffer.from('17|t|Ménière\n17|a|x\n\n', 'latin1'),
      Buffer.from(document('18')),
    ]);
    const { records, problems } = await readPart('BC5CDR-CID', 'test', { [names.test]: file });
    assert.deepEqual([records.length, codes(problems)], [1, ['no-title@1', 'encoding@3']]);
  });

  it('a file that ends within a line is named as truncated', async () => {
    const file = document('18').trimEnd().slice(0, -20);
    const { problems } = await readPart('BC5CDR-CID', 'test', { [names.test]: file });
    assert.deepEqual(codes(problems), ['truncated@6']);
  });
});

describe('BioRED', () => {
  const concept = 'c|DEL|1314|';
  const pubTator = [
    '4|t|SLC5A5 deletion.',
    '4|a|None.',
    '4\t0\t6\tSLC5A5\tGeneOrGeneProduct\t6528',
    `4\t7\t15\tdeletion\tSequenceVariant\t${concept}`,
    '4\tAssociation\t6528\t6528\tNovel',
  ].join('\n');
  const xml = `<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE collection SYSTEM "BioC.dtd"><collection><document>
<id>4</id><passage><offset>0</offset><text>SLC5A5 deletion.</text>
<annotation id="0"><infon key="type">GeneOrGeneProduct</infon><infon key="identifier">6528</infon>
<location offset="0" length="6"/><text>SLC5A5</text></annotation>
<annotation id="1"><infon key="type">SequenceVariant</infon><infon key="identifier">${concept}</infon>
<location offset="7" length="8"/><text>deletion</text></annotation></passage>
<passage><offset>17</offset><text>None.</text></passage>
<relation id="R0"><infon key="entity1">6528</infon><infon key="entity2">6528</infon>
<infon key="type">Association</infon></relation></document></collection>`;
  const json = JSON.stringify({
    source: 'documents',
    documents: [
      {
        id: '4',
        passages: [
          {
            offset: 0,
            text: 'SLC5A5 deletion.',
            annotations: [
              {
                id: '0',
                infons: { type: 'GeneOrGeneProduct', identifier: '6528' },
                text: 'SLC5A5',
                locations: [{ offset: 0, length: 6 }],
              },
              {
                id: '1',
                infons: { type: 'SequenceVariant', identifier: concept },
                text: 'deletion',
                locations: [{ offset: 7, length: 8 }],
              },
            ],
          },
          { offset: 17, text: 'None.' },
        ],
        relations: [{ infons: { entity1: '6528', entity2: '6528', type: 'Association' } }],
      },
    ],
  });
  for (const [notation, content] of [
    ['PubTator', pubTator],
    ['BioC.XML', xml],
    ['BioC.JSON', json],
  ] as const) {
    it(`is read from ${notation}`, async () => {
      const { records, problems } = await readPart('BioRED', 'dev', {
        [`re/re/BioRED/Dev.${notation}`]: content,
      });
      assert.deepEqual(problems, []);
      assert.deepEqual(mentionsOf(records[0]), ['GeneOrGeneProduct: SLC5A5', 'SequenceVariant: deletion']);
      assert.deepEqual(relationsOf(records[0]), ['Association(6528, 6528)']);
      assert.equal(records[0]?.kind === 'annotated' ? records[0].text : '', 'SLC5A5 deletion. None.');
    });
  }

  it('BioC: what is not well-formed, cut or outside the text is named, and the reading goes on', async () => {
    const bad = xml.replace('</collection>', '<document><id>5</id><passage></document>');
    const { records, problems } = await readPart('BioRED', 'dev', {
      're/re/BioRED/Dev.BioC.XML': bad.replace('offset="7" length="8"', 'offset="7" length="80"'),
    });
    assert.equal(records.length, 1);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['span-outside-text', 'not-well-formed', 'truncated'],
    );
  });

  it('BioC in JSON: a cut file gives what was whole', async () => {
    const { records, problems } = await readPart('BioRED', 'dev', {
      're/re/BioRED/Dev.BioC.JSON': json.replace(/\]\}$/, ',{"id":"5","pass'),
    });
    assert.deepEqual([records.length, problems.map(({ code }) => code)], [1, ['truncated']]);
  });
});
