import assert from 'node:assert/strict';
import type { CorpusRecord } from '../../server/src/corpora/records.js';
import { codes, readPart } from './folders.js';

const pairs = (records: readonly CorpusRecord[]): string[] =>
  records.flatMap((record) =>
    record.kind === 'pair' ? [`${record.premise} / ${record.hypothesis} / ${record.label}`] : [],
  );

describe('NLI4CT', () => {
  const trial = (id: string): string =>
    JSON.stringify({
      'Clinical Trial ID': id,
      Results: ['Outcome Measurement: ', '  Overall survival', '  12 months'],
    });
  const statement = (more: object): object => ({
    Type: 'Single',
    Section_id: 'Results',
    Primary_id: 'NCT00000001',
    Statement: 'Survival was a year',
    Label: 'Entailment',
    Primary_evidence_index: [2],
    ...more,
  });
  const files = (statements: Readonly<Record<string, object>>): Record<string, string> => ({
    'nli/nli/NLI4CT2023/dev.json': JSON.stringify(statements, undefined, 4),
    'nli/nli/NLI4CT2023/CT json/NCT00000001.json': trial('NCT00000001'),
    'nli/nli/NLI4CT2023/CT json/NCT00000002.json': trial('NCT00000002'),
  });

  it('the premise is the section, of both trials where two are compared', async () => {
    const { records, problems } = await readPart(
      'NLI4CT',
      'dev',
      files({
        a: statement({}),
        b: statement({ Type: 'Comparison', Secondary_id: 'NCT00000002', Label: 'Contradiction' }),
      }),
    );
    assert.deepEqual(problems, []);
    const section = 'Outcome Measurement:\nOverall survival\n12 months';
    assert.deepEqual(pairs(records), [
      `${section} / Survival was a year / Entailment`,
      `Primary trial:\n${section}\nSecondary trial:\n${section} / Survival was a year / Contradiction`,
    ]);
    assert.equal(records[0]?.kind === 'pair' ? records[0].evidence : '', '12 months');
    assert.equal(records[0]?.id, 'NLI4CT/dev/a');
  });

  it('names statements without a label or a trial; a cut file gives what was whole', async () => {
    const made = files({
      a: statement({ Label: 'Maybe' }),
      b: statement({ Primary_id: 'NCT00000009' }),
      c: statement({}),
      d: statement({}),
    });
    const place = 'nli/nli/NLI4CT2023/dev.json';
    const { records, problems } = await readPart('NLI4CT', 'dev', {
      ...made,
      [place]: made[place]!.slice(0, -80),
    });
    assert.deepEqual([records.length, codes(problems)], [1, ['nli4ct@2', 'no-text@12', 'truncated@32']]);
  });

  it('a trial that is cut, in another encoding or without the section is named itself, once', async () => {
    const place = (id: number): string => `nli/nli/NLI4CT2023/CT json/NCT0000000${id}.json`;
    const about = (id: number): object => statement({ Primary_id: `NCT0000000${id}` });
    const { records, problems } = await readPart('NLI4CT', 'dev', {
      ...files({ a: about(3), b: about(3), c: about(4), d: about(5), e: statement({}) }),
      [place(3)]: trial('NCT00000003').slice(0, -20),
      [place(4)]: Buffer.from(trial('Ménière'), 'latin1'),
      [place(5)]: '{"Eligibility": []}',
    });
    assert.deepEqual(
      problems.map(({ code, file, line }) => `${code} ${file.split('/').at(-1) ?? ''}:${line}`),
      [
        'not-json NCT00000003.json:1',
        'no-text dev.json:2',
        'no-text dev.json:12',
        'encoding NCT00000004.json:1',
        'no-text dev.json:22',
        'nli4ct NCT00000005.json:1',
        'no-text dev.json:32',
      ],
    );
    assert.equal(records.length, 1);
  });

  it('wrongly decoded characters are named, and the statement is kept', async () => {
    const garbled = statement({
      Statement: 'The trial doesn\u201a\u00c4\u00f6\u221a\u00d1\u221a\u00a5t test it',
    });
    const { records, problems } = await readPart('NLI4CT', 'dev', files({ a: garbled }));
    assert.deepEqual([records.length, codes(problems)], [1, ['mojibake@2']]);
  });

  it('a trial’s identifier cannot lead out of the folder', async () => {
    const { problems } = await readPart('NLI4CT', 'dev', files({ a: statement({ Primary_id: '../../x' }) }));
    assert.deepEqual(codes(problems), ['nli4ct@2']);
  });
});

