import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitCode } from '../../../server/src/cli/exit-code.js';
import type { EvaluationReport, SetReport } from '../../../server/src/evaluation/report/report.js';
import { run } from '../../cli/terminals.js';

const gold: Readonly<Record<string, string>> = {
  'BC5CDR/test.tsv':
    'Aspirin\tB-Chemical\n,\tO\n5\tO\nmg\tO\n,\tO\nfor\tO\nchest\tB-Disease\npain\tI-Disease\n.\tO\n\n' +
    'No\tO\ngout\tB-Disease\n.\tO\n',
  'BC5CDR/train.tsv': 'x\tO\n',
  'BC5CDR/devel.tsv': 'x\tO\n',
  'MACCROBAT2020/10.txt': '\u{1F637} fever and pain.\n',
  'MACCROBAT2020/10.ann': 'T1\tSign_symptom 2 7\tfever\nT2\tSign_symptom 12 16\tpain\n',
  'MACCROBAT2020/11.txt': 'x\n',
  'MACCROBAT2020/11.ann': '',
};

const cid =
  '7|t|Aspirin.\n7|a|It caused ulcer.\n7\t0\t7\tAspirin\tChemical\tD1\n7\t19\t24\tulcer\tDisease\tD9\n7\tCID\tD1\tD9\n\n';

const chemProt = [
  { text: '<< Aspirin >> blocks [[ COX kinase ]].', label: 'INHIBITOR' },
  { text: '<< Zinc >> opens [[ TRP receptor ]].', label: 'ACTIVATOR' },
];

const healthVer =
  'id,evidence,claim,label,topic_ip,question\n1,Masks helped.,Masks help.,Supports,1,q\n2,a,b,Refutes,1,q\n';

