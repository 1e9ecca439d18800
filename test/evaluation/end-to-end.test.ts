import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Segments } from '../../server/src/asking/segments.js';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { Interrupted } from '../../server/src/cli/failure.js';
import type { EvaluationReport, SetReport } from '../../server/src/evaluation/report/report.js';
import { run } from '../cli/terminals.js';
import { FakeOllama } from '../fakes/ollama-server.js';
import { until } from '../protocol/until.js';
import { scriptedStarter } from './scripted-starter.js';

const model = 'bionote-starter:latest';

/** Our own sentences, in the form of the corpora. */
const files: Readonly<Record<string, string>> = {
  'ner/ner/NCBI-disease/test.tsv': iob(
    'Ataxia/B-Disease is rare',
    'No gout/B-Disease was seen',
    'Severe ataxia/B-Disease and gout/B-Disease',
    'Nothing here',
  ),
  'ner/ner/NCBI-disease/train.tsv': iob('Old gout/B-Disease'),
  'ner/ner/NCBI-disease/devel.tsv': iob('Nothing'),
  'ner/ner/MACCROBAT2020/10.txt': 'A man had fever. Aspirin was given at home.\n',
  'ner/ner/MACCROBAT2020/10.ann':
    'T1\tSign_symptom 10 15\tfever\nT2\tMedication 17 24\tAspirin\nT3\tSex 2 5\tman\n' +
    'T4\tSign_symptom 0 1;10 15\tA fever\n',
  're/re/BC5CDR-CID/CDR_TestSet.PubTator.txt':
    '7|t|Aspirin and ulcer.\n7|a|Aspirin caused ulcer. Heparin did not.\n' +
    '7\t0\t7\tAspirin\tChemical\tD1\n7\t12\t17\tulcer\tDisease\tD9\n7\t19\t26\tAspirin\tChemical\tD1\n' +
    '7\t34\t39\tulcer\tDisease\tD9\n7\t41\t48\tHeparin\tChemical\tD2\n7\tCID\tD1\tD9\n7\tCID\tD2\tD9\n\n',
  'nli/nli/HealthVer/healthver_test.csv':
    'id,evidence,claim,label,topic_ip,question\n1,Masks helped.,Masks help.,Supports,1,q\n' +
    '2,Masks failed.,Masks help.,Refutes,1,q\n3,Masks exist.,Masks help.,Neutral,1,q\n4,x,y,Perhaps,1,q\n',
};

