import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { questionsFrom } from '../../server/src/cli/questions.js';
import { schemaCheck } from '../formats/schemas.js';
import { chatWith, FakeOllama } from '../fakes/ollama-server.js';
import { run, type Outcome } from './terminals.js';

const calm = new AbortController().signal;

/** Fields that are there for some outcomes only. */
const optional = new Set(['answer', 'sentence', 'choices', 'probabilities']);
const note = 'HISTORY:\nHe smokes. He has =2+2 asthma.\nMEDICATIONS:\nAspirin 81 mg daily.\n';

/** What the fake writes, by what is asked of it. */
function written(asked: string): unknown {
  if (asked.includes('Premise:')) {
    const [premise = '', hypothesis = ''] = [
      ...asked.matchAll(/(?:Premise|Hypothesis): (".*?")(?:\n|$)/g),
    ].map(([, text]) => (JSON.parse(text ?? '""') as string).toLowerCase());
    const words = hypothesis.replace(/^the patient takes /, '').replace('.', '');
    return { label: premise.includes(words) ? 'entailment' : 'neutral' };
  }
  if (asked.includes('Question:')) {
    return asked.includes('heroin')
      ? { answer: 'yes', sentence: 'He takes heroin.', evidence: ['heroin every day'] }
      : { answer: 'yes', sentence: 'He smokes.', evidence: ['He smokes.'] };
  }
  if (asked.includes('Label:')) return { applies: asked.includes('"asthma"') ? 'yes' : 'no' };
  if (asked.includes('Write at most'))
    return { sentences: [{ text: 'He smokes.', evidence: ['He smokes'] }] };
  if (asked.startsWith('1. ')) {
    return {
      lines: [
        { section: 'Plan', text: 'Rest.', turns: [] },
        { section: 'Allergies', text: 'I have none.', turns: [2] },
      ],
    };
  }
  const drug = {
    drug: 'Aspirin',
    dose: '81 mg',
    route: '',
    frequency: 'daily',
    reason: '',
    status: 'active',
    evidence: ['Aspirin 81 mg'],
  };
  return { medications: [drug] };
}