describe('EvidenceInference', () => {
  const base = 'nli/nli/EvidenceInference2';
  const article = 'TITLE: \nA trial.\nPain fell more with drug A than with placebo.\n';
  const passage = 'Pain fell more with drug A than with placebo.';
  const start = article.indexOf(passage);
  const columns =
    'UserID,PromptID,PMCID,Valid Label,Valid Reasoning,Label,Annotations,Label Code,In Abstract,Evidence Start,Evidence End';
  const row = (
    prompt: number,
    label: string,
    more: { valid?: string; from?: number; words?: string } = {},
  ): string =>
    [0, prompt, 77, more.valid ?? 'True', 'True', label, `"${more.words ?? passage}"`, 0, 'True'].join(',') +
    `,${more.from ?? start},${(more.from ?? start) + passage.length}`;
  const files = (rows: readonly string[]): Record<string, string> => ({
    [`${base}/v2_annotations.csv`]: [columns, ...rows].join('\n'),
    [`${base}/prompts_merged.csv`]:
      'PromptID,PMCID,Outcome,Intervention,Comparator\n' +
      [2, 3, 5].map((id) => `${id},77,pain.,drug A ,placebo`).join('\n'),
    [`${base}/splits/test_article_ids.txt`]: '77\n',
    [`${base}/splits/train_article_ids.txt`]: '78\n',
    'text/text/rct-papers/PMC77.txt': article,
  });

  it('gives each passage with its question, and a statement that it entails or contradicts', async () => {
    const rows = [row(2, 'significantly decreased'), row(3, 'significantly decreased')];
    const { records, problems } = await readPart('EvidenceInference', 'test', files(rows));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      records.map((record) => (record.kind === 'labelled' ? [record.question, record.label] : [])),
      [
        ['Compared with placebo, what was the effect of drug A on pain?', 'significantly decreased'],
        [],
        ['Compared with placebo, what was the effect of drug A on pain?', 'significantly decreased'],
        [],
      ],
    );
    assert.deepEqual(pairs(records), [
      `${passage} / There was a significant decrease in pain with drug A compared with placebo. / Entailment`,
      `${passage} / There was no significant difference in pain with drug A compared with placebo. / Contradiction`,
    ]);
    assert.equal(records[0]?.document, 'PMC77');
  });

  it('gives both statements of a passage in the training part', async () => {
    const { [`${base}/splits/test_article_ids.txt`]: articles = '', ...others } = files([
      row(2, 'significantly decreased'),
      row(3, 'significantly decreased'),
    ]);
    const { records } = await readPart('EvidenceInference', 'train', {
      ...others,
      [`${base}/splits/train_article_ids.txt`]: articles,
    });
    const labels = pairs(records).map((pair) => pair.split(' / ').slice(1).join(' '));
    const found = 'There was a significant decrease in pain with drug A compared with placebo. Entailment';
    const other =
      'There was no significant difference in pain with drug A compared with placebo. Contradiction';
    assert.deepEqual(labels, [found, other, other, found]);
    assert.equal(new Set(records.map(({ id }) => id)).size, records.length);
  });

  it('takes both spellings of one label, and only what was found valid', async () => {
    const rows = [
      row(2, 'significantly increase'),
      row(3, 'significantly increased'),
      row(5, 'significantly increased', { valid: 'False' }),
    ];
    const { records } = await readPart('EvidenceInference', 'test', files(rows));
    assert.deepEqual(
      records.flatMap((record) => (record.kind === 'labelled' ? [record.label] : [])),
      ['significantly increased', 'significantly increased'],
    );
  });

  it('names articles that it cannot hold passages against, and keeps their passages', async () => {
    const rows = [row(2, 'significantly increased'), row(3, 'significantly increased')];
    const { 'text/text/rct-papers/PMC77.txt': text = '', ...others } = files(rows);
    for (const [articles, expected] of [
      [{}, ['unchecked nli/EvidenceInference2/v2_annotations.csv']],
      [{ 'text/text/rct-papers/PMC78.txt': text }, ['unchecked text/rct-papers/PMC77.txt']],
      [
        { 'text/text/rct-papers/PMC77.txt': Buffer.from(`${text}Ménière`, 'latin1') },
        ['encoding text/rct-papers/PMC77.txt'],
      ],
    ] as const) {
      const { records, problems } = await readPart('EvidenceInference', 'test', { ...others, ...articles });
      assert.deepEqual(
        problems.map(({ code, file }) => `${code} ${file}`),
        expected,
      );
      assert.equal(records.length, 4);
    }
  });

  it('an article belongs to the part that lists it', async () => {
    const { records } = await readPart(
      'EvidenceInference',
      'train',
      files([row(2, 'significantly increased')]),
    );
    assert.deepEqual(records, []);
  });

  it('names spans outside the article, other words, and what it does not know', async () => {
    const rows = [
      row(2, 'significantly increased', { from: 4000 }),
      row(2, 'significantly increased', { words: 'Pain rose.' }),
      row(2, 'better'),
      row(99, 'significantly increased'),
      row(3, 'significantly increased').slice(0, 60),
    ];
    const { records, problems } = await readPart('EvidenceInference', 'test', files(rows));
    assert.deepEqual(records, []);
    // What the table's parser names can come before the row that is being read.
    assert.deepEqual(codes(problems).sort(), [
      'no-question@5',
      'span-outside-text@2',
      'truncated@6',
      'unknown-label@4',
      'words-differ@3',
    ]);
  });
});

