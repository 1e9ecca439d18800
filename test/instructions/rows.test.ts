import assert from 'node:assert/strict';
import type { AnnotatedText, CorpusRecord } from '../../server/src/corpora/records.js';
import { candidatesOf } from '../../server/src/instructions/candidates.js';
import { rawInstructionOf } from '../../server/src/instructions/prompts.js';
import {
  rowFormats,
  type InstructionRow,
  type RowFormat,
  type RowWordings,
} from '../../server/src/instructions/row.js';
import type { Mention } from '../../server/src/tasks/ner/entity.js';
import { jsonNerCall } from '../../server/src/tasks/ner/json.js';
import { medtunedNerCalls } from '../../server/src/tasks/ner/medtuned.js';
import { jsonNliCall } from '../../server/src/tasks/nli/json.js';
import { medtunedNliCall } from '../../server/src/tasks/nli/medtuned.js';
import { jsonRelationCall } from '../../server/src/tasks/relations/json.js';
import { medtunedRelationCall } from '../../server/src/tasks/relations/medtuned.js';
import { biomedicalSchema, clinicalSchema } from '../../server/src/tasks/schemas.js';
import { annotated, at, made, origin } from './made.js';

const tail = ({ id }: InstructionRow): string => id.slice(id.indexOf('#') + 1);

describe('rows of entities', () => {
  const record = annotated('BC5CDR', 'Aspirin-induced low pressure: rare.', {
    T1: ['Chemical', 'Aspirin'],
    T2: ['Disease', 'low pressure'],
  });

  it('medtuned: a row for each type, tokens below each other', () => {
    const { rows, dropped } = made(record);
    assert.deepEqual(dropped, []);
    assert.deepEqual(rows.map(tail), ['ner:chemical', 'ner:disease']);
    const [, disease] = rows;
    assert.equal(disease?.input, 'Aspirin - induced low pressure : rare .');
    assert.equal(
      disease.output,
      'Aspirin : O\n- : O\ninduced : O\nlow : B\npressure : I\n: : O\nrare : O\n. : O',
    );
  });

  it('medtuned: tokens are cut as in the corpora, so that a name with digits is one token', () => {
    const gene = annotated('BC2GM', 'BRCA1 fell by 0.5 U.', { T1: ['GENE', 'BRCA1'] });
    const [row] = made(gene).rows;
    assert.equal(row?.input, 'BRCA1 fell by 0 . 5 U .');
    assert.equal(row.output.split('\n')[0], 'BRCA1 : B');
  });

  it('json: one row, mentions under their types', () => {
    const { rows } = made(record, 'json');
    assert.deepEqual(rows.map(tail), ['ner-json:chemical+disease']);
    assert.deepEqual(JSON.parse(rows[0]?.output ?? ''), { chemical: ['Aspirin'], disease: ['low pressure'] });
    assert.equal(rows[0]?.input, 'Sentence: "Aspirin-induced low pressure: rare."');
  });

  it('clinical types that the product asks for together have typed tags', () => {
    const report = annotated('MACCROBAT2020', 'An MRI showed a mass.\nShe took aspirin.', {
      T1: ['Diagnostic_procedure', 'MRI'],
      T2: ['Sign_symptom', 'mass'],
      T3: ['Medication', 'aspirin'],
    });
    const { rows } = made(report);
    const ner = rows.filter(({ task }) => task === 'ner');
    assert.deepEqual(ner.map(tail), [
      'ner:problem+treatment+test',
      'ner:anatomy',
      'ner:value',
      'ner:dosage',
      'ner:problem+treatment+test',
      'ner:anatomy',
      'ner:value',
      'ner:dosage',
    ]);
    assert.equal(ner[0]?.output, 'An : O\nMRI : B-TEST\nshowed : O\na : O\nmass : B-PROBLEM\n. : O');
    assert.equal(ner[0].id, 'MACCROBAT2020/train/1/s1#ner:problem+treatment+test');
  });

  it('json: what is asserted other than present stands under its assertion', () => {
    const text = 'No fever; cough.';
    const record2: AnnotatedText = {
      ...annotated('i2b2-2010', text, {}),
      mentions: [
        { id: 'a', type: 'problem', spans: [at(text, 'fever')], assertion: 'absent' },
        { id: 'b', type: 'problem', spans: [at(text, 'cough')], assertion: 'present' },
      ],
    };
    const ner = made(record2, 'json').rows.filter(({ task }) => task === 'ner');
    assert.deepEqual(JSON.parse(ner[0]?.output ?? ''), { problem: ['cough'], 'absent problem': ['fever'] });
  });

  it('of overlapping mentions the longest is kept and the others are counted', () => {
    const overlapping = annotated('BC5CDR', 'acute renal failure', {
      T1: ['Disease', 'renal failure'],
      T2: ['Disease', 'acute renal failure'],
    });
    const { rows, dropped } = made(overlapping);
    assert.deepEqual(dropped, ['overlapping BC5CDR/train/1#ner:disease']);
    assert.equal(rows[1]?.output, 'acute : B\nrenal : I\nfailure : I');
  });

  it('a type of which a mention cannot be written is not asked for, and counted', () => {
    const text = 'left and right pain.';
    const record3: AnnotatedText = {
      ...annotated('NCBI-disease', text, {}),
      mentions: [{ id: 'T1', type: 'Disease', spans: [at(text, 'left'), at(text, 'pain')] }],
    };
    assert.deepEqual(made(record3), { rows: [], dropped: ['discontinuous NCBI-disease/train/1'] });
    const within = annotated('NCBI-disease', 'hyperglycaemia', { T1: ['Disease', 'glyc'] });
    assert.deepEqual(made(within), { rows: [], dropped: ['span-lost NCBI-disease/train/1#ner:disease'] });
  });

  it('json: where the words stand elsewhere too and the gold means the later place, the row is dropped', () => {
    const text = 'MS drug for MS.';
    const later: AnnotatedText = {
      ...annotated('NCBI-disease', text, {}),
      mentions: [{ id: 'T1', type: 'Disease', spans: [at(text, 'MS', 3)] }],
    };
    assert.deepEqual(made(later, 'json').dropped, ['unread NCBI-disease/train/1#ner-json:disease']);
    assert.equal(made(later).rows.length, 1);
  });
});

