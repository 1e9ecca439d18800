import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { shippedNotesIn } from '../../server/src/corpora/shipped-notes.js';
import type { NoteRecord } from '../../server/src/corpora/records.js';
import type { EvaluationReport, SetReport } from '../../server/src/evaluation/report/report.js';
import { answerWritten, type Knowledge } from '../fakes/oracle/answers/written.js';
import { OracleServer } from '../fakes/oracle/server.js';
import { gathered, withFiles } from '../corpora/folders.js';
import { run } from '../cli/terminals.js';

/** Our own texts, in the form of the corpora. */
const files: Readonly<Record<string, string>> = {
  'qa/PubMedQA/ori_pqal.json': JSON.stringify({
    1: {
      QUESTION: 'Does rest help?',
      CONTEXTS: ['Forty people rested. All of them improved.'],
      LONG_ANSWER: 'Rest helps.',
      final_decision: 'yes',
    },
    2: {
      QUESTION: 'Tea for cough: does it work?',
      CONTEXTS: ['Ten people drank tea. None improved.'],
      LONG_ANSWER: 'Tea does not.',
      final_decision: 'no',
    },
  }),
  'qa/PubMedQA/test_ground_truth.json': JSON.stringify({ 1: 'yes', 2: 'no' }),
  'medqa/questions/US/test.jsonl': `${JSON.stringify({
    question: 'A boy has scurvy. Which vitamin helps?',
    options: { A: 'Vitamin D', B: 'Vitamin C' },
    answer_idx: 'B',
  })}\n`,
  'generation/MTS-Dialog/MTS-Dialog-ValidationSet.csv':
    'ID,section_header,section_text,dialogue\n' +
    '0,ROS,No fever. Knee pain since Monday.,"Doctor: Any fever?\nPatient: No fever.\nDoctor: And the knee?\nPatient: Knee pain since Monday."\n',
  'ner/MACCROBAT2020/10.txt': 'A mass was seen. The lesion grew. It was removed. A biopsy was taken.\n',
  'ner/MACCROBAT2020/10.ann':
    'T1\tSign_symptom 2 6\tmass\nT2\tSign_symptom 21 27\tlesion\nT3\tCoreference 34 36\tIt\n' +
    'T4\tDiagnostic_procedure 52 58\tbiopsy\nR1\tIDENTICAL Arg1:T2 Arg2:T1\nR2\tIDENTICAL Arg1:T3 Arg2:T2\n',
};

/** Invented abstracts in the form of HoC, with their hallmarks; the third has none. */
const hallmarks: Readonly<Record<string, readonly string[]>> = {
  'Cells of the first line died.': ['resisting cell death', 'inducing angiogenesis'],
  'The tumour spread.': ['activating invasion and metastasis'],
  'Mice were weighed.': [],
};
const hoc: Readonly<Record<string, string>> = {
  'hoc/test_pmid.tsv': '1001.txt,1002.txt,1003.txt',
  'hoc/text/1001.txt': 'Cells of the first line died .\nVessels grew .\n',
  'hoc/labels/1001.txt': '<Resisting cell death--Apoptosis< Inducing angiogenesis--',
  'hoc/text/1002.txt': 'The tumour spread .\n',
  'hoc/labels/1002.txt': '<  Activating invasion and metastasis--Metastasis',
  'hoc/text/1003.txt': 'Mice were weighed .\n',
  'hoc/labels/1003.txt': '< ',
};
const isHallmark = (passages: readonly string[], label: string): boolean =>
  hallmarks[passages[0] ?? '']?.includes(label) === true;

/** Stands in the copy of BioNote whose notes are read. */
const extension = '.';
const benchmark = fileURLToPath(new URL('../../benchmark', import.meta.url));

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

