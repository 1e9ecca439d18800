import assert from 'node:assert/strict';
import { send, startStream, type Handler } from '../fakes/ollama-server.js';
import { until } from '../protocol/until.js';
import { chunk, rightly } from './oracle.js';
import { startOllama, text, uri, Workbench } from './workbench.js';

/** Begins an answer and never ends it. */
const endless: Handler = (_, response) => {
  startStream(response);
  send(response, chunk('{'));
};

const renamed = 'file:///notes/renamed.note';

/** What befalls a note while it is read; what follows is read rightly. Gives the note that is there afterwards. */
const rows: Record<string, (bench: Workbench) => Promise<string | undefined>> = {
  edited: async ({ witness }) => {
    await witness.replace(uri, 'A cough.', 'A dry cough.');
    return uri;
  },
  reverted: async ({ witness }) => {
    await witness.replace(uri, '\nA cough.\nA rash.', '');
    return uri;
  },
  'changed on disk': async ({ witness, editor }) => {
    const other = 'A mild rash today.\nShe has chest pain since.\n';
    await witness.replace(uri, editor.documents.get(uri)?.getText() ?? '', other);
    return uri;
  },
  renamed: async ({ witness, editor }) => {
    const now = editor.documents.get(uri)?.getText() ?? '';
    await editor.close(uri);
    await witness.open(renamed, now);
    return renamed;
  },
  'closed and opened again': async ({ witness, editor }) => {
    const now = editor.documents.get(uri)?.getText() ?? '';
    await editor.close(uri);
    witness.check();
    // Versions begin anew.
    editor.annotations.length = 0;
    await witness.open(uri, now);
    return uri;
  },
  deleted: async ({ editor }) => {
    await editor.close(uri);
    return undefined;
  },
};

describe('a note that, while it is read, is', () => {
  for (const [what, befall] of Object.entries(rows)) {
    it(`${what}: the calls for what has gone end, and the rest is read`, async () => {
      const bench = await Workbench.start(await startOllama());
      const { witness, ollama } = bench;
      await witness.open(uri, text);
      await witness.complete(uri);
      ollama.on('/api/chat', endless);
      const calls = ollama.received('/api/chat').length;
      await witness.replace(uri, 'since.', 'since.\nA cough.\nA rash.');
      const call = await until('the call', () => ollama.received('/api/chat')[calls]);
      ollama.on('/api/chat', rightly);
      const left = await befall(bench);
      await call.closed;
      if (left === undefined) {
        await until('nothing to be shown', () => bench.editor.status?.notes?.length === 0);
        assert.deepEqual(bench.editor.published.at(-1)?.diagnostics, []);
      } else {
        await witness.complete(left);
      }
      await bench.problem(undefined);
      await bench.end();
    });
  }
});

