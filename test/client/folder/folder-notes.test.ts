import assert from 'node:assert/strict';
import { analyzeNotes, type FolderRun, type RunParts } from '../../../client/src/folder/folder-notes.js';
import { folderRows, reviewText, runText } from '../../../client/src/folder/folder-rows.js';
import { showEverything } from '../../../client/src/panel/filter.js';
import { english } from '../translator.js';
import { entity, findingsOf } from '../panel/findings.js';

const files = ['a', 'b', 'c'].map((name) => ({ uri: `file:///${name}.note`, name: `${name}.note` }));

/** A run over the files; what is not given goes well. */
function run(parts: Partial<RunParts> = {}): { outcome: Promise<FolderRun>; reports: FolderRun[] } {
  const reports: FolderRun[] = [];
  const outcome = analyzeNotes('ward', files, {
    read: ({ name }) => Promise.resolve({ text: name }),
    analyze: (uri, text) =>
      Promise.resolve({ findings: findingsOf({ uri, entities: [entity('e', text, 'problem')] }), failed: 0 }),
    problemOf: () => undefined,
    isStopped: () => false,
    report: (now) => reports.push(now),
    ...parts,
  });
  return { outcome, reports };
}

describe('a run over a folder', () => {
  it('analyzes every note, and tells of each step', async () => {
    const { outcome, reports } = run();
    const { state, notes } = await outcome;
    assert.equal(state, 'done');
    assert.deepEqual(
      notes.map(({ name, findings }) => [name, findings?.entities[0]?.text]),
      files.map(({ name }) => [name, name]),
    );
    assert.deepEqual(
      reports.map((report) => [report.state, report.notes.length, report.total]),
      [
        ['running', 0, 3],
        ['running', 1, 3],
        ['running', 2, 3],
        ['running', 3, 3],
        ['done', 3, 3],
      ],
    );
  });

  it('lists a note that cannot be read or analyzed with the reason, and goes on', async () => {
    const { outcome } = run({
      read: ({ name }) => Promise.resolve(name === 'a.note' ? { problem: 'cannot be read' } : { text: name }),
      analyze: (uri, text) =>
        text === 'b.note'
          ? Promise.reject(new Error('a binary file'))
          : Promise.resolve({ findings: findingsOf({ uri }), failed: 0 }),
      problemOf: (error) => (error as Error).message,
    });
    const { state, notes } = await outcome;
    assert.equal(state, 'done');
    assert.deepEqual(
      notes.map((note) => (note.findings ? '' : note.problem)),
      ['cannot be read', 'a binary file', ''],
    );
  });

  it('ends where no note can be analyzed, and keeps what was found', async () => {
    let asked = 0;
    const { outcome, reports } = run({
      analyze: (uri) =>
        ++asked === 2
          ? Promise.reject(new Error('no model'))
          : Promise.resolve({ findings: findingsOf({ uri }), failed: 0 }),
    });
    await assert.rejects(outcome, /no model/);
    assert.equal(asked, 2);
    assert.deepEqual([reports.at(-1)?.state, reports.at(-1)?.notes.length], ['stopped', 1]);
  });

  it('stops where it is stopped, and a cancelled request is no failure', async () => {
    let stopped = false;
    const { outcome } = run({
      analyze: (uri, text) => {
        if (text !== 'b.note') return Promise.resolve({ findings: findingsOf({ uri }), failed: 0 });
        stopped = true;
        return Promise.reject(new Error('cancelled'));
      },
      isStopped: () => stopped,
    });
    const { state, notes } = await outcome;
    assert.deepEqual([state, notes.length], ['stopped', 1]);
  });
});

describe('the rows of a folder', () => {
  it('are its notes, each with what was found in it, told apart from the other notes', async () => {
    const { outcome } = run({
      read: ({ name }) => Promise.resolve(name === 'b.note' ? { problem: 'unreadable' } : { text: name }),
    });
    const rows = folderRows(await outcome, showEverything, english);
    assert.deepEqual(
      rows.map(({ label, description }) => [label, description]),
      [
        ['a.note', '1 entity, 0 relations, 0 contradictions'],
        ['b.note', 'unreadable'],
        ['c.note', '1 entity, 0 relations, 0 contradictions'],
      ],
    );
    assert.ok(!('children' in rows[1]!), 'nothing is below a note without findings');
    const ids = [rows[0]!, rows[2]!].flatMap(({ children }) =>
      (children ?? []).flatMap((type) => [type.id, ...(type.children ?? []).map(({ id }) => id)]),
    );
    assert.equal(ids.length, 4);
    assert.equal(new Set(ids).size, 4);
  });

  it('say which notes are reviewed, and how many', async () => {
    const done = await run().outcome;
    const [first, second] = done.notes;
    const reviews = new Map([
      [first!.uri, 'reviewed' as const],
      [second!.uri, 'begun' as const],
      ['file:///other.note', 'none' as const],
    ]);
    const rows = folderRows(done, showEverything, english, reviews);
    assert.match(rows[0]!.description, / · reviewed$/);
    assert.match(rows[1]!.spoken, / · review begun$/);
    assert.doesNotMatch(rows[2]!.description, /review/);
    assert.equal(reviewText(reviews, english), 'Reviewed: 1 of 3 notes; begun: 1.');
    assert.equal(reviewText(new Map([['a', 'none']]), english), '');
  });

  it('say how far it came', async () => {
    const done = await run().outcome;
    assert.equal(runText(done, english), '');
    assert.equal(runText({ ...done, state: 'running', total: 9 }, english), '3 of 9 notes analyzed');
    assert.match(runText({ ...done, state: 'stopped', total: 9 }, english), /after 3 of 9.*to continue/);
  });
});