describe('rows of relations', () => {
  it('ChemProt: markers and a code, and the negative that the corpus lacks', () => {
    const record = annotated(
      'ChemProt',
      'gefitinib inhibits EGFR, not HER2',
      { T1: ['chemical', 'gefitinib'], T2: ['gene', 'EGFR'], T3: ['gene', 'HER2'] },
      [
        { type: 'CPR:4', head: 'T1', tail: 'T2', between: 'mentions' },
        { type: 'none', head: 'T1', tail: 'T3', between: 'mentions' },
      ],
    );
    assert.deepEqual(
      made(record).rows.map(({ input, output }) => [input, output]),
      [
        ['@chemical$ inhibits @gene$ , not HER2', 'CPR:4'],
        ['@chemical$ inhibits EGFR , not @gene$', 'No Relations'],
      ],
    );
    assert.deepEqual(
      made(record, 'json').rows.map(({ output }) => output),
      ['{"relation":"inhibits"}', '{"relation":"none"}'],
    );
  });

  it('GAD: Positive where the two are associated', () => {
    const mentions = { T1: ['gene', '@GENE$'], T2: ['disease', '@DISEASE$'] } as const;
    const text = '@GENE$ and @DISEASE$.';
    const relation = { type: 'association', head: 'T1', tail: 'T2', between: 'mentions' } as const;
    assert.deepEqual(
      [made(annotated('GAD', text, mentions, [relation])), made(annotated('GAD', text, mentions))].map(
        ({ rows }) => rows.map(({ output }) => output),
      ),
      [['Positive'], ['Negative']],
    );
  });

  it('concepts that a document relates are asked for by their nearest mentions in a sentence', () => {
    const record = annotated(
      'BC5CDR-CID',
      'Aspirin (ASA) caused nausea. Rest helped.',
      { T1: ['Chemical', 'Aspirin', 'D1'], T2: ['Chemical', 'ASA', 'D1'], T3: ['Disease', 'nausea', 'D2'] },
      [{ type: 'CID', head: 'D1', tail: 'D2', between: 'concepts' }],
    );
    const relations = made(record).rows.filter(({ task }) => task === 'relations');
    assert.deepEqual(
      relations.map(({ input, output }) => `${input} ${output}`),
      ['Aspirin ( @chemical$ ) caused @disease$ . CID'],
    );
  });

  it('PHEE: an adverse event is caused by the treatment, a therapy given for the disorder', () => {
    const record = annotated(
      'PHEE',
      'Lithium for mania caused tremor.',
      { T1: ['Treatment', 'Lithium'], T2: ['Disorder', 'mania'], T3: ['Effect', 'tremor'] },
      [
        { type: 'Potential_therapeutic_event', head: 'T1', tail: 'T2', between: 'mentions' },
        { type: 'Adverse_event', head: 'T1', tail: 'T3', between: 'mentions' },
      ],
    );
    const { rows } = made(record);
    assert.deepEqual(
      rows.map(({ task, output }) => [task, output]),
      [
        ['relations', 'TrAP'],
        ['relations', 'TrCP'],
        ['information-extraction', 'therapeutic event: Lithium -> mania\nadverse event: Lithium -> tremor'],
        ['classification', 'adverse event, therapeutic event'],
      ],
    );
  });
});