describe('notes that are too much', () => {
  it('a thousand in one folder: each is shown whole, and the one on screen can be asked about meanwhile', async function () {
    this.timeout(240_000);
    const bench = await Workbench.start(await startOllama(), {
      relations: { enabled: false },
      contradictions: { enabled: false },
    });
    const { witness, editor, ollama } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    const held: Parameters<Handler>[] = [];
    ollama.on('/api/chat', (...call) => void held.push(call));
    const uris = Array.from({ length: 1000 }, (_, index) => `file:///notes/${index}.note`);
    for (const [index, each] of uris.entries())
      await witness.open(each, `Note ${index} tells of fever.\nA rash.`);
    await until('calls for them', () => held.length > 0);
    const hover = await editor.of<{ contents: unknown } | null>('hover', uri, {
      position: { line: 1, character: 10 },
    });
    assert.notEqual(hover, null);
    ollama.on('/api/chat', rightly);
    for (const call of held) void rightly(...call);
    await until(
      'all of them',
      () => {
        const notes = editor.status?.notes ?? [];
        return notes.length === 1001 && notes.every(({ state }) => state === 'done');
      },
      200_000,
    );
    for (const each of uris) await until(`both words of ${each}`, () => witness.shown(each)?.length === 2);
    // One call for each different sentence.
    // A sentence that is in flight may be asked for in another context beside it.
    assert.ok(ollama.received('/api/chat').length < 1050);
    await bench.end();
  });

  it('a file of 50 MB: it says why it is not read, and the others are', async function () {
    this.timeout(120_000);
    const bench = await Workbench.start(await startOllama());
    const { witness, editor } = bench;
    const huge = 'file:///notes/huge.note';
    await editor.open(huge, 'A fever and a cough. '.repeat(2_500_000));
    await witness.open(uri, text);
    await witness.complete(uri);
    await until('the reason', () =>
      editor.status?.notes?.some((note) => note.uri === huge && note.detail?.includes('5 MB')),
    );
    await editor.replace(huge, 'A fever', 'No fever');
    await witness.replace(uri, 'for fever', 'for high fever');
    // The second edit's analysis starts after any that the first had started.
    await witness.complete(uri);
    assert.ok(
      bench.ollama.received('/api/chat').every(({ body }) => !JSON.stringify(body).includes('cough')),
    );
    assert.match((await editor.noteNow(huge))?.detail ?? '', /5 MB/);
    assert.ok(
      !bench.editor.annotations.some((params) => params.uri === huge && params.annotations.length > 0),
    );
    await editor.close(huge);
    await bench.end();
  });

  it('a megabyte of repeated visits: the editor hears of every change once', async function () {
    this.timeout(240_000);
    const bench = await Workbench.start(await startOllama(), {
      relations: { enabled: false },
      contradictions: { enabled: false },
    });
    const { witness, editor } = bench;
    const visit = Array.from({ length: 100 }, (_, day) => `Seen on day ${day} with fever and cough.`);
    const visits = `${visit.join('\n')}\n`.repeat(200);
    await witness.open(uri, visits);
    await until(
      'all of it',
      () => editor.annotations.at(-1)?.annotations.length === 200 * visit.length * 2,
      200_000,
    );
    await witness.replace(uri, 'Seen on day 0', 'Seen on the day 0');
    await until('the edit', () => editor.annotations.at(-1)?.version === 2, 60_000);
    assert.deepEqual(
      editor.changes.map(({ whole }) => whole),
      editor.changes.map((_, index) => index === 0),
    );
    const sizes = editor.changes.map((change) => JSON.stringify(change).length);
    const sum = sizes.reduce((a, b) => a + b, 0);
    const all = JSON.stringify(editor.annotations.at(-1)).length;
    assert.ok(sum < all, `${sum} characters in ${sizes.length} messages, where all that is known has ${all}`);
    // What is known already arrives at once, and must not be sent over and over either.
    const text = editor.documents.get(uri)?.getText() ?? '';
    await editor.close(uri);
    editor.annotations.length = 0;
    editor.changes.length = 0;
    const asked = bench.ollama.received('/api/chat').length;
    await witness.open(uri, text);
    await until(
      'all of it again',
      () => editor.annotations.at(-1)?.annotations.length === 200 * visit.length * 2,
      60_000,
    );
    const again = editor.changes.reduce((length, change) => length + JSON.stringify(change).length, 0);
    // Each line is sent once, as while it was read.
    assert.ok(again <= sum * 1.1, `${again} characters in ${editor.changes.length} messages, after ${sum}`);
    assert.equal(bench.ollama.received('/api/chat').length, asked);
    await bench.end();
  });

  const lines: Record<string, string> = {
    words: `${'words '.repeat(170_000)} A fever.`,
    letters: `${'x'.repeat(1_000_000)} A fever.`,
    digits: `${'1.'.repeat(500_000)} A fever.`,
    brackets: `${'('.repeat(1_000_000)} A fever.`,
  };
  for (const [what, line] of Object.entries(lines)) {
    it(`a line of a megabyte of ${what}: its entity is shown`, async function () {
      this.timeout(120_000);
      const bench = await Workbench.start(await startOllama(), {
        relations: { enabled: false },
        contradictions: { enabled: false },
      });
      await bench.witness.open(uri, line);
      await bench.witness.complete(uri, 100_000);
      await bench.witness.replace(uri, 'A fever', 'A high fever');
      await bench.witness.complete(uri, 100_000);
      await bench.end();
    });
  }
});