describe('writing about notes on the command line', () => {
  let folder = '';
  let fake: FakeOllama;
  const file = (name: string): string => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await writeFile(file('a.note'), note);
    await writeFile(file('b.note'), 'He smokes.');
    await writeFile(file('visit.txt'), 'Doctor: Allergies?\nPatient: I have none.\nDoctor: Good.\n');
    const questions = ['Does he smoke?', { question: 'Does he take heroin?', choices: ['yes', 'no'] }];
    await writeFile(file('questions.json'), JSON.stringify({ questions }));
    fake = await FakeOllama.start();
    fake.on(
      '/api/chat',
      chatWith((body) => {
        const messages = body['messages'] as { content: string }[];
        return JSON.stringify(written(messages.at(-1)?.content ?? ''));
      }),
    );
  });
  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  const command = (...words: string[]): Promise<Outcome> => run([...words, '-m', 'm', '--host', fake.host]);
  const lines = (text: string): Record<string, unknown>[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('takes questions from the command line and from a file', async () => {
    await writeFile(file('q.txt'), '\ufeff# screening\r\nIs he well?\r\n\r\n');
    assert.deepEqual(await questionsFrom(['Why?'], file('q.txt'), ['a', 'b'], calm), [
      { text: 'Why?', choices: ['a', 'b'] },
      { text: 'Is he well?' },
    ]);
    for (const text of ['{"questions": 1}', '[{"question": 1}]', '[{"question":"x","choices":["a"]}]', '{']) {
      await writeFile(file('bad.json'), text);
      await assert.rejects(questionsFrom([], file('bad.json'), [], calm), /not a list of questions/, text);
    }
    await assert.rejects(questionsFrom([], undefined, [], calm), /--questions FILE/);
    await assert.rejects(questionsFrom(['x'.repeat(1001)], undefined, [], calm), /1000 characters/);
  });

  it('is a filter over rows: a row out for each row in, with what was asked', async () => {
    const rows = [
      { id: 'a', text: note, ward: 3 },
      { id: 7, text: 'He smokes.' },
    ];
    await writeFile(file('rows.jsonl'), [...rows.map((row) => JSON.stringify(row)), 'no row', ''].join('\n'));
    type Output = Record<string, unknown> & {
      readonly bionote?: {
        readonly format: string;
        readonly answers?: readonly { readonly question: string; readonly source: string }[];
        readonly medications?: readonly { readonly drug: string }[];
        readonly checks?: readonly { readonly verdict: string; readonly statement: string }[];
      };
    };
    const rowsOf = async (...words: string[]): Promise<Output[]> => {
      const { code, stdout, stderr } = await command(...words, file('rows.jsonl'), '--jsonl');
      assert.equal(code, exitCode.done, stderr);
      assert.doesNotMatch(stderr, /smokes|Aspirin|no row/);
      const found = lines(stdout) as Output[];
      assert.deepEqual(
        found.map(({ id }) => id),
        ['a', 7, null],
      );
      assert.equal(found[0]?.['ward'], 3);
      return found;
    };
    const [asked] = await rowsOf('ask', '--question', 'Does he smoke?', '--question', 'Does he take heroin?');
    assert.deepEqual(
      asked?.bionote?.answers?.map(({ question, source }) => [question, source]),
      [
        ['Does he smoke?', 'a'],
        ['Does he take heroin?', 'a'],
      ],
    );
    const [listed] = await rowsOf('medications');
    assert.deepEqual(
      listed?.bionote?.medications?.map(({ drug }) => drug),
      ['Aspirin'],
    );
    const [, checked] = await rowsOf('check', '--statement', 'He smokes.');
    assert.deepEqual(
      checked?.bionote?.checks?.map(({ statement, verdict }) => [statement, verdict]),
      [['He smokes.', 'entailment']],
    );
  });

  it('answers each question about each note, one line of JSON each', async () => {
    const { code, stdout, stderr } = await command(
      'ask',
      file('a.note'),
      file('b.note'),
      '--questions',
      file('questions.json'),
      '-f',
      'json',
    );
    assert.equal(code, exitCode.done, stderr);
    const read = lines(stdout);
    assert.equal(read.length, 4);
    const [first, second] = read as unknown as {
      format: string;
      answer: string;
      sentence: { support: string; sources: { start: number; end: number; text: string }[] };
    }[];
    assert.equal(first?.format, 'bionote-answer');
    assert.equal(first.sentence.support, 'supported');
    const [{ start, end, text } = { start: 0, end: 0, text: '' }] = first.sentence.sources;
    assert.equal(note.slice(start, end), text);
    assert.equal(second?.sentence.support, 'without-evidence');
  });

  it('makes a table of notes and questions that no spreadsheet carries out', async () => {
    const { stdout } = await command('ask', folder, '--questions', file('questions.json'), '-f', 'csv');
    const [head, first] = parse(stdout);
    assert.deepEqual(head?.slice(0, 4), [
      'note',
      'Does he smoke?',
      'Does he smoke? (support)',
      'Does he smoke? (evidence)',
    ]);
    assert.equal(first?.length, 7);
    assert.deepEqual(first.slice(1), ['yes', 'supported', '2: He smokes.', 'yes', 'without-evidence', '']);
  });

  it('says in words what an answer rests on', async () => {
    const { stdout } = await command('ask', file('a.note'), '--question', 'Does he take heroin?');
    assert.equal(stdout, 'Does he take heroin?\nyes\nHe takes heroin.  [no evidence in the note]\n');
  });

  it('summarizes', async () => {
    const { stdout, code } = await command('summarize', file('a.note'));
    assert.equal(code, exitCode.done);
    assert.match(stdout, /^He smokes\. {2}\[supported 100 %\]\n +2:1 +He smokes\.\n$/);
    const [json] = lines(
      (await command('summarize', file('a.note'), '--form', 'sections', '-f', 'json')).stdout,
    );
    assert.deepEqual(
      (json?.['sections'] as { title: string }[]).map(({ title }) => title),
      ['HISTORY', 'MEDICATIONS'],
    );
  });

  it('lists medications as text, JSON and a table', async () => {
    assert.match(
      (await command('medications', file('a.note'))).stdout,
      /^ +4:1 +Aspirin +81 mg +daily +active +supported\n/,
    );
    const { stdout } = await command('medications', file('a.note'), '-f', 'csv');
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    assert.deepEqual(rows[0], {
      note: file('a.note'),
      line: '4',
      drug: 'Aspirin',
      dose: '81 mg',
      route: '',
      frequency: 'daily',
      reason: '',
      status: 'active',
      support: 'supported',
      evidence: 'Aspirin 81 mg daily.',
    });
  });

  it('writes a note from a dialogue, and says of each line whether a turn says it', async () => {
    const { stdout } = await command('note-from-dialogue', file('visit.txt'));
    assert.match(
      stdout,
      /^Allergies\nI have none\. {2}\[supported 100 %\]\n +2:10 +I have none\.\n\nPlan\nRest\. {2}\[no evidence/,
    );
  });

  it('classifies', async () => {
    const { stdout } = await command(
      'classify',
      file('a.note'),
      '--label',
      'asthma',
      '--label',
      'trauma',
      '-f',
      'json',
    );
    assert.deepEqual(lines(stdout)[0]?.['labels'], [
      { label: 'asthma', applies: true },
      { label: 'trauma', applies: false },
    ]);
  });

  const outputs = [
    { name: 'answer', words: ['ask', '--question', 'Does he smoke?', '--question', 'Who?'] },
    { name: 'answer', words: ['ask', '--question', 'heroin?', '--choice', 'yes', '--choice', 'no'] },
    { name: 'summary', words: ['summarize'] },
    { name: 'summary', words: ['summarize', '--form', 'sections'] },
    { name: 'medications', words: ['medications'] },
    { name: 'dialogue', words: ['note-from-dialogue'], of: 'visit.txt' },
    { name: 'classes', words: ['classify', '--label', 'asthma'] },
  ];
  for (const { name, words, of = 'a.note' } of outputs) {
    it(`writes what its schema says: ${words.join(' ')}`, async () => {
      const problems = await schemaCheck(`bionote-${name}`);
      const { stdout, code } = await command(...words, file(of), '-f', 'json');
      assert.equal(code, exitCode.done);
      const found = lines(stdout);
      assert.ok(found.length > 0);
      for (const output of found) {
        assert.equal(problems(output), '');
        for (const left of Object.keys(output).filter((key) => !optional.has(key))) {
          const rest = Object.fromEntries(Object.entries(output).filter(([key]) => key !== left));
          assert.notEqual(problems(rest), '', `without ${left}`);
        }
      }
    });
  }

  it('says what to do where the model writes nothing', async () => {
    const { code, stderr } = await command('summarize', file('a.note'), '--dialect', 'starter');
    assert.equal(code, exitCode.failed);
    assert.match(stderr, /writes no sentences\. Choose an instruct model in Ollama\..*--model NAME/);
  });
});