describe('bionote evaluate, over HTTP', function () {
  this.timeout(90_000);
  let folder = '';
  let fake: FakeOllama;
  const words = (...more: string[]): string[] => [
    'evaluate',
    ...['--host', fake.host, '--model', model, '--corpora', folder, '-q'],
    ...more,
  ];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
  });
  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    fake = await FakeOllama.start([{ name: model, digest: 'abc' }]);
  });
  afterEach(() => fake.stop());

  async function reportOf(...more: string[]): Promise<{ report: EvaluationReport; code: number }> {
    const { stdout, stderr, code } = await run(words('-f', 'json', ...more));
    assert.equal(stderr, '');
    return { report: JSON.parse(stdout) as EvaluationReport, code };
  }

  async function onlySet(...more: string[]): Promise<SetReport> {
    const { report } = await reportOf(...more);
    assert.equal(report.sets.length, 1);
    return report.sets[0]!;
  }

  it('scores entities, and says what the run cost', async () => {
    fake.on(
      '/api/generate',
      scriptedStarter({ tags: { Ataxia: 'B-disease', gout: 'B-disease', rare: 'B-disease' } }),
    );
    const { report, code } = await reportOf('--no-cache', '--set', 'ncbi-disease');
    assert.equal(code, exitCode.done);
    assert.deepEqual(report.system, {
      name: model,
      model: {
        engine: 'ollama',
        name: model,
        digest: 'abc',
        dialect: 'starter',
        parameterSize: '8.0B',
        quantization: 'Q4_K_M',
      },
    });
    const [set] = report.sets;
    const { right, found, gold } = set!.entities!.strict.micro;
    assert.deepEqual({ right, found, gold }, { right: 3, found: 4, gold: 4 });
    // Of the mentions that training does not show, "gout" among them, two are gold, one of them found, and "rare" is wrong.
    assert.deepEqual(pick(set!.entities!.unseen!.micro), { right: 1, found: 2, gold: 2 });
    assert.equal(set!.run?.calls, 4);
    assert.equal(set!.run.promptTokens, 4 * 7);
    assert.equal(set!.run.words, 13);
    assert.ok(set!.run.prompts[0]?.startsWith('ner starter '));
    assert.deepEqual(set!.selection, { records: 4, of: 4, documents: 4, how: 'all' });
    assert.equal(set!.split, 'test');
    assert.deepEqual(set!.errors.map(({ id }) => id).sort(), ['NCBI-disease/test/1', 'NCBI-disease/test/10']);
  });

  it('divides documents as the editor does, maps their types, and misses what is discontinuous', async () => {
    fake.on(
      '/api/generate',
      scriptedStarter({ tags: { fever: 'B-problem', Aspirin: 'B-treatment', man: 'B-test' } }),
    );
    const { entities, remarks } = await onlySet('--no-cache', '--set', 'MACCROBAT2020');
    assert.deepEqual(pick(entities!.strict.micro), { right: 2, found: 3, gold: 3 });
    assert.deepEqual(pick(entities!.groups[0]!.scores.micro), { right: 2, found: 3, gold: 3 });
    assert.equal(fake.received('/api/generate').length, 2);
    assert.ok(remarks.some((remark) => remark.includes('PMID ends in 0 or 5')));
  });

  it('relates the concepts of a document by its sentences', async () => {
    const label = (prompt: string): string => (prompt.includes('caused') ? 'CID' : 'none');
    fake.on('/api/generate', scriptedStarter({ label }));
    const { relations, errors } = await onlySet('--no-cache', '--set', 'BC5CDR-CID');
    // Heparin and the ulcer are never in one sentence.
    assert.deepEqual(pick(relations!.positive.micro), { right: 1, found: 1, gold: 2 });
    assert.equal(relations!.unasked, 1);
    assert.deepEqual(errors, [
      { kind: 'concepts', id: 'BC5CDR-CID/test/7', missed: ['Heparin – CID – ulcer'], wrong: [] },
    ]);
  });

  it('compares pairs, and names the row that has no known label', async () => {
    const label = (prompt: string): string => (prompt.includes('failed') ? 'contradiction' : 'entailment');
    fake.on('/api/generate', scriptedStarter({ label }));
    const { report, code } = await reportOf('--no-cache', '--set', 'HealthVer');
    const [set] = report.sets;
    assert.equal(code, exitCode.partial);
    assert.equal(set!.inference!.labels.accuracy, 2 / 3);
    assert.deepEqual(set!.inference!.labels.confusion.cells, [
      [0, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    assert.equal(set!.problems.total, 1);
    assert.equal(set!.problems.first[0]?.line, 5);
    assert.equal(set!.problems.first[0].file, 'nli/HealthVer/healthver_test.csv');
  });

  it('scores contrast pairs of a file by group, and counts lines that are none', async () => {
    const pairs = join(folder, 'pairs.jsonl');
    const line = (hypothesis: string, label: string, group: string): string =>
      JSON.stringify({ premise: 'He has gout.', hypothesis, label, group });
    const lines = [
      line('He has no gout.', 'contradiction', 'negation'),
      line('Gout.', 'entailment', 'same'),
      '{',
    ];
    await writeFile(pairs, lines.join('\n'));
    fake.on('/api/generate', scriptedStarter({ label: () => 'contradiction' }));
    const set = await onlySet('--no-cache', '--set', 'contrast-pairs', '--pairs', pairs);
    assert.deepEqual(set.inference!.groups, [
      { name: 'negation', units: 1, accuracy: 1 },
      { name: 'same', units: 1, accuracy: 0 },
    ]);
    assert.equal(set.selection.documents, 1);
    assert.deepEqual(set.problems.byCode, { pair: 1 });
    assert.equal(set.problems.first[0]?.line, 3);
  });

  it('leaves out what the model was not trained on, and says so', async () => {
    const set = await onlySet('--no-cache', '--set', 'JNLPBA');
    assert.match(set.skipped!, /not trained on any of protein/);
    assert.equal(fake.received('/api/generate').length, 0);
  });

  it('says which files are not there', async () => {
    const { stdout, code } = await run(words('--no-cache', '--set', 'BC5CDR'));
    assert.equal(code, exitCode.partial);
    assert.match(
      stdout,
      /BC5CDR \(test\): There are no records.*ner\/BC5CDR\/test\.tsv, line 1: is not there/,
    );
  });

  it('counts a reply that cannot be read, and goes on', async () => {
    const label = (prompt: string): string => (prompt.includes('failed') ? 'whatever' : 'entailment');
    fake.on('/api/generate', scriptedStarter({ label }));
    const set = await onlySet('--no-cache', '--set', 'HealthVer');
    assert.deepEqual(set.run?.failures, { 'unknown-label': 1 });
    assert.deepEqual(set.run.problems, { 'unknown-label': 1 });
    assert.equal(set.run.repliesWithProblems, 1);
    assert.deepEqual(set.inference!.labels.confusion.columns, [
      'Neutral',
      'Refutes',
      'Supports',
      '(no answer)',
    ]);
    assert.equal(set.inference!.labels.accuracy, 1 / 3);
  });

  it('goes on where it was stopped, and knows what the calls before cost', async () => {
    const cache = join(folder, 'cache');
    const scripted = scriptedStarter({ tags: { gout: 'B-disease' } });
    const stop = new AbortController();
    let answered = 0;
    fake.on('/api/generate', async (request, response) => {
      if (answered >= 2) {
        stop.abort(new Interrupted());
        return;
      }
      await scripted(request, response);
      answered++;
    });
    const stopped = await run(words('--cache', cache, '--set', 'NCBI-disease'), { signal: stop.signal });
    assert.equal(stopped.code, exitCode.interrupted);
    const asked = fake.received('/api/generate').length;
    fake.on('/api/generate', scripted);
    const set = await onlySet('--cache', cache, '--set', 'NCBI-disease');
    const again = fake.received('/api/generate').length - asked;
    assert.equal(again, 2);
    assert.equal(set.run?.made, 2);
    assert.equal(set.run.calls, 4);
    assert.equal(set.run.promptTokens, 4 * 7);
    const whole = await onlySet('--cache', cache, '--set', 'NCBI-disease');
    assert.equal(fake.received('/api/generate').length - asked, 2);
    assert.deepEqual(whole.entities, set.entities);
  });

  it('goes on after its process was killed', async () => {
    const cache = join(folder, 'killed');
    const scripted = scriptedStarter({ tags: { gout: 'B-disease' } });
    let answered = 0;
    fake.on('/api/generate', (request, response) => {
      // The third answer never comes.
      if (answered++ < 2) {
        void scripted(request, response);
      }
    });
    const main = fileURLToPath(new URL('../../server/src/cli/main.ts', import.meta.url));
    const asked = words('--cache', cache, '--set', 'NCBI-disease');
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...asked], { stdio: 'ignore' });
    const ended = once(child, 'close');
    // An answer and what it cost, of two sentences.
    const kept = async (): Promise<boolean> => {
      const segments = await new Segments(join(cache, 'cache')).list();
      return new Set(segments.flatMap(({ keys }) => keys)).size === 4;
    };
    await until(
      'two kept answers',
      async () => fake.received('/api/generate').length >= 3 && (await kept()),
      60_000,
    );
    child.kill('SIGKILL');
    await ended;
    const before = fake.received('/api/generate').length;
    fake.on('/api/generate', scripted);
    const set = await onlySet('--cache', cache, '--set', 'NCBI-disease');
    assert.equal(fake.received('/api/generate').length - before, 2);
    assert.equal(set.run?.calls, 4);
    assert.deepEqual(pick(set.entities!.strict.micro), { right: 2, found: 2, gold: 4 });
  });

  it('draws the same sample for the same seed, and a larger one around it', async () => {
    fake.on('/api/generate', scriptedStarter({}));
    const documents = async (...more: string[]): Promise<string[]> => {
      const set = await onlySet('--no-cache', '--set', 'NCBI-disease', ...more);
      return set.documents.map(({ document }) => document);
    };
    const two = await documents('--sample', '2', '--seed', '5');
    const three = await documents('--sample', '3', '--seed', '5');
    assert.deepEqual(await documents('--sample', '2', '--seed', '5'), two);
    assert.ok(two.length === 2 && two.every((document) => three.includes(document)));
    assert.deepEqual(await documents('--limit', '1'), ['NCBI-disease/test/1']);
  });

  it('writes every form, and compares with an earlier report', async () => {
    fake.on('/api/generate', scriptedStarter({ tags: { gout: 'B-disease' } }));
    const paths = ['a.json', 'a.md', 'a.html'].map((name) => join(folder, name));
    const outputs = paths.flatMap((path) => ['-o', path]);
    const first = await run(words('--no-cache', '--set', 'NCBI-disease', ...outputs));
    assert.equal(first.stdout, '');
    fake.on('/api/generate', scriptedStarter({ tags: { gout: 'B-disease', Ataxia: 'B-disease' } }));
    const { stdout } = await run(
      words('--no-cache', '--set', 'NCBI-disease', '--baseline', paths[0]!, '--system', 'better'),
    );
    assert.match(stdout, /^# Evaluation: better\n/);
    assert.match(
      stdout,
      /Beside bionote-starter:latest, on 4 documents that both have: F1 0\.857 and 0\.667/,
    );
    const html = await readFile(paths[2]!, 'utf8');
    assert.match(html, /^<!doctype html>/);
    assert.match(await readFile(paths[1]!, 'utf8'), /\| NCBI-disease \| test \| 4 \| 4 \| F1 \| 0\.667/);
  });

  it('ends with what the engine says, when it fails as a whole', async () => {
    const asked = words('--no-cache', '--set', 'NCBI-disease');
    await fake.stop();
    const { code, stderr } = await run(asked);
    assert.equal(code, exitCode.failed);
    assert.match(stderr, /^error: /);
  });

  const wrong: { name: string; words: string[]; says: RegExp }[] = [
    { name: 'an unknown data set', words: ['--set', 'x'], says: /no data set “x”/ },
    { name: 'a limit and a sample', words: ['--limit', '1', '--sample', '1'], says: /cannot be combined/ },
    { name: 'no number', words: ['--limit', 'few'], says: /Not a whole number/ },
    { name: 'a report of unknown form', words: ['-o', 'x.pdf'], says: /ends in \.md, \.json or \.html/ },
    { name: 'no report to compare with', words: ['--baseline', 'none.json'], says: /is not a JSON report/ },
    { name: 'predictions of many sets', words: ['--predictions', 'x.jsonl'], says: /--set NAME/ },
    {
      name: 'predictions of no known form',
      words: ['--set', 'BC2GM', '--predictions', 'package.json'],
      says: /is of no known form/,
    },
  ];
  for (const { name, words: more, says } of wrong) {
    it(`refuses ${name}`, async () => {
      const { code, stderr } = await run(words(...more));
      assert.equal(code, exitCode.usage);
      assert.match(stderr, says);
    });
  }

  it('writes what is asked, without the gold, for another system to answer', async () => {
    const units = join(folder, 'units.jsonl');
    const { code, stdout } = await run(words('--set', 'HealthVer', 'NCBI-disease', '--units', units));
    assert.deepEqual({ code, stdout }, { code: exitCode.done, stdout: '' });
    const lines = (await readFile(units, 'utf8')).trim().split('\n');
    assert.deepEqual(JSON.parse(lines[0]!), {
      ...{ id: 'HealthVer/test/2', document: 'HealthVer/test/2' },
      ...{ premise: 'Masks helped.', hypothesis: 'Masks help.' },
      labels: ['Supports', 'Refutes', 'Neutral'],
    });
    assert.deepEqual(JSON.parse(lines[3]!), {
      ...{ id: 'NCBI-disease/test/1', document: 'NCBI-disease/test/1' },
      ...{ text: 'Ataxia is rare', types: ['disease'] },
    });
    assert.equal(lines.length, 7);
  });

  it('asks for the folder of the corpora', async () => {
    const { code, stderr } = await run(['evaluate', '--set', 'BC2GM']);
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /--corpora FOLDER/);
  });

  it('lists the data sets', async () => {
    const { stdout } = await run(['evaluate', '--list']);
    for (const name of ['BC5CDR', 'MACCROBAT2020', 'ChemProt', 'NLI4CT', 'PubMedQA']) {
      assert.match(stdout, new RegExp(`^${name}\\t\\w+\\ttest$`, 'm'));
    }
    assert.match(stdout, /^BioRED\trelations\tdev$/m);
  });
});

/** Sentences as tokens and tags; `word/B-Type` is tagged. */
function iob(...sentences: string[]): string {
  return sentences
    .map((sentence) =>
      sentence
        .split(' ')
        .map((word) => word.replace('/', '\t'))
        .map((row) => `${row.includes('\t') ? row : `${row}\tO`}\n`)
        .join(''),
    )
    .join('\n');
}

function pick({ right, found, gold }: { right: number; found: number; gold: number }): object {
  return { right, found, gold };
}