/** What a model knows that is right about all of it. */
function knowledgeOf(notes: readonly NoteRecord[]): Knowledge {
  const noteOf = (passages: readonly string[]): NoteRecord | undefined =>
    notes.find(({ text }) => {
      const flat = spaced(text);
      return passages.every((passage) => passage.startsWith('[') || flat.includes(passage));
    });
  return {
    answer(passages, question) {
      const quoted = /^Is this true of the note: "(.*)"\?$/.exec(question)?.[1];
      if (quoted !== undefined) {
        const said = notes
          .flatMap(({ statements }) => statements)
          .find(({ statement }) => statement === quoted);
        const evidence = said?.evidence ?? '';
        if (said === undefined || evidence === '')
          return { answer: 'not stated', sentence: '', evidence: [] };
        return { answer: said.label === 'entailment' ? 'yes' : 'no', sentence: quoted, evidence: [evidence] };
      }
      const answers: Readonly<Record<string, string>> = {
        'Does rest help?': 'yes',
        'Tea for cough: does it work?': 'no',
      };
      const answer = answers[question] ?? 'Vitamin C';
      return { answer, sentence: '', evidence: [passages[0] ?? ''] };
    },
    medications(passages) {
      const { medications = [] } = noteOf(passages) ?? {};
      return medications.flatMap(({ names, status }) => {
        const [name = ''] = names;
        const named = passages.find((passage) => passage.toLowerCase().includes(name.toLowerCase()));
        const details = { dose: '', route: '', frequency: '', reason: '' };
        const shown = status === 'any' ? 'active' : status;
        return named === undefined ? [] : [{ drug: name, ...details, status: shown, evidence: [named] }];
      });
    },
    dialogue: (turns) =>
      turns.flatMap((turn, index) => {
        const said = /^Patient: (.*)$/.exec(turn)?.[1];
        return said === undefined ? [] : [{ section: 'Review of Systems', text: said, turns: [index + 1] }];
      }),
    coreference: () => [[1, 2, 3]],
    inference: (premise, hypothesis) => {
      if (premise.includes(hypothesis)) return 'entailment';
      const known = notes
        .flatMap(({ statements }) => statements)
        .find(({ statement, evidence }) => statement === hypothesis && premise.includes(spaced(evidence)));
      return known?.evidence === '' ? 'neutral' : ((known?.label ?? 'neutral') as 'neutral');
    },
  };
}

describe('bionote evaluate, of what a model writes that is right', function () {
  this.timeout(120_000);
  let folder = '';
  let oracle: OracleServer;
  let report: EvaluationReport;
  const setOf = (name: string): SetReport => {
    const found = report.sets.find((set) => set.name === name);
    assert.ok(found, name);
    return found;
  };
  const figureOf = (name: string, figure: string): number | undefined =>
    setOf(name).notes?.figures.find((each) => each.name === figure)?.value;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    const { records, problems } = await gathered(shippedNotesIn(benchmark).read('', 'dev'));
    assert.deepEqual(problems, []);
    const notes = records.filter((record) => record.kind === 'note');
    oracle = await OracleServer.start({
      gold: [],
      answers: [answerWritten(knowledgeOf(notes))],
      slots: 4,
      model: { name: 'oracle:latest', contextLength: 32_768 },
    });
    const sets = [
      ...['PubMedQA/question', 'MedQA', 'MTS-Dialog', 'MACCROBAT2020/coreference'],
      ...['notes/medications', 'notes/citations', 'notes/citations-asked'],
    ];
    const output = join(folder, 'report.json');
    const words = ['--host', oracle.host, '-m', 'oracle', '--corpora', folder, '--set', ...sets];
    const { code, stderr } = await run(['evaluate', ...words, '--no-cache', '-q', '-o', output], {
      extension,
    });
    assert.equal(code, exitCode.done, stderr);
    report = JSON.parse(await readFile(output, 'utf8')) as EvaluationReport;
  });
  after(async () => {
    await oracle.stop();
    await rm(folder, { recursive: true });
  });

  it('finds every answer right', () => {
    for (const name of ['PubMedQA/question', 'MedQA']) {
      const { inference, selection } = setOf(name);
      assert.equal(inference?.accuracy.value, 1, name);
      assert.ok(selection.records > 0);
    }
  });

  it('finds the note of a dialogue to be the expected one, each sentence supported', () => {
    assert.equal(setOf('MTS-Dialog').notes?.main.value, 1);
    assert.equal(figureOf('MTS-Dialog', 'ROUGE-L'), 1);
    assert.equal(figureOf('MTS-Dialog', 'Sentences supported by their sources'), 1);
  });

  it('finds the chains', () => {
    assert.equal(setOf('MACCROBAT2020/coreference').notes?.main.value, 1);
  });

  it('finds the medications of every note, with their status', () => {
    const { notes } = setOf('notes/medications');
    assert.ok((notes?.types?.scores.types['discontinued']?.gold ?? 0) > 20);
    assert.equal(notes?.main.value, 1, JSON.stringify(notes));
  });

  it('cites what decides each statement and nothing else, however it is asked', () => {
    for (const name of ['notes/citations', 'notes/citations-asked']) {
      assert.equal(figureOf(name, 'Precision'), 1, name);
      assert.equal(figureOf(name, 'Recall'), 1, name);
    }
  });

  it('says what it cost', () => {
    for (const { name, run: facts } of report.sets) {
      assert.ok(facts && facts.calls > 0 && facts.words > 0, name);
      assert.deepEqual(facts.failures, {}, name);
    }
  });
});

