import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AdjudicationRequest,
  ReviewRequest,
  type AdjudicationResult,
  type ReviewProgress,
  type SaidOfNote,
} from '../../server/src/shared/protocol.js';
import { Editor } from './editor.js';
import { embeddedSettings, root, spawnServer } from './spawned-server.js';
import { until } from './until.js';

const text = '🩺 Has fever, cough and rash.\nTakes aspirin.\n';
const files = {
  anna: 'T1\tproblem 6 11\tfever\nT2\tproblem 13 18\tcough\nT3\ttreatment 35 42\taspirin\nR1\tTrAP Arg1:T3 Arg2:T1\n',
  bert: 'T1\tproblem 6 11\tfever\nT2\ttest 13 18\tcough\nT3\ttreatment 35 42\taspirin\nT4\tproblem 23 27\trash\n',
};

describe('an adjudication with a spawned server', function () {
  this.timeout(120_000);
  let child: ChildProcess;
  let editor: Editor;
  let folder: string;
  let uri: string;
  const pathOf = (name: string): string => join(folder, name, 'note.ann');
  const uriOf = (name: string): string => pathToFileURL(pathOf(name)).href;
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const state = (...names: string[]): Promise<AdjudicationResult> =>
    editor.request(AdjudicationRequest, {
      uri,
      annotators: names.map((name) => ({ name, uri: uriOf(name) })),
    });
  const decide = (
    taken: readonly SaidOfNote[],
    left: readonly SaidOfNote[] = [],
  ): Promise<ReviewProgress | null> =>
    editor.request(ReviewRequest, { uri, action: 'adjudicate', taken, left });

  before(async () => {
    const server = spawnServer();
    child = server;
    editor = await Editor.start(server.stdout, server.stdin, {
      settings: { ...embeddedSettings, analyze: 'onDemand', review: { annotator: 'C. Judge' } },
      initializationOptions: { extensionPath: root, annotations: true },
    });
  });
  after(() => child.kill('SIGKILL'));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-adjudication-'));
    await writeFile(join(folder, 'note.txt'), text);
    for (const [name, standoff] of Object.entries(files)) {
      await mkdir(join(folder, name));
      await writeFile(pathOf(name), standoff);
    }
    uri = pathToFileURL(join(folder, 'note.txt')).href;
    await editor.open(uri, text);
  });
  afterEach(async () => {
    await editor.close(uri);
    await rm(folder, { recursive: true, force: true });
  });

  it('ends in a gold with its log, goes on where it stopped, and never writes what the annotators wrote', async () => {
    const { agreed, open, unusable } = await state('anna', 'bert');
    assert.deepEqual([agreed.length, unusable], [2, []]);
    assert.deepEqual(
      open.map(({ kind, range }) => [kind, editor.textAt(uri, range)]),
      [
        ['relation', 'fever, cough and rash.\nTakes aspirin'],
        ['type', 'cough'],
        ['missing', 'rash'],
      ],
    );
    await decide(agreed);
    assert.equal(await read('note.ann'), 'T1\tproblem 6 11\tfever\nT2\ttreatment 35 42\taspirin\n');
    const shown = await until('the gold on the screen', () => {
      const found = editor.annotations.at(-1)?.annotations.filter((each) => each.state === 'confirmed');
      return found?.length === 2 ? found : undefined;
    });
    assert.deepEqual(
      shown.map(({ range }) => editor.textAt(uri, range)),
      ['fever', 'aspirin'],
    );

    const types = open[1]?.options.map(({ said }) => said) ?? [];
    assert.deepEqual(
      types.map(({ by }) => by),
      [['anna'], ['bert']],
    );
    await decide(types.slice(1), types.slice(0, 1));
    // As after a restart: nothing but the files is remembered.
    const later = await state('anna', 'bert');
    assert.deepEqual(
      [later.agreed.length, later.decided, later.open.map(({ kind }) => kind)],
      [0, 1, ['relation', 'missing']],
    );
    await decide(later.open[0]?.options.map(({ said }) => said) ?? []);
    await decide([], later.open[1]?.options.map(({ said }) => said) ?? []);
    const done = await state('anna', 'bert');
    assert.deepEqual([done.open, done.agreed, done.decided], [[], [], 3]);
    assert.equal(
      await read('note.ann'),
      'T1\tproblem 6 11\tfever\nT2\ttreatment 35 42\taspirin\nT3\ttest 13 18\tcough\nR1\tTrAP Arg1:T2 Arg2:T1\n',
    );
    const log = (await read('note.review.jsonl')).trim().split('\n');
    assert.deepEqual(
      log.map((line) => {
        const { by, action, proposal } = JSON.parse(line) as {
          by: string;
          action: string;
          proposal: { text: string; proposedBy: string[] };
        };
        return `${by}: ${action} ${proposal.text} of ${proposal.proposedBy.join(', ')}`;
      }),
      [
        'C. Judge: accepted fever of anna, bert',
        'C. Judge: accepted aspirin of anna, bert',
        'C. Judge: rejected cough of anna',
        'C. Judge: accepted cough of bert',
        'C. Judge: related aspirin of anna',
        'C. Judge: rejected rash of bert',
      ],
    );
    await editor.request(ReviewRequest, { uri, action: 'undo' });
    assert.deepEqual(
      (await state('anna', 'bert')).open.map(({ kind }) => kind),
      ['missing'],
    );
    for (const [name, standoff] of Object.entries(files)) {
      assert.equal(await readFile(pathOf(name), 'utf8'), standoff);
    }
  });

  it('names the lines of an annotator that cannot be used, and goes on without them', async () => {
    await writeFile(pathOf('bert'), `${files.bert}T9\tproblem 900 905\tfever\nbroken\n`);
    const { unusable, open } = await state('anna', 'bert');
    assert.deepEqual(unusable, [{ name: 'bert', lines: [5, 6] }]);
    assert.equal(open.length, 3);
  });

  it('says what is wrong with an annotator’s file, and writes nothing', async () => {
    const cases: readonly [string | Buffer, RegExp][] = [
      ['T1\tproblem 0 5\twheeze\nT2\tproblem 8 900\tother words\n', /bert are about another text/],
      ['{"json": true}\n', /bert is not brat standoff/],
      [Buffer.from([0, 1, 2]), /bert is not text/],
      [Buffer.from([0x54, 0xff, 0xfe]), /bert is not text/],
    ];
    for (const [content, message] of cases) {
      await writeFile(pathOf('bert'), content);
      await assert.rejects(state('anna', 'bert'), message);
    }
    await rm(pathOf('bert'));
    await assert.rejects(state('anna', 'bert'), /file of bert is no longer there/);
    await assert.rejects(state('anna'), /two or more annotators/);
    await assert.rejects(state('anna', 'anna'), /two or more annotators/);
    assert.equal(existsSync(join(folder, 'note.ann')), false);
    assert.equal(existsSync(join(folder, 'note.review.jsonl')), false);
  });

  it('takes the gold for no annotator, not even through a link', async () => {
    await writeFile(join(folder, 'note.ann'), files.anna);
    const annotators = (path: string): readonly { name: string; uri: string }[] => [
      { name: 'bert', uri: uriOf('bert') },
      { name: 'gold', uri: pathToFileURL(path).href },
    ];
    const asked = (path: string): Promise<unknown> =>
      editor.request(AdjudicationRequest, { uri, annotators: annotators(path) });
    await assert.rejects(asked(join(folder, 'note.ann')), /to which decisions are written/);
    if (process.platform !== 'win32') {
      await rm(pathOf('anna'));
      await symlink(join(folder, 'note.ann'), pathOf('anna'));
      await assert.rejects(asked(pathOf('anna')), /to which decisions are written/);
    }
    assert.equal(await read('note.ann'), files.anna);
  });

  it('asks for the text to be saved first', async () => {
    await editor.replace(uri, 'Has', 'Still has');
    await assert.rejects(state('anna', 'bert'), /Save the note first/);
  });
});
