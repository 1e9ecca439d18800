import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { serverExecArgv } from '../../../server/src/shared/protocol.js';
import { closeAll, entityNamed, openNew, until, withSetting, workspaceFile } from './editor.js';
import { modelsOf, serverProcess } from './processes.js';

/** How many readings are on the disk: the index of each segment names its keys. */
async function kept(): Promise<number> {
  const cache = path.join(workspaceFile('..').fsPath, 'user/User/globalStorage/bionote.bionote/cache');
  const names = await readdir(cache, { recursive: true }).catch(() => []);
  const indices = await Promise.all(
    names
      .filter((name) => name.includes('index-'))
      .map((name) => readFile(path.join(cache, name), 'utf8').catch(() => '')),
  );
  return new Set(indices.flatMap((index) => index.match(/"[0-9a-f]{64}"/g) ?? [])).size;
}

describe('a language server that is killed', () => {
  const restore: (() => Promise<void>)[] = [];

  before(async () => {
    // Of each note one reading is then all that is kept.
    for (const task of ['relations', 'contradictions'])
      restore.push(await withSetting(`bionote.${task}.enabled`, false));
  });

  after(async () => {
    for (const back of restore) await back();
    await closeAll();
  });

  it('is started again, and every open note comes back from the cache, without a model', async () => {
    const before = await kept();
    const { document: hidden } = await openNew('hidden.note', 'On Monday she was treated for pneumonia.\n');
    await entityNamed(hidden, 'pneumonia');
    const { document: shown } = await openNew('shown.note', 'On Tuesday he was treated for pneumonia.\n');
    await entityNamed(shown, 'pneumonia');
    await until('both readings on the disk', async () => ((await kept()) >= before + 2 ? true : undefined));
    const killed = await until('the server', serverProcess);
    for (const option of serverExecArgv) assert.ok(killed.command.split('\0').includes(option), option);
    process.kill(killed.id, 'SIGKILL');
    const started = await until('another server', async () => {
      const server = await serverProcess();
      return server && server.id !== killed.id ? server : undefined;
    });
    for (const document of [shown, hidden]) await entityNamed(document, 'pneumonia');
    assert.deepEqual(await modelsOf(started), [], 'no model was started');
  });

  it('is started over on request where it answers no more', async () => {
    const { document } = await openNew('stuck.note', 'On Friday he was treated for pneumonia.\n');
    await entityNamed(document, 'pneumonia');
    const stuck = await until('the server', serverProcess);
    process.kill(stuck.id, 'SIGSTOP');
    try {
      await vscode.commands.executeCommand('bionote.restart');
    } finally {
      process.kill(stuck.id, 'SIGKILL');
    }
    await entityNamed(document, 'pneumonia');
  });
});
