import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AnalyzeRequest,
  FindingsChangedNotification,
  FindingsRequest,
  ReviewRequest,
  ReviewStatesRequest,
} from '../../server/src/shared/protocol.js';
import { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { embeddedSettings, root, spawnServer } from './spawned-server.js';
import { until } from './until.js';

const text = 'Has fever and cough.\nNo rash.\n';

describe('a review with a spawned server', function () {
  this.timeout(120_000);
  let child: ChildProcess;
  let editor: Editor;
  let folder: string;
  let uri: string;
  const standoff = (): Promise<string> => readFile(join(folder, 'note.ann'), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-review-'));
    await writeFile(join(folder, 'note.txt'), text);
    uri = pathToFileURL(join(folder, 'note.txt')).href;
    const server = spawnServer();
    child = server;
    editor = await Editor.start(server.stdout, server.stdin, {
      settings: { ...embeddedSettings, analyze: 'onDemand', review: { annotator: 'B. Note' } },
      initializationOptions: { extensionPath: root, annotations: true },
    });
  });

  afterEach(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const add = (quote: string): Promise<unknown> =>
    editor.request(ReviewRequest, {
      uri,
      action: 'add',
      target: { range: editor.rangeOf(uri, quote), type: 'problem' },
    });

  it('writes what was decided beside the note, and shows it without a model', async () => {
    await editor.open(uri, text);
    await add('fever');
    assert.equal(await standoff(), 'T1\tproblem 4 9\tfever\n');
    const shown = await until('the confirmed mention', () =>
      editor.annotations.at(-1)?.annotations.find(({ state }) => state === 'confirmed'),
    );
    assert.equal(editor.textAt(uri, shown.range), 'fever');
    await writeFile(join(folder, 'note.ann'), `${await standoff()}N1\tReference T1 X:1\tx\n`);
    await add('cough');
    assert.equal(
      await standoff(),
      'T1\tproblem 4 9\tfever\nT2\tproblem 14 19\tcough\nN1\tReference T1 X:1\tx\n',
    );
    const progress = await editor.request(ReviewRequest, { uri, action: 'undo' });
    assert.equal(progress?.confirmed, 1);
    assert.equal(await standoff(), 'T1\tproblem 4 9\tfever\nN1\tReference T1 X:1\tx\n');
    const log = (await readFile(join(folder, 'note.review.jsonl'), 'utf8')).trim().split('\n');
    assert.deepEqual(
      log.map((line) => (JSON.parse(line) as { action: string; by: string }).action),
      ['added', 'added', 'undone'],
    );
    assert.equal((JSON.parse(log[0] ?? '') as { by: string }).by, 'B. Note');
  });

  it('keeps what was accepted, and proposes no more what was rejected', async () => {
    await editor.open(uri, text);
    await editor.request(AnalyzeRequest, { uri });
    const [first, second] = await until('two mentions', () => {
      const found = editor.annotations.at(-1)?.annotations ?? [];
      return found.length > 1 ? found : undefined;
    });
    assert.ok(first && second);
    await editor.request(ReviewRequest, {
      uri,
      action: 'accept',
      target: { range: first.range, type: first.type },
    });
    await editor.request(ReviewRequest, {
      uri,
      action: 'reject',
      target: { range: second.range, type: second.type },
    });
    const log = await readFile(join(folder, 'note.review.jsonl'), 'utf8');
    for (const line of log.trim().split('\n')) {
      const { proposal } = JSON.parse(line) as { proposal: Record<string, string> };
      assert.match(proposal['modelDigest'] ?? '', /^[0-9a-f]{8,}/);
      assert.ok(proposal['model'] && proposal['dialect'] && proposal['prompt']);
    }
    const words = editor.textAt(uri, first.range);
    assert.match(await standoff(), new RegExp(`^T1\\t${first.type} \\d+ \\d+\\t${words}\\n`));
    await until('the decisions on the screen', () => {
      const shown = editor.annotations.at(-1)?.annotations ?? [];
      const confirmed = shown.some(
        ({ range, state }) => state === 'confirmed' && editor.textAt(uri, range) === words,
      );
      const isGone = !shown.some(
        ({ range, type }) => type === second.type && JSON.stringify(range) === JSON.stringify(second.range),
      );
      return confirmed && isGone ? true : undefined;
    });
    await editor.request(AnalyzeRequest, { uri });
    assert.ok(
      !(editor.annotations.at(-1)?.annotations ?? []).some(
        ({ range, type }) => type === second.type && JSON.stringify(range) === JSON.stringify(second.range),
      ),
    );
  });

  it('writes nothing for a text that is not saved, and follows the text once it is', async () => {
    await editor.open(uri, text);
    await add('fever');
    await editor.replace(uri, 'Has', 'Still has');
    await assert.rejects(add('cough'), /Save the note first/);
    assert.equal(await standoff(), 'T1\tproblem 4 9\tfever\n');
    await writeFile(join(folder, 'note.txt'), editor.documents.get(uri)?.getText() ?? '');
    await editor.save(uri);
    await add('cough');
    assert.equal(await standoff(), 'T1\tproblem 10 15\tfever\nT2\tproblem 20 25\tcough\n');
  });

  it('tells of changed findings after a decision, so that a list of them is not stale', async () => {
    let told = 0;
    await editor.open(uri, text);
    await editor.request(AnalyzeRequest, { uri });
    editor.connection.onNotification(FindingsChangedNotification.method, () => {
      told++;
    });
    const confirmed = async (): Promise<number> => {
      const findings = await editor.request(FindingsRequest, { uri });
      return findings?.entities.filter(({ state }) => state === 'confirmed').length ?? 0;
    };
    for (const [decide, count] of [
      [() => add('fever'), 1],
      [() => editor.request(ReviewRequest, { uri, action: 'undo' }), 0],
    ] as const) {
      told = 0;
      await decide();
      await until('a message', () => (told > 0 ? true : undefined));
      assert.equal(await confirmed(), count);
    }
  });

  it('sees what was changed elsewhere, without a decision', async () => {
    await editor.open(uri, text);
    await add('fever');
    await until(
      'the watcher',
      () => editor.registrations.includes('workspace/didChangeWatchedFiles') || undefined,
    );
    const standoffFile = join(folder, 'note.ann');
    await writeFile(standoffFile, `${await standoff()}T2\tproblem 14 19\tcough\n`);
    const changes = [{ uri: pathToFileURL(standoffFile).href, type: 2 }];
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await until('what a colleague confirmed', () =>
      editor.annotations.at(-1)?.annotations.filter(({ state }) => state === 'confirmed').length === 2
        ? true
        : undefined,
    );
  });

  it('confirms a contradiction that no model found, and shows it as a problem', async () => {
    await editor.open(uri, text);
    const statements = {
      premise: editor.rangeOf(uri, 'Has fever and cough.'),
      hypothesis: editor.rangeOf(uri, 'No rash.'),
    };
    await editor.request(ReviewRequest, { uri, action: 'contradict', statements });
    assert.match(await standoff(), /^R1\tBioNote_Contradicts Arg1:T1 Arg2:T2$/m);
    const found = await until('the contradiction', async () => {
      const findings = await editor.request(FindingsRequest, { uri });
      return findings && findings.contradictions.length > 0 ? findings.contradictions : undefined;
    });
    assert.deepEqual(
      found.map(({ state, hypothesis }) => [state, hypothesis.text]),
      [['confirmed', 'No rash.']],
    );
    const action = { action: 'uncontradict', statements };
    await editor.connection.sendRequest('workspace/executeCommand', {
      command: 'bionote.server.decide',
      arguments: [uri, action],
    });
    assert.equal(await standoff(), '');
    const after = await editor.request(FindingsRequest, { uri });
    assert.deepEqual(after?.contradictions, []);
  });

  it('tells how far the reviews of notes have come that nobody has open', async () => {
    const names = ['done', 'edited', 'begun', 'marked', 'bare', 'broken'];
    const uriOf = (name: string): string => pathToFileURL(join(folder, `${name}.txt`)).href;
    for (const name of names) await writeFile(join(folder, `${name}.txt`), text);
    for (const name of ['done', 'edited', 'begun']) {
      await editor.open(uriOf(name), text);
      const action = name === 'begun' ? 'sentenceReviewed' : 'noteReviewed';
      await editor.request(ReviewRequest, {
        uri: uriOf(name),
        action,
        position: { line: 0, character: 5 },
      });
      await editor.close(uriOf(name));
    }
    await writeFile(join(folder, 'edited.txt'), `${text}Better today.\n`);
    await writeFile(join(folder, 'marked.ann'), 'T1\tproblem 4 9\tfever\n');
    await writeFile(join(folder, 'broken.review.jsonl'), Buffer.from([0, 1]));
    const uris = [...names, 'missing'].map(uriOf);
    const { states } = await editor.request(ReviewStatesRequest, { uris: [...uris, 'untitled:a'] });
    assert.deepEqual(states, ['reviewed', 'begun', 'begun', 'begun', 'none', 'none', 'none', 'none']);
  });

  it('leaves a file alone that is no text', async () => {
    await writeFile(join(folder, 'note.ann'), Buffer.from([0, 1, 2]));
    await editor.open(uri, text);
    await assert.rejects(add('fever'), /not text in UTF-8/);
    assert.deepEqual(await readFile(join(folder, 'note.ann')), Buffer.from([0, 1, 2]));
    assert.equal(existsSync(join(folder, 'note.review.jsonl')), false);
  });
});

describe('a review of what a model found', () => {
  it('logs that a contradiction is none, and shows it no more', async () => {
    const said = 'The patient denies chest pain.\nShe has chest pain since.\n';
    const folder = await mkdtemp(join(tmpdir(), 'bionote-rejected-'));
    await writeFile(join(folder, 'note.txt'), said);
    const uri = pathToFileURL(join(folder, 'note.txt')).href;
    const editor = await startInProcess(new ScriptedModel(), {
      settings: { analyze: 'onDemand', review: { annotator: 'B. Note' } },
    });
    await editor.open(uri, said);
    const statements = {
      premise: editor.rangeOf(uri, 'The patient denies chest pain.'),
      hypothesis: editor.rangeOf(uri, 'She has chest pain since.'),
    };
    await editor.request(AnalyzeRequest, { uri });
    const found = async (): Promise<number> =>
      (await editor.request(FindingsRequest, { uri }))?.contradictions.length ?? 0;
    await until('a contradiction', async () => ((await found()) > 0 ? true : undefined));
    await editor.connection.sendRequest('workspace/executeCommand', {
      command: 'bionote.server.decide',
      arguments: [uri, { action: 'rejectContradiction', statements }],
    });
    assert.equal(await found(), 0);
    await editor.request(AnalyzeRequest, { uri });
    assert.equal(await found(), 0);
    const [line = ''] = (await readFile(join(folder, 'note.review.jsonl'), 'utf8')).split('\n');
    const { action, by, proposal, other } = JSON.parse(line) as {
      action: string;
      by: string;
      proposal: { text: string };
      other: { text: string };
    };
    assert.deepEqual(
      [action, by, proposal.text, other.text],
      ['contradiction-rejected', 'B. Note', 'She has chest pain since.', 'The patient denies chest pain.'],
    );
    await editor.request(ReviewRequest, { uri, action: 'undo' });
    assert.equal(await found(), 1);
    await rm(folder, { recursive: true, force: true });
  });
});