describe('HealthVer', () => {
  it('gives evidence, claim and label, and names rows that are broken', async () => {
    const file =
      'id,evidence,claim,label,topic_ip,question\n' +
      '1,"Masks, if worn, help.",Masks help,Supports,1,Do masks help?\n' +
      '2,Nothing,Masks help,Perhaps,1,Do masks help?\n' +
      '3,one cell too few\n' +
      '4,"Line one.\nLine two.",Masks harm,Refutes,1,Do masks harm?\n' +
      '5,"never closed,Masks help,Neutral,1,x\n';
    const { records, problems } = await readPart('HealthVer', 'test', {
      'nli/nli/HealthVer/healthver_test.csv': file,
    });
    assert.deepEqual(pairs(records), [
      'Masks, if worn, help. / Masks help / Supports',
      'Line one.\nLine two. / Masks harm / Refutes',
    ]);
    assert.deepEqual(problems.map(({ code }) => code).sort(), ['csv', 'truncated', 'unknown-label']);
  });

  for (const [ends, end] of [
    ['Unix', '\n'],
    ['Windows', '\r\n'],
  ] as const) {
    it(`counts lines on over skipped rows, empty lines and quoted ones, with ${ends} line ends`, async () => {
      const lines = [
        '\ufeffevidence,claim,label',
        'one cell too few',
        '',
        '"Line one.',
        '',
        'Line three.",Masks harm,Refutes',
        '',
        '',
        'a,b,Perhaps',
        'one cell too few',
        'c,d,Neutral',
      ];
      const { records, problems } = await readPart('HealthVer', 'test', {
        'nli/nli/HealthVer/healthver_test.csv': lines.join(end),
      });
      assert.deepEqual(
        records.map(({ id }) => id),
        ['HealthVer/test/4', 'HealthVer/test/11'],
      );
      assert.deepEqual(codes(problems).sort(), ['csv@10', 'csv@2', 'unknown-label@9']);
    });
  }

  it('a table without the columns is named', async () => {
    const { problems } = await readPart('HealthVer', 'test', {
      'nli/nli/HealthVer/healthver_test.csv': 'a,b\n1,2\n',
    });
    assert.deepEqual(codes(problems), ['no-column@2']);
  });

  it('a row in another encoding is named', async () => {
    const { records, problems } = await readPart('HealthVer', 'dev', {
      'nli/nli/HealthVer/healthver_dev.csv': Buffer.from(
        'id,evidence,claim,label\n1,Ménière,x,Supports\n2,b,c,Neutral\n',
        'latin1',
      ),
    });
    assert.deepEqual([records.length, codes(problems)], [1, ['encoding@2']]);
  });
});

