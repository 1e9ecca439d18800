import assert from 'node:assert/strict';
import { Lifecycle, type ServerState, type Startable } from '../../client/src/lifecycle.js';

/** Ends up as the language client of the library does: it may refuse to stop, and is then of no more use. */
class FakeClient implements Startable {
  disposed = false;
  stops: () => Promise<void> = () => Promise.resolve();
  starts: () => Promise<void> = () => Promise.resolve();

  constructor(readonly say: (state: ServerState) => void) {}

  async start(): Promise<void> {
    this.say('starting');
    await this.starts();
    this.say('running');
  }

  dispose(): Promise<void> {
    this.disposed = true;
    return this.stops();
  }
}

describe('the lifecycle of the language server', () => {
  let clients: FakeClient[];
  let states: ServerState[];
  let prepare: (client: FakeClient) => void;
  let lifecycle: Lifecycle<FakeClient>;

  beforeEach(() => {
    clients = [];
    states = [];
    prepare = () => undefined;
    lifecycle = new Lifecycle<FakeClient>({
      create: (onState) => {
        const client = new FakeClient(onState);
        prepare(client);
        clients.push(client);
        return Promise.resolve(client);
      },
      changed: (state) => states.push(state),
      failed: () => undefined,
    });
  });

  it('starts one server for all who ask', async () => {
    const [first, second] = await Promise.all([lifecycle.start(), lifecycle.start()]);
    assert.equal(first, second);
    assert.deepEqual(states, ['starting', 'running']);
  });

  for (const [title, refusal] of [
    ['takes longer than the library waits', 'Stopping the server timed out'],
    ['is just being started again by the library', "Client is not running and can't be stopped"],
  ] as const) {
    it(`starts another server where the one before ${title}`, async () => {
      prepare = (client) => {
        client.stops = () => Promise.reject(new Error(refusal));
      };
      const before = await lifecycle.start();
      const after = await lifecycle.restart();
      assert.notEqual(after, before);
      assert.equal(states.at(-1), 'running');
      before.say('failed');
      assert.equal(states.at(-1), 'running', 'nobody listens to the one before');
    });
  }

  it('forgets a client whose automatic restart failed, so that the next start makes another', async () => {
    const dead = await lifecycle.start();
    for (const state of ['stopped', 'starting', 'failed'] as const) dead.say(state);
    assert.equal(lifecycle.current, undefined);
    assert.ok(dead.disposed, 'a process that it may have left is ended');
    assert.notEqual(await lifecycle.start(), dead);
    assert.equal(states.at(-1), 'running');
  });

  it('keeps a client that is started again by itself', async () => {
    const client = await lifecycle.start();
    for (const state of ['stopped', 'starting', 'running'] as const) client.say(state);
    assert.equal(await lifecycle.start(), client);
  });

  it('says that a server did not come up, once, and tries again when asked', async () => {
    prepare = (client) => {
      client.starts = () => {
        client.say('failed');
        return Promise.reject(new Error('no such file'));
      };
    };
    await assert.rejects(lifecycle.start());
    assert.deepEqual(states, ['starting', 'failed']);
    prepare = () => undefined;
    await lifecycle.restart();
    assert.equal(states.at(-1), 'running');
  });

  it('gives those who waited for a server that never came up the one that was started instead', async () => {
    let hang = (): void => undefined;
    prepare = (client) => {
      client.starts = () =>
        new Promise((_, reject) => {
          hang = () => {
            reject(new Error('killed'));
          };
        });
      client.stops = () => Promise.reject(new Error("Client is not running and can't be stopped"));
      prepare = () => undefined;
    };
    const waiting = lifecycle.start();
    // The first client exists once it has been asked to start.
    while (states.length === 0) await Promise.resolve();
    const started = await lifecycle.restart();
    hang();
    assert.equal(await waiting, started);
    assert.equal(states.at(-1), 'running');
  });

  it('ends without an error, whatever the server does, and starts no other', async () => {
    prepare = (client) => {
      client.stops = () => Promise.reject(new Error('Stopping the server timed out'));
    };
    await lifecycle.start();
    await lifecycle.dispose();
    await assert.rejects(lifecycle.start());
    assert.equal(clients.length, 1);
  });
});
