import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type InitializeResult,
} from 'vscode-languageserver-protocol/node';
import { Editor } from './editor.js';
import {
  childrenOf,
  embeddedSettings,
  ended,
  forkServer,
  isAlive,
  root,
  spawnServer,
  spawnThroughParent,
  untilGone,
} from './spawned-server.js';
import { until } from './until.js';

const sample = join(root, 'samples', 'progress-note.note');
const uri = pathToFileURL(sample).href;

describe('a spawned server', function () {
  // A cold start of the engine on a busy machine.
  this.timeout(120_000);
  const started: ChildProcess[] = [];

  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  async function start(): Promise<{ child: ChildProcess; editor: Editor }> {
    const child = spawnServer();
    started.push(child);
    const editor = await Editor.start(child.stdout, child.stdin, {
      settings: embeddedSettings,
      initializationOptions: { extensionPath: root, annotations: true, clientCommands: true },
    });
    return { child, editor };
  }

  it('lives as an editor wants it to, with the real embedded engine', async () => {
    const { child, editor } = await start();
    const text = readFileSync(sample, 'utf8');
    await editor.open(uri, text);
    const running = await until(
      'the first annotations',
      () => {
        const last = editor.annotations.at(-1);
        return last && last.annotations.length > 3 && last;
      },
      60_000,
    );
    for (const { range } of running.annotations) assert.notEqual(editor.textAt(uri, range).trim(), '');
    await until('the end', () => editor.status?.notes?.some(({ state }) => state === 'done'), 90_000);
    assert.equal(editor.status?.engine, 'embedded');
    const pneumonia = editor.annotations
      .at(-1)
      ?.annotations.find(({ range }) => editor.textAt(uri, range) === 'pneumonia');
    assert.equal(pneumonia?.type, 'problem');
    const hover = await editor.of<{ contents: { value: string } } | null>('hover', uri, {
      position: pneumonia.range.start,
    });
    assert.match(hover?.contents.value ?? '', /\*\*problem\*\* pneumonia/);

    const before = pneumonia.range.start.line;
    await editor.replace(uri, text.slice(0, 1), `\n\n${text.slice(0, 1)}`);
    const moved = await until('the annotations to move', () => {
      const last = editor.annotations.at(-1);
      return last?.version === 2 && last;
    });
    assert.ok(moved.annotations.some(({ range }) => range.start.line === before + 2));

    const engines = childrenOf(child.pid ?? 0);
    await editor.connection.sendRequest('shutdown');
    await editor.connection.sendNotification('exit');
    assert.deepEqual(await ended(child), { code: 0, signal: null });
    for (const engine of engines ?? []) await untilGone(engine);
  });

  it('tells the editor of two statements that contradict each other', async function () {
    // The trial's weights know entities only.
    if (process.env['BIONOTE_TEST_MODEL'] !== undefined) this.skip();
    const { editor } = await start();
    await editor.open(uri, readFileSync(sample, 'utf8'));
    const published = await until(
      'a contradiction',
      () => editor.published.find(({ diagnostics }) => diagnostics.length > 0),
      110_000,
    );
    const [diagnostic] = published.diagnostics;
    assert.equal(diagnostic?.code, 'contradiction');
    assert.equal(diagnostic.relatedInformation?.[0]?.location.uri, uri);
  });

  it('exits with an error where the editor forgets to shut it down', async () => {
    const { child, editor } = await start();
    await editor.connection.sendNotification('exit');
    assert.deepEqual(await ended(child), { code: 1, signal: null });
  });

  it('speaks over Node’s channel, as VS Code’s client wants it', async () => {
    const child = forkServer();
    started.push(child);
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    const result = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(result.serverInfo?.name, 'BioNote');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.deepEqual(await ended(child), { code: 0, signal: null });
  });

  it('ends with the process that started it', async () => {
    const { parent, pid } = await spawnThroughParent();
    started.push(parent);
    assert.ok(isAlive(pid));
    parent.kill('SIGKILL');
    await untilGone(pid);
  });
});