describe('RQE', () => {
  const file = `<?xml version="1.0" encoding="UTF-8"?>
<MEDIQA2019-Task2-RQE-TrainingSet-AMIA2016>
<pair pid="1" type="originalQ-shortQ" value="true">
<chq>
   Can I eat   figs?
</chq>
<faq>Are figs safe?</faq>
</pair>
<pair pid="2" value="true"><chq>Same?</chq><faq> same? </faq></pair>
<pair pid="3" value="false"><chq>Only one</chq></pair>
<pair pid="4" value="perhaps"><chq>a?</chq><faq>b?</faq></pair>
<pair pid="5" value="false"><chq>a & b?</chq><faq>b?</faq></pair>
<pair pid="6" value="false"><chq>c?</chq><faq>d?</faq></pair>
</MEDIQA2019-Task2-RQE-TrainingSet-AMIA2016>`;
  it('leaves out pairs of a question with itself, and names what it leaves out', async () => {
    const { records, problems } = await readPart('RQE', 'train', {
      'nli/nli/MEDIQA-RQE/MEDIQA2019-Task2-RQE-TrainingSet-AMIA2016.xml': file,
    });
    assert.deepEqual(pairs(records), ['Can I eat figs? / Are figs safe? / true', 'c? / d? / false']);
    assert.deepEqual(codes(problems), [
      'identical-pair@9',
      'no-text@10',
      'unknown-label@11',
      'not-well-formed@12',
    ]);
  });
});

describe('MedNLI', () => {
  it('is read from JSON lines', async () => {
    const line = (label: string): string =>
      `${JSON.stringify({ sentence1: 'He is well . ', sentence2: 'He is ill .', gold_label: label, pairID: 'p1' })}\n`;
    const { records, problems } = await readPart('MedNLI', 'train', {
      'mednli/mli_train_v1.jsonl': `${line('contradiction')}${line('-')}{"sent`,
    });
    assert.deepEqual(pairs(records), ['He is well . / He is ill . / contradiction']);
    assert.deepEqual(codes(problems), ['mednli@2', 'truncated@3']);
  });
});

describe('PubMedQA', () => {
  const article = (decision: string): object => ({
    QUESTION: 'Do figs help?',
    CONTEXTS: ['Background.', 'Results.'],
    LONG_ANSWER: 'They did not.',
    final_decision: decision,
  });
  it('the articles of the ground truth are the test part', async () => {
    const files = {
      'qa/qa/PubMedQA/ori_pqal.json': JSON.stringify({
        1: article('no'),
        2: article('yes'),
        3: article('sure'),
      }),
      'qa/qa/PubMedQA/test_ground_truth.json': JSON.stringify({ 2: 'yes' }),
    };
    const train = await readPart('PubMedQA', 'train', files);
    assert.deepEqual(
      train.records.map((record) => [record.id, record.document, record.kind]),
      [
        ['PubMedQA/train/1', '1', 'labelled'],
        ['PubMedQA/train/1/answer', '1', 'written'],
      ],
    );
    assert.deepEqual(codes(train.problems), ['pubmedqa@1']);
    const test = await readPart('PubMedQA', 'test', files);
    assert.deepEqual(
      test.records.map(({ document }) => document),
      ['2', '2'],
    );
  });
});

describe('MedQuAD', () => {
  it('gives questions with answers and the kind of each; without an answer it is left out', async () => {
    const page = `<?xml version="1.0" encoding="UTF-8"?>
<Document id="7" source="X"><Focus>Gout</Focus><QAPairs>
<QAPair pid="1"><Question qid="7-1" qtype="symptoms">What are the symptoms of Gout ?</Question><Answer>Pain
 and swelling.</Answer></QAPair>
<QAPair pid="2"><Question qid="7-2" qtype="causes">Why?</Question><Answer></Answer></QAPair>
</QAPairs></Document>`;
    const { records, problems } = await readPart('MedQuAD', 'train', {
      'qa/qa/MedQuAD/2_X_QA/7.xml': page,
      'qa/qa/MedQuAD/2_X_QA/8.xml': page.slice(0, 200),
      'qa/qa/MedQuAD/LICENSE.txt': 'x',
    });
    assert.deepEqual(
      records.map((record) =>
        record.kind === 'written'
          ? [record.request, record.written]
          : [record.kind === 'labelled' && record.label],
      ),
      [['What are the symptoms of Gout?', 'Pain and swelling.'], ['symptoms']],
    );
    assert.deepEqual(
      problems.map(({ code, file }) => `${code} ${file}`),
      ['truncated qa/MedQuAD/2_X_QA/8.xml'],
    );
  });
});

describe('MedQuAD’s numbers', () => {
  it('are not unique across files: records are named by file too', async () => {
    const page =
      '<Document id="7"><QAPairs><QAPair><Question qid="7-1">Why?</Question><Answer>So.</Answer></QAPair></QAPairs></Document>';
    const { records } = await readPart('MedQuAD', 'train', {
      'qa/qa/MedQuAD/1_X/7.xml': page,
      'qa/qa/MedQuAD/1_X/7_1.xml': page,
    });
    assert.equal(new Set(records.map(({ id }) => id)).size, 2);
  });
});