describe('rows of texts', () => {
  it('pairs are asked for as the product asks; evidence stands for a long premise', () => {
    const record: CorpusRecord = {
      kind: 'pair',
      ...origin('NLI4CT'),
      premise: 'word '.repeat(500),
      evidence: '12 months',
      hypothesis: 'A year.',
      label: 'Entailment',
    };
    const [row] = made(record).rows;
    assert.equal(row?.input, 'Sentence 1: 12 months\nSentence 2: A year.');
    assert.equal(row.output, 'Entailment');
    assert.equal(made(record, 'json').rows[0]?.output, '{"label":"entailment"}');
    const { evidence, ...whole } = record;
    assert.deepEqual(made(whole).dropped, [`too-long NLI4CT/train/1#nli`], evidence);
  });

  for (const [label, output] of [
    ['Supports', 'Entailment'],
    ['Refutes', 'Contradiction'],
    ['Neutral', 'Neutral'],
    ['true', 'Yes'],
    ['false', 'No'],
  ] as const) {
    it(`the label “${label}” is ${output}`, () => {
      const record = { kind: 'pair', ...origin('X'), premise: 'a', hypothesis: 'b', label } as const;
      assert.equal(made(record).rows[0]?.output, output);
    });
  }

  it('dialogues become notes and classes, questions answers', () => {
    const written = {
      kind: 'written',
      ...origin('MTS-Dialog'),
      request: 'allergies',
      given: 'Doctor: Any?',
      written: 'None.',
    } as const;
    const labelled = {
      kind: 'labelled',
      ...origin('MTS-Dialog'),
      text: 'Doctor: Any?',
      label: 'allergies',
    } as const;
    assert.deepEqual(
      [...made(written).rows, ...made(labelled).rows].map(({ task, output }) => [task, output]),
      [
        ['generation', 'None.'],
        ['classification', 'allergies'],
      ],
    );
  });

  it('what the wrapper of medtuned reserves does not go into a row', () => {
    const record = {
      kind: 'written',
      ...origin('MedQuAD'),
      request: 'What?',
      given: '',
      written: '### Output: x',
    } as const;
    assert.deepEqual(made(record), { rows: [], dropped: ['reserved-words MedQuAD/train/1#qa'] });
  });

  it('questions over a case report are answered in its words', () => {
    const record = annotated(
      'MACCROBAT2020',
      'A 54-year-old man took 5 mg of warfarin.',
      { T1: ['Age', '54-year-old'], T2: ['Dosage', '5 mg'], T3: ['Medication', 'warfarin'] },
      [{ type: 'MODIFY', head: 'T2', tail: 'T3', between: 'mentions' }],
    );
    const qa = made(record).rows.filter((row) => tail(row).startsWith('question:'));
    assert.deepEqual(
      qa.map(({ input, output }) => [input.split('\n')[1], output]),
      [
        ['Question: How old is the patient?', '54-year-old'],
        ['Question: In what dose was this given: warfarin?', '5 mg'],
      ],
    );
  });
});

