import assert from 'node:assert/strict';
import { BackgroundAnalysis, type WorkDone } from '../../server/src/session/background.js';
import { ManualTimer, settle } from '../shared/manual-timer.js';

interface Started {
  readonly uri: string;
  readonly signal: AbortSignal;
  finish(error?: Error): void;
}

class Display implements WorkDone {
  readonly reports: number[] = [];
  closed = false;
  cancel: () => void = () => undefined;
  constructor(readonly uri: string) {}
  report(percentage: number): void {
    this.reports.push(percentage);
  }
  done(): void {
    this.closed = true;
  }
  onCancel(listener: () => void): void {
    this.cancel = listener;
  }
}

function setUp() {
  const timer = new ManualTimer();
  const started: Started[] = [];
  const displays: Display[] = [];
  const ended: [string, unknown][] = [];
  const background = new BackgroundAnalysis({
    analyze: (uri, signal) =>
      new Promise<void>((resolve, reject) => {
        const finish = (error?: Error) => {
          if (error) reject(error);
          else resolve();
        };
        signal.addEventListener('abort', () => {
          finish(new DOMException('stopped', 'AbortError'));
        });
        started.push({ uri, signal, finish });
      }),
    progress: (uri) => {
      const display = new Display(uri);
      displays.push(display);
      return Promise.resolve(display);
    },
    ended: (uri, error) => ended.push([uri, error]),
    timer: timer.start,
  });
  return { timer, started, displays, ended, background };
}

describe('background analysis', () => {
  it('starts when the text has rested', async () => {
    const { background, timer, started } = setUp();
    background.schedule('a', 400);
    await timer.pass(300);
    background.schedule('a', 400);
    await timer.pass(300);
    assert.equal(started.length, 0);
    assert.equal(background.isScheduled('a'), true);
    await timer.pass(100);
    assert.equal(background.isScheduled('a'), false);
    assert.deepEqual(
      started.map(({ uri }) => uri),
      ['a'],
    );
  });

  it('shows progress after a second, and takes it away at the end', async () => {
    const { background, timer, started, displays, ended } = setUp();
    background.schedule('a', 0);
    await timer.pass(0);
    await timer.pass(999);
    assert.equal(displays.length, 0);
    await timer.pass(1);
    background.report('a', 0.333);
    assert.deepEqual(displays[0]?.reports, [33]);
    started[0]?.finish();
    await settle();
    assert.equal(displays[0].closed, true);
    assert.deepEqual(ended, [['a', undefined]]);
  });

  it('shows none for what is quickly done', async () => {
    const { background, timer, started, displays } = setUp();
    background.schedule('a', 0);
    await timer.pass(0);
    started[0]?.finish();
    await settle();
    await timer.pass(2000);
    assert.equal(displays.length, 0);
  });

  it('ends every run of the note, and no other, when the user cancels', async () => {
    const { background, timer, started, displays, ended } = setUp();
    background.schedule('a', 0);
    background.schedule('b', 0);
    await timer.pass(0);
    background.schedule('a', 400);
    await timer.pass(400);
    await timer.pass(1000);
    assert.equal(started.length, 3);
    assert.deepEqual(displays.map(({ uri }) => uri).sort(), ['a', 'b']);
    displays.find(({ uri }) => uri === 'a')?.cancel();
    await settle();
    for (const { uri, signal } of started) assert.equal(signal.aborted, uri === 'a');
    assert.deepEqual(
      displays.filter(({ closed }) => closed).map(({ uri }) => uri),
      ['a'],
    );
    assert.deepEqual(ended, []);
  });

  it('lets an older run go on beside a newer one, and tells only of the newer', async () => {
    const { background, timer, started, ended } = setUp();
    for (let i = 0; i < 2; i++) {
      background.schedule('a', 0);
      await timer.pass(0);
    }
    assert.equal(started[0]?.signal.aborted, false);
    started[0].finish(new Error('older'));
    await settle();
    assert.deepEqual(ended, []);
    const failure = new Error('newer');
    started[1]?.finish(failure);
    await settle();
    assert.deepEqual(ended, [['a', failure]]);
  });

  it('ends what runs and what waits when a note is closed', async () => {
    const { background, timer, started, ended } = setUp();
    background.schedule('a', 0);
    await timer.pass(0);
    background.schedule('a', 400);
    background.stop('a');
    await timer.pass(1000);
    assert.equal(started.length, 1);
    assert.equal(started[0]?.signal.aborted, true);
    assert.deepEqual(ended, []);
  });
});