describe('predictions of another system', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    for (const [name, content] of Object.entries(gold)) {
      await put(`ner/ner/${name}`, content);
    }
    await put('re/re/BC5CDR-CID/CDR_TestSet.PubTator.txt', cid);
    await put('re/re/ChemProt/test.txt', chemProt.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await put('nli/nli/HealthVer/healthver_test.csv', healthVer);
  });
  after(() => rm(folder, { recursive: true }));

  async function put(name: string, content: string | Buffer): Promise<string> {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  async function scored(set: string, path: string): Promise<SetReport & { code: number }> {
    const words = ['evaluate', '--corpora', folder, '--set', set, '--predictions', path, '-f', 'json'];
    const { stdout, code } = await run([...words, '-q', '--system', 'theirs']);
    const report = JSON.parse(stdout) as EvaluationReport;
    assert.deepEqual(report.system.name, 'theirs');
    return { ...report.sets[0]!, code };
  }

  async function unitsOf(set: string): Promise<string[]> {
    const path = join(folder, `${set}.units.jsonl`);
    await run(['evaluate', '--corpora', folder, '--set', set, '--units', path, '-q']);
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    return lines.map((line) => (JSON.parse(line) as { id: string }).id);
  }

  it('in CoNLL columns: another tokenisation, another scheme of tags, a column between', async () => {
    const path = await put(
      'theirs.conll',
      'Aspirin,\tNN\tS-chemical\n5mg,\tNN\tO\nfor\tIN\tO\nchest\tNN\tB-DISEASE\npain\tNN\tE-DISEASE\n.\t.\tO\n\nNo\tDT\tO\ngout.\tNN\tO\n',
    );
    const { entities, problems, code } = await scored('BC5CDR', path);
    // "Aspirin," holds a comma too much.
    assert.deepEqual(pick(entities!.strict.micro), { right: 1, found: 2, gold: 3 });
    assert.equal(entities!.relaxed.micro.right, 2);
    assert.equal(problems.total, 0);
    assert.equal(code, exitCode.done);
  });

  it('in CoNLL columns: names a line without a tag, and a sentence that is not there', async () => {
    const path = await put(
      'bad.conll',
      'Aspirin B-Chemical\n, O\n5 ?\nmg O\n, O\nfor O\nchest O\npain O\n. O\n',
    );
    const { entities, problems, code } = await scored('BC5CDR', path);
    assert.deepEqual(pick(entities!.strict.micro), { right: 1, found: 1, gold: 3 });
    assert.deepEqual(problems.byCode, { 'no-tag': 1, 'no-prediction': 1 });
    assert.deepEqual(problems.first[0], {
      file: 'bad.conll',
      line: 3,
      code: 'no-tag',
      message: 'is not a token and its tag',
    });
    assert.equal(code, exitCode.partial);
  });

  it('in brat standoff, by code points, in their types or ours', async () => {
    await put('theirs/10.ann', 'T1\tSign_symptom 2 7\tfever\nT2\tproblem 12 16\tpain\nT3\tAge 2 7\tfever\n');
    const { entities, problems } = await scored('MACCROBAT2020', join(folder, 'theirs'));
    assert.deepEqual(pick(entities!.strict.micro), { right: 2, found: 2, gold: 2 });
    assert.deepEqual(problems.byCode, { 'unknown-label': 1 });
    assert.deepEqual(problems.first[0], {
      ...{ file: '10.ann', line: 3, code: 'unknown-label' },
      message: 'a type that is not scored: Age',
    });
  });

  it('in brat standoff: an entity of another text is named with file and line', async () => {
    const path = await put('10.ann', 'T1\tSign_symptom 2 7\tfever\nT2\tSign_symptom 8 11\tpain\n');
    const { entities, problems } = await scored('MACCROBAT2020', path);
    assert.deepEqual(pick(entities!.strict.micro), { right: 1, found: 1, gold: 2 });
    assert.equal(problems.first[0]?.line, 2);
    assert.equal(problems.first[0].file, '10.ann');
  });

  it('in PubTator: relations of concepts', async () => {
    const path = await put('theirs.pubtator', '7|t|Aspirin.\n7\tCID\tD1\tD9\n7\tCID\tD1\tD2\nnonsense\n');
    const { relations, problems } = await scored('BC5CDR-CID', path);
    assert.deepEqual(pick(relations!.positive.micro), { right: 1, found: 2, gold: 1 });
    assert.deepEqual(problems.byCode, { pubtator: 1 });
  });

  it('in PubTator: relations in any case; one that is not scored is named with its line', async () => {
    const path = await put('cased.pubtator', '7|t|Aspirin.\n7\tcid\tD1\tD9\n7\tTreats\tD1\tD2\n');
    const { relations, problems, code } = await scored('BC5CDR-CID', path);
    assert.deepEqual(pick(relations!.positive.micro), { right: 1, found: 1, gold: 1 });
    assert.deepEqual(problems.first, [
      {
        ...{ file: 'cased.pubtator', line: 3, code: 'unknown-label' },
        message: 'a relation that is not scored: Treats',
      },
    ]);
    assert.equal(code, exitCode.partial);
  });

  it('in JSON lines: relations of concepts in any case', async () => {
    const relation = (type: string, tail: string): object => ({ type, head: 'D1', tail });
    const lines = [{ id: '6' }, { id: '7', relations: [relation('Cid', 'D9'), relation('none', 'D2')] }];
    const path = await put('cid.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { relations, problems } = await scored('BC5CDR-CID', path);
    assert.deepEqual(pick(relations!.positive.micro), { right: 1, found: 1, gold: 1 });
    assert.equal(problems.total, 0);
  });

  it('in JSON lines: relations of mentions in any case; one that is not scored is no answer, and named once', async () => {
    const ids = await unitsOf('ChemProt');
    const labels = ['cpr:4', 'CPR:10'];
    assert.equal(ids.length, labels.length);
    const lines = ids.map((id, index) => JSON.stringify({ id, label: labels[index], probability: 0.9 }));
    const { relations, problems } = await scored('ChemProt', await put('pairs.jsonl', lines.join('\n')));
    assert.deepEqual(pick(relations!.positive.micro), { right: 1, found: 1, gold: 2 });
    assert.deepEqual(problems.first, [
      {
        ...{ file: 'pairs.jsonl', line: 2, code: 'unknown-label' },
        message: 'a relation that is not scored: CPR:10',
      },
    ]);
    const denied = ids.map((id) => JSON.stringify({ id, label: 'NONE' }));
    const none = await scored('ChemProt', await put('none.jsonl', denied.join('\n')));
    assert.deepEqual([none.relations!.positive.micro.found, none.problems.total], [0, 0]);
  });

  it('in JSON lines: mentions by code points or UTF-16, checked against the words', async () => {
    const mention = (start: number, end: number, text: string): object => ({
      start,
      end,
      text,
      type: 'problem',
    });
    const lines = [
      { id: '10', mentions: [mention(2, 7, 'fever'), mention(0, 99, 'x'), mention(8, 11, 'pain')] },
    ];
    const path = await put('a.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{}\n`);
    const { entities, problems } = await scored('MACCROBAT2020', path);
    assert.deepEqual(pick(entities!.strict.micro), { right: 1, found: 1, gold: 2 });
    assert.deepEqual(problems.byCode, { jsonl: 1, 'span-outside-text': 1, 'words-differ': 1 });
    const units = { id: '10', offsets: 'utf-16', mentions: [mention(3, 8, 'fever')] };
    const other = await scored('MACCROBAT2020', await put('b.jsonl', JSON.stringify(units)));
    assert.equal(other.entities!.strict.micro.right, 1);
  });

  it('in JSON lines: labels with probabilities, the label in any case', async () => {
    const lines = [
      { id: 'HealthVer/test/2', label: 'supports', probability: 0.9 },
      { id: '3', label: 'entailment', probability: 0.6 },
    ];
    const path = await put('labels.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { inference, run: facts } = await scored('HealthVer', path);
    assert.equal(inference!.labels.accuracy, 1 / 2);
    assert.equal(inference!.calibration?.answers, 2);
    assert.equal(facts, undefined);
  });

  it('in JSON lines: a label that is not scored is named with its line, and no answer', async () => {
    const lines = [
      { id: '2', label: 'ENTAILMENT' },
      { id: '3', label: 'perhaps', probability: 0.6 },
    ];
    const path = await put('odd.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { inference, problems } = await scored('HealthVer', path);
    assert.equal(inference!.labels.accuracy, 1 / 2);
    assert.deepEqual(inference!.labels.confusion.columns, ['Refutes', 'Supports', '(no answer)']);
    assert.equal(inference!.calibration, undefined);
    assert.deepEqual(problems.first, [
      {
        ...{ file: 'odd.jsonl', line: 2, code: 'unknown-label' },
        message: 'a label that is not scored: perhaps',
      },
    ]);
  });

  it('that are not UTF-8 are refused, or left out and named where they are one file of many', async () => {
    const latin = Buffer.from(
      'T1\tSign_symptom 2 7\tfever\nT2\tProblem 12 16\tpain\n#1\tAnnotatorNotes T1\tm\u00e4\u00dfig\n',
      'latin1',
    );
    const words = ['evaluate', '--corpora', folder, '--set', 'MACCROBAT2020', '-q', '--predictions'];
    const refused = await run([...words, await put('latin/10.ann', latin)]);
    assert.equal(refused.code, exitCode.usage);
    assert.match(refused.stderr, /10\.ann is not UTF-8/);
    const { entities, problems } = await scored('MACCROBAT2020', join(folder, 'latin'));
    assert.equal(entities!.strict.micro.found, 0);
    assert.deepEqual(problems.byCode, { encoding: 1, 'no-prediction': 1 });
    assert.deepEqual(problems.first[0], {
      ...{ file: '10.ann', line: 1, code: 'encoding', message: 'is not UTF-8' },
    });
  });
});

function pick({ right, found, gold: wanted }: { right: number; found: number; gold: number }): object {
  return { right, found, gold: wanted };
}
