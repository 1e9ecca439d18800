import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalyzeRequest, ClearRequest, serverCommands } from '../../server/src/shared/protocol.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';

const uri = 'file:///notes/a.note';
const text = 'The patient denies chest pain.\nShe has chest pain since.\nAspirin for fever.\n';

describe('what is kept across restarts', () => {
  let storagePath: string;

  beforeEach(async () => {
    storagePath = await mkdtemp(join(tmpdir(), 'bionote-storage-'));
  });

  afterEach(() => rm(storagePath, { recursive: true, force: true }));

  async function restart(
    settings: Record<string, unknown> = {},
  ): Promise<{ model: ScriptedModel; editor: Editor }> {
    const model = new ScriptedModel();
    const editor = await startInProcess(model, {
      settings: { analyze: 'onDemand', ...settings },
      initializationOptions: { storagePath },
    });
    await editor.open(uri, text);
    return { model, editor };
  }

  it('makes reopening a note cost no call', async () => {
    const first = await restart();
    const found = await first.editor.request(AnalyzeRequest, { uri });
    assert.ok(first.model.prompts.length > 0);
    await first.editor.connection.sendRequest('shutdown');
    const second = await restart();
    assert.deepEqual(await second.editor.request(AnalyzeRequest, { uri }), found);
    assert.deepEqual(second.model.prompts, []);
    await second.editor.request(ClearRequest, { cache: true });
    await second.editor.connection.sendRequest('shutdown');
    const third = await restart();
    assert.deepEqual(await third.editor.request(AnalyzeRequest, { uri }), found);
    assert.equal(third.model.prompts.length, first.model.prompts.length);
    await third.editor.connection.sendRequest('shutdown');
  });

  it('is nothing of the notes where the cache is switched off', async () => {
    const { editor } = await restart({ cache: { enabled: false } });
    await editor.request(AnalyzeRequest, { uri });
    await editor.connection.sendRequest('shutdown');
    const { model, editor: next } = await restart({ cache: { enabled: false } });
    await next.request(AnalyzeRequest, { uri });
    assert.ok(model.prompts.length > 0);
    await next.connection.sendRequest('shutdown');
    assert.ok(!(await readdir(storagePath, { recursive: true })).some((name) => name.includes('content-v2')));
  });

  it('holds the pairs that the user ignores', async () => {
    const { editor } = await restart();
    assert.equal((await editor.request(AnalyzeRequest, { uri })).contradictions, 1);
    const [diagnostic] = await editor.diagnostics(uri, 1);
    const { key } = diagnostic!.data as { key: string };
    const command = { command: serverCommands.ignorePair, arguments: [uri, key] };
    await editor.connection.sendRequest('workspace/executeCommand', command);
    await editor.connection.sendRequest('shutdown');
    const { editor: next } = await restart();
    assert.equal((await next.request(AnalyzeRequest, { uri })).contradictions, 0);
    await next.connection.sendRequest('shutdown');
  });

  it('is seen by a second window: a pair that the first hides and shows again', async () => {
    const [{ editor: first }, { editor: second }] = [await restart(), await restart()];
    for (const editor of [first, second]) await editor.request(AnalyzeRequest, { uri });
    const [diagnostic] = await first.diagnostics(uri, 1);
    await second.diagnostics(uri, 1);
    const { key } = diagnostic!.data as { key: string };
    const ignore = { command: serverCommands.ignorePair, arguments: [uri, key] };
    await first.connection.sendRequest('workspace/executeCommand', ignore);
    await second.diagnostics(uri, 0);
    await second.connection.sendRequest('workspace/executeCommand', { command: serverCommands.showIgnored });
    await first.diagnostics(uri, 1);
    for (const editor of [first, second]) await editor.connection.sendRequest('shutdown');
  });
});