describe('dialogues', () => {
  it('MTS-Dialog: a conversation, its section and its note', async () => {
    const file =
      'ID,section_header,section_text,dialogue\n0,ALLERGY,None.,"Doctor: Any allergies? \nPatient: No."\n' +
      '1,NONSENSE,x,y\n2,CC,,y\n';
    const { records, problems } = await readPart('MTS-Dialog', 'train', {
      'generation/generation/MTS-Dialog/MTS-Dialog-TrainingSet.csv': file,
    });
    const dialogue = 'Doctor: Any allergies?\nPatient: No.';
    assert.deepEqual(
      records.map((record) =>
        record.kind === 'written'
          ? [record.request, record.given, record.written]
          : record.kind === 'labelled'
            ? [record.text, record.label]
            : [],
      ),
      [
        ['allergies', dialogue, 'None.'],
        [dialogue, 'allergies'],
      ],
    );
    assert.deepEqual(codes(problems), ['unknown-label@4', 'no-text@5']);
  });

  it('ACI-Bench: a visit and its note', async () => {
    const { records } = await readPart('ACI-Bench', 'dev', {
      'generation/generation/ACI-Bench/valid.csv':
        'dataset,encounter_id,dialogue,note\nvirtassist,D2N068,"[doctor] hi","CHIEF COMPLAINT\n\nCough."\n',
    });
    assert.deepEqual(
      records.map((record) => (record.kind === 'written' ? [record.id, record.written] : [])),
      [['ACI-Bench/dev/D2N068', 'CHIEF COMPLAINT\n\nCough.']],
    );
  });
});

describe('what the system refuses', () => {
  const evidence = 'nli/nli/EvidenceInference2';
  for (const [name, place, named] of [
    ['HealthVer', 'nli/nli/HealthVer/healthver_test.csv', 'nli/HealthVer/healthver_test.csv'],
    ['NLI4CT', 'nli/nli/NLI4CT2023/Gold_test.json', 'nli/NLI4CT2023/Gold_test.json'],
    ['EvidenceInference', `${evidence}/splits/test_article_ids.txt`, undefined],
    ['PubMedQA', 'qa/qa/PubMedQA/ori_pqal.json', 'qa/PubMedQA/ori_pqal.json'],
    ['DDI-2013', 're/re/DDI2013/DDICorpus-2013.zip', 're/DDI2013/DDICorpus-2013.zip'],
    ['i2b2-2012', 'i2b2-2012/ground_truth/merged_xml/1.xml', 'i2b2-2012/ground_truth/merged_xml/1.xml'],
    ['i2b2-2010', 'i2b2-2010/test_data/1.txt', 'i2b2-2010/test_data/1.txt'],
    ['BioRED', 're/re/BioRED/Dev.PubTator', 're/BioRED/Dev.PubTator'],
  ] as const) {
    it(`${name}: a folder in the place of a file is named`, async () => {
      const { problems } = await readPart(name, name === 'BioRED' ? 'dev' : 'test', {
        'nli/nli/NLI4CT2023/CT json/NCT1.json': '{}',
        'qa/qa/PubMedQA/test_ground_truth.json': '{}',
        [`${evidence}/v2_annotations.csv`]: 'PromptID',
        [`${evidence}/prompts_merged.csv`]: 'PromptID',
        [`${place}/x`]: '',
      });
      assert.deepEqual(
        problems.map(({ code, file, message }) => [code, file, message]),
        [['unreadable', named ?? place.replace('nli/', ''), 'cannot be read (EISDIR)']],
      );
    });
  }

  it('a file in the place of a folder is named by its place', async () => {
    const { problems } = await readPart('MACCROBAT2020', 'train', { 'ner/ner/MACCROBAT2020': '' });
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [['unreadable', 'ner/ner/MACCROBAT2020']],
    );
  });
});

describe('the catalog', () => {
  it('every part of every corpus is named missing in an empty folder', async () => {
    const { corpora } = await import('../../server/src/corpora/catalog.js');
    for (const { name, splits } of corpora) {
      for (const split of splits) {
        const { records, problems } = await readPart(name, split, {});
        assert.equal(records.length, 0);
        assert.ok(
          problems.length > 0 && problems.every(({ code }) => code === 'missing'),
          `${name} ${split}`,
        );
      }
    }
  });
});
