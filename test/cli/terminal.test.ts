import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { OutputError, ReaderGone } from '../../server/src/cli/failure.js';
import { ProgressLine } from '../../server/src/cli/progress-line.js';
import { wantsColor } from '../../server/src/cli/style.js';
import { print, tell } from '../../server/src/cli/terminal.js';

describe('colour', () => {
  const cases: { isTTY?: boolean; env: Record<string, string>; color: boolean }[] = [
    { isTTY: true, env: {}, color: true },
    { env: {}, color: false },
    { isTTY: true, env: { NO_COLOR: '1' }, color: false },
    { isTTY: true, env: { NO_COLOR: '' }, color: true },
    { isTTY: true, env: { TERM: 'dumb' }, color: false },
    { env: { FORCE_COLOR: '1' }, color: true },
    { isTTY: true, env: { FORCE_COLOR: '0' }, color: false },
    { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, color: false },
    { env: { CI: 'true' }, color: false },
  ];
  for (const { isTTY = false, env, color } of cases) {
    it(`is ${color ? 'used' : 'not used'} ${isTTY ? 'on a terminal' : 'in a pipe'} with ${JSON.stringify(env)}`, () => {
      assert.equal(wantsColor({ isTTY }, env), color);
    });
  }
});

describe('the progress line', () => {
  const streamOf = (isTTY: boolean): { stream: PassThrough & { isTTY: boolean }; said: () => string } => {
    const stream = Object.assign(new PassThrough(), { isTTY, columns: 16 });
    return { stream, said: () => String(stream.read() ?? '') };
  };

  it('is drawn over itself on a terminal and taken away', () => {
    const { stream, said } = streamOf(true);
    const line = new ProgressLine(stream, false);
    line.show('a.note: 1 of 20 000 and more');
    assert.equal(stripVTControlCharacters(said()), 'a.note: 1 of 20');
    line.clear();
    assert.notEqual(said(), '');
    line.clear();
    assert.equal(said(), '');
  });

  it('is not drawn where nobody watches', () => {
    for (const [isTTY, quiet] of [
      [false, false],
      [true, true],
    ] as const) {
      const { stream, said } = streamOf(isTTY);
      const line = new ProgressLine(stream, quiet);
      line.show('a.note: 1 of 2');
      line.clear();
      assert.equal(said(), '');
    }
  });
});

describe('output', () => {
  it('waits for a slow reader', async () => {
    const taken: string[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _, done) {
        setImmediate(() => {
          taken.push(String(chunk));
          done();
        });
      },
    });
    await print(slow, 'one');
    await print(slow, 'two');
    assert.deepEqual(taken, ['one', 'two']);
  });

  it('tells a reader that has gone from a disk that is full', async () => {
    const failing = (code: string): Writable =>
      new Writable({
        write: (_, __, done) => {
          done(Object.assign(new Error(code), { code }));
        },
      }).on('error', () => undefined);
    await assert.rejects(print(failing('EPIPE'), 'text'), ReaderGone);
    await assert.rejects(print(new PassThrough().on('error', () => undefined).destroy(), 'text'), ReaderGone);
    await assert.rejects(print(failing('ENOSPC'), 'text'), (error) => {
      assert.ok(error instanceof OutputError);
      assert.equal(error.code, 'ENOSPC');
      return true;
    });
  });

  it('labels warnings and errors', () => {
    const stderr = new PassThrough();
    const terminal = { stdin: new PassThrough(), stdout: new PassThrough(), stderr, env: {} };
    tell(terminal, 'hello');
    tell(terminal, 'careful', 'warning');
    tell(terminal, 'no', 'error');
    assert.equal(String(stderr.read()), 'hello\nwarning: careful\nerror: no\n');
  });
});
