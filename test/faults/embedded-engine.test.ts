import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalyzeRequest, type NoteAnnotations } from '../../server/src/shared/protocol.js';
import { starterPath } from '../models/embedded/starter.js';
import { childrenOf } from '../protocol/spawned-server.js';
import { until } from '../protocol/until.js';
import { prepareServer, ServerProcess, untilAllGone } from './server-process.js';

const uri = 'file:///notes/a.note';
const note = Array.from(
  { length: 12 },
  (_, day) => `On day ${day} the patient has chest pain and fever.\n`,
).join('');
const settings = {
  engine: 'embedded',
  dialect: 'starter',
  embedded: { modelPath: starterPath },
  relations: { enabled: false },
  contradictions: { enabled: false },
};

/** When the process of the engine is killed. */
const stages: Record<string, (server: ServerProcess) => Promise<unknown>> = {
  'as it starts': () => Promise.resolve(),
  'as it reads': (server) =>
    until('the first sentence', async () => ((await server.editor.noteNow(uri))?.finished ?? 0) > 0, 60_000),
  'in the middle of the note': (server) => until('some sentences', () => drawn(server).length > 3, 60_000),
  'when it is idle': (server) => settled(server),
};

describe('the process of the embedded engine', function () {
  this.timeout(180_000);
  const started: ServerProcess[] = [];

  before(async function () {
    await prepareServer(this);
    if (childrenOf(process.pid) === undefined) this.skip();
  });

  afterEach(() => {
    for (const server of started.splice(0)) server.child.kill('SIGKILL');
  });

  async function start(more: Record<string, unknown> = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start({ settings: { ...settings, ...more } });
    started.push(server);
    return server;
  }

  for (const [when, stage] of Object.entries(stages)) {
    it(`killed ${when}: what is shown stays, and the note is read to its end`, async () => {
      const server = await start();
      await server.editor.open(uri, note);
      const engine = await until('the engine', () => engineOf(server), 60_000);
      await stage(server);
      const before = drawn(server);
      process.kill(engine, 'SIGKILL');
      await untilAllGone([engine]);
      if (when === 'when it is idle') await server.editor.replace(uri, 'On day 3', 'On the day 3');
      // Nobody has to press "Try again": the process is started again, and what it died of is asked once more.
      await settled(server);
      assert.deepEqual(problemsOf(server), []);
      assert.equal((await server.editor.request(AnalyzeRequest, { uri })).failed, 0);
      check(server);
      for (const word of before) assert.ok(drawn(server).includes(word), `${word} was shown and is no more`);
      await until('no problem', () => server.editor.status?.problem === undefined);
      const engines = childrenOf(server.child.pid ?? 0) ?? [];
      await server.close();
      await untilAllGone([engine, ...engines]);
    });
  }

  it('killed whenever it comes back: told once, and not started any more', async () => {
    const server = await start();
    await server.editor.open(uri, note);
    const killed = new Set<number>();
    await until(
      'the problem',
      () => {
        const engine = engineOf(server);
        if (engine !== undefined && !killed.has(engine)) {
          killed.add(engine);
          process.kill(engine, 'SIGKILL');
        }
        return server.editor.status?.problem;
      },
      60_000,
    );
    await untilAllGone([...killed]);
    assert(killed.size > 1 && killed.size <= 4, `${killed.size} processes were started`);
    assert.deepEqual(problemsOf(server), ['engine-died']);
    await server.close();
  });

  it('ends with a language server that is killed', async () => {
    const server = await start();
    await server.editor.open(uri, note);
    const engine = await until('the engine', () => engineOf(server), 60_000);
    await until('some sentences', () => drawn(server).length > 3, 60_000);
    await server.kill();
    await untilAllGone([engine]);
  });

  it('given a file that is no model: one message, and the starter model reads on once it is chosen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-faults-'));
    const modelPath = join(folder, 'broken.gguf');
    await writeFile(modelPath, 'GGUF and nothing else');
    const server = await start({ embedded: { modelPath }, dialect: 'json' });
    await server.editor.open(uri, note);
    await until('the problem', () => server.editor.status?.problem === 'unsupported', 60_000);
    await server.editor.reconfigure(settings);
    await settled(server);
    assert.ok(drawn(server).length > 3);
    check(server);
    await server.close();
    await rm(folder, { recursive: true });
  });
});

function engineOf(server: ServerProcess): number | undefined {
  return childrenOf(server.child.pid ?? 0)?.[0];
}

/** The problems that the status told of, each as often as it came up. */
function problemsOf({ editor }: ServerProcess): string[] {
  return editor.statuses.flatMap(({ problem }, index) =>
    problem !== undefined && problem !== editor.statuses[index - 1]?.problem ? [problem] : [],
  );
}

/** Waits until the note is read to its end as it is now, and all that was found is drawn. */
async function settled(server: ServerProcess): Promise<void> {
  const { editor } = server;
  await until(
    'the whole note',
    async () => {
      const now = await editor.noteNow(uri);
      const drawing = last(server);
      return (
        now?.state === 'done' &&
        now.failed === 0 &&
        drawing?.version === editor.documents.get(uri)?.version &&
        drawing?.annotations.length === now.entities
      );
    },
    120_000,
  );
}

function last({ editor }: ServerProcess): NoteAnnotations | undefined {
  return editor.annotations.at(-1);
}

/** What is shown: the type and the line of each entity, with its text. */
function drawn(server: ServerProcess): string[] {
  return (last(server)?.annotations ?? []).map(
    ({ range, type }) => `${range.start.line} ${server.editor.textAt(uri, range)}/${type}`,
  );
}

/** Each span is a whole word of the note or several. */
function check({ editor }: ServerProcess): void {
  const text = editor.documents.get(uri)?.getText() ?? '';
  const { annotations = [], version } = editor.annotations.at(-1) ?? {};
  assert.equal(version, editor.documents.get(uri)?.version);
  assert.ok(annotations.length > 3);
  for (const { range } of annotations) {
    const quote = editor.textAt(uri, range);
    assert.match(quote, /^\S(?:.*\S)?$/);
    assert.ok(new RegExp(`(?<!\\w)${quote}(?!\\w)`).test(text), quote);
  }
}