describe('bionote evaluate, of labels of abstracts', function () {
  this.timeout(60_000);

  /** The report on HoC by a model that answers like this. */
  const measured = async (
    classification: (passages: readonly string[], label: string) => boolean | undefined,
  ): Promise<{ code: number; set: SetReport | undefined }> =>
    withFiles(hoc, async (folder) => {
      const model = { name: 'oracle:latest', contextLength: 32_768 };
      const oracle = await OracleServer.start({
        ...{ gold: [], answers: [answerWritten({ classification })] },
        ...{ slots: 4, model },
      });
      try {
        const output = join(folder, 'report.json');
        const words = ['--host', oracle.host, '-m', 'oracle', '--corpora', folder, '--set', 'HoC'];
        const { code } = await run(['evaluate', ...words, '--no-cache', '-q', '-o', output], { extension });
        const { sets } = JSON.parse(await readFile(output, 'utf8')) as EvaluationReport;
        return { code, set: sets[0] };
      } finally {
        await oracle.stop();
      }
    });
  const macroOf = (set: SetReport | undefined): number | undefined =>
    set?.notes?.figures.find(({ name }) => name === 'Macro F1')?.value;

  it('is 1 where each label is right, with one call a label and text', async () => {
    const { code, set } = await measured(isHallmark);
    assert.equal(code, exitCode.done);
    assert.equal(set?.notes?.main.value, 1);
    assert.equal(macroOf(set), 1);
    assert.equal(set.run?.calls, 30);
    assert.deepEqual(set.notes.counts, {
      'Texts without a label in the gold': 1,
      'Texts that were given no label': 1,
    });
  });

  it('is lower by one wrong label, of a text that has none', async () => {
    const { code, set } = await measured(
      (passages, label) =>
        isHallmark(passages, label) ||
        (passages[0] === 'Mice were weighed.' && label === 'cellular energetics'),
    );
    assert.equal(code, exitCode.done);
    // Three of four are right, none of three is missed; of four labels in gold or answers one scores nothing.
    assert.equal(set?.notes?.main.value, 6 / 7);
    assert.equal(macroOf(set), 3 / 4);
  });

  it('counts a label without a usable answer as not given, and says so', async () => {
    const { code, set } = await measured((passages, label) =>
      label === 'inducing angiogenesis' ? undefined : isHallmark(passages, label),
    );
    assert.notEqual(code, exitCode.done);
    assert.equal(set?.notes?.main.value, 4 / 5);
    assert.equal(
      Object.values(set.run?.failures ?? {}).reduce((sum, each) => sum + each, 0),
      3,
    );
  });
});

describe('bionote evaluate, of what only a model that writes can do', () => {
  it('skips another system’s file, and says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    try {
      await writeFile(join(folder, 'theirs.jsonl'), '{"id": "x", "label": "yes"}\n');
      const { stdout } = await run(
        [...['evaluate', '--set', 'notes/medications', '--predictions', join(folder, 'theirs.jsonl'), '-q']],
        { extension },
      );
      assert.match(stdout, /notes\/medications \(dev\): Only a model can be asked for this\./);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
