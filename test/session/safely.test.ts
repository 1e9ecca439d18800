import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { safeTimer } from '../../server/src/session/safely.js';

const room = new URL('../../server/src/session/safely.ts', import.meta.url).href;

describe('the last line of defence', () => {
  it('logs what fails in a timer, and goes on', () => {
    const log: string[] = [];
    const run = safeTimer(
      (callback) => {
        callback();
        return () => undefined;
      },
      (line) => log.push(line),
    );
    run(() => {
      throw new TypeError('a word of the note');
    }, 10);
    assert.equal(log.length, 1);
    assert.match(log.join('\n'), /^timer: /);
    assert.doesNotMatch(log.join('\n'), /a word of the note/);
  });

  it('keeps the process alive where a promise is rejected and nobody handles it', async () => {
    const script = `
      import { logUnhandled } from ${JSON.stringify(room)};
      logUnhandled(process, (line) => console.log(line));
      void Promise.reject(new TypeError('a word of the note'));
      setTimeout(() => console.log('alive'), 50);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    await once(child, 'close');
    assert.match(said, /^unhandled: [^\n]*[\s\S]*alive\n$/);
    assert.doesNotMatch(said, /a word of the note/);
  });
});
