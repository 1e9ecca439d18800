import assert from 'node:assert/strict';
import { runProgram, succeed } from '../program.js';
import { virtualEnvironment } from '../virtual-environment.js';

/** The name in every note of the tests: neither Ray nor Spark nor BioNote may say it. */
const canary = /Quillfeather/;

describe('the filter under other engines', function () {
  this.timeout(1_800_000);
  let python: string;

  before(async () => {
    python = await virtualEnvironment('batch', ['python/requirements-test.txt']);
    // The filter is what ships.
    await succeed('npm', ['run', '--silent', 'build']);
    await succeed('scripts/install-java.sh', []);
  });

  it('is typed throughout', async () => {
    await succeed(python, ['-m', 'mypy'], { cwd: 'python' });
  });

  for (const [name, title] of [
    ['test_filter', 'gives every row once, whatever becomes of its process'],
    [
      'test_ray',
      'gives the same under Ray, with actors, filters and servers killed, and goes on where it was interrupted',
    ],
    ['test_spark', 'gives the same under Spark, with workers, filters and servers killed'],
    ['test_spark_connect', 'gives the same to a client of Spark Connect'],
  ] as const) {
    it(title, async () => {
      const { code, said } = await runProgram(python, ['-m', 'unittest', `tests.${name}`], {
        cwd: 'python',
        env: {
          PYTHONPATH: 'src',
          PYTHONWARNINGS: 'ignore',
          RAY_AUTH_MODE: 'disabled',
          // On a busy machine workers of a lower priority do not come up in time.
          RAY_worker_niceness: '0',
        },
      });
      assert.equal(code, 0, said.slice(-6000));
      assert.doesNotMatch(said, canary);
    });
  }
});