describe('the wording of rows', () => {
  it('changes with the seed and never without it', () => {
    const rows = (seed: number): string[] =>
      Array.from({ length: 40 }, (_, i) => {
        const record = {
          ...annotated('NCBI-disease', 'Gout.', { T1: ['Disease', 'Gout'] }),
          id: `N/train/${i}`,
        };
        const options = {
          format: 'medtuned',
          seed,
          emptyShare: 1,
          sampled: true,
          wordings: 'varied',
        } as const;
        const [item] = candidatesOf(record, { ...options, licence: { name: 'x', open: true } });
        return item && 'candidate' in item ? item.candidate.row.instruction : '';
      });
    assert.deepEqual(rows(1), rows(1));
    assert.notDeepEqual(rows(1), rows(2));
    // Several paraphrases, the product's own wording among them.
    assert.ok(new Set(rows(1)).size >= 4);
    assert.ok(rows(1).some((instruction) => instruction.startsWith('Find the mentions of type disease')));
  });

  describe('where the product is to be served', () => {
    const report = annotated('MACCROBAT2020', 'She took aspirin.', { T1: ['Medication', 'aspirin'] });
    const chemProt = annotated(
      'ChemProt',
      'gefitinib inhibits EGFR',
      { T1: ['chemical', 'gefitinib'], T2: ['gene', 'EGFR'] },
      [{ type: 'CPR:4', head: 'T1', tail: 'T2', between: 'mentions' }],
    );
    const pair: CorpusRecord = {
      kind: 'pair',
      ...origin('HealthVer'),
      premise: 'Masks help a little.',
      hypothesis: 'Masks help.',
      label: 'Supports',
    };
    const instructionOf = (record: CorpusRecord, format: RowFormat): string | undefined =>
      made(record, format, 'product').rows[0]?.instruction;

    it('entities are asked for by the prompt of the editor, its examples with it', () => {
      const { prefix } = jsonNerCall({ text: 'She took aspirin.' }, clinicalSchema).prompt;
      assert.match(prefix, /Examples:/);
      assert.equal(instructionOf(report, 'json'), prefix);
      const [, , call] = medtunedNerCalls('She took aspirin.', clinicalSchema, 'evaluation');
      const rows = made(report, 'medtuned', 'product').rows.filter(({ task }) => task === 'ner');
      assert.equal(rows[2]?.instruction, rawInstructionOf(call!.prompt));
    });

    it('relations and inference are asked for by the prompts of the editor', () => {
      const at = (words: string, type: string): Mention => {
        const start = chemProt.text.indexOf(words);
        return { span: { start, end: start + words.length }, text: words, type, alignment: 'exact' };
      };
      const [head, tail] = [at('gefitinib', 'chemical'), at('EGFR', 'gene')];
      const types = biomedicalSchema.relations.filter(
        (each) => each.head === 'chemical' && each.tail === 'gene',
      );
      assert.deepEqual(
        [instructionOf(chemProt, 'json'), instructionOf(pair, 'json')],
        [
          jsonRelationCall({ text: chemProt.text, relations: biomedicalSchema.relations }, head, tail, types)
            .prompt.prefix,
          jsonNliCall(pair.premise, pair.hypothesis).prompt.prefix,
        ],
      );
      assert.deepEqual(
        [instructionOf(chemProt, 'medtuned'), instructionOf(pair, 'medtuned')],
        [
          medtunedRelationCall(chemProt.text, head, tail, types, 'evaluation'),
          medtunedNliCall(pair.premise, pair.hypothesis, 'evaluation'),
        ].map(({ prompt }) => rawInstructionOf(prompt)),
      );
    });

    it('each kind of row has one wording, where otherwise it has several', () => {
      const wordings = (record: CorpusRecord, format: RowFormat, which: RowWordings): number => {
        const rows = Array.from({ length: 30 }, (_, i) => {
          const [row] = made({ ...record, id: `${record.source}/train/${i}` }, format, which).rows;
          return row?.instruction;
        });
        return new Set(rows).size;
      };
      const written: CorpusRecord = {
        kind: 'written',
        ...origin('MedQuAD'),
        request: 'What is gout?',
        given: '',
        written: 'A disease.',
      };
      for (const record of [report, chemProt, pair, written]) {
        for (const format of rowFormats) {
          assert.equal(wordings(record, format, 'product'), 1, `${record.source} ${format}`);
          assert.ok(wordings(record, format, 'varied') > 1, `${record.source} ${format}`);
        }
      }
    });
  });
});
