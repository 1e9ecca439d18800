import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readBrat, writeBrat } from '../../server/src/formats/brat.js';
import { readCustomSchemas } from '../../server/src/tasks/custom-schemas.js';
import { readJsonReply } from '../../server/src/tasks/json-object.js';
import { readSettings } from '../../server/src/settings/settings.js';

const program = fileURLToPath(new URL('repeated-text.ts', import.meta.url));

/**
 * Reads a megabyte of each repeated piece in a process of its own, which is killed at the deadline (milliseconds).
 * Time in proportion to the text is about a second for the slowest of them; time by its square is many minutes.
 */
function readRepeated(what: string, deadline: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', program, what],
      { timeout: deadline, killSignal: 'SIGKILL' },
      (error, stdout) => {
        if (!error) resolve(stdout);
        else reject(child.killed ? new Error(`not read by the deadline; read before it: ${stdout}`) : error);
      },
    );
  });
}

describe('hostile text', function () {
  this.timeout(240_000);

  for (const what of [
    'divides into sentences',
    'splits into words',
    'makes visible',
    'escapes for a hover',
    'escapes for a preview',
    'parts for a list',
    'reads as a reply',
    'reads as standoff',
  ]) {
    it(`that repeats without end is read to its end: what ${what}`, async () => {
      assert.equal((await readRepeated(what, 200_000)).trim().split('\n').length, 26);
    });
  }

  it('that takes time by its square is found', async () => {
    await assert.rejects(readRepeated('takes time by its square', 5_000), /not read by the deadline/);
  });

  it('in a file of standoff names no place but in its note', () => {
    const note = 'He has fever.';
    const lines = [
      'T1\t../../etc/passwd 7 12\tfever',
      'T2\tproblem 0 999999999\tx',
      'T3\tproblem 999999999999999999 1\tx',
      'T4\tproblem -5 3\tx',
      'T__proto__\t__proto__ 7 12\tfever',
      'R1\t/etc/shadow Arg1:T1 Arg2:T__proto__',
      'A1\tAssertion __proto__ absent',
      'E1\tproblem:T__proto__',
      '#1\tAnnotatorNotes T1\t<script>alert(1)</script>',
      'include /etc/passwd',
    ];
    const { value, problems } = readBrat(lines.join('\n'), note);
    assert.ok(problems.length >= 4);
    for (const { span, text } of value.entities) assert.equal(note.slice(span.start, span.end), text);
    for (const { message } of problems) assert.doesNotMatch(message, /passwd|shadow|script/);
    assert.equal(Reflect.get({}, 'assertion'), undefined);
  });

  it('in a mention is one line of standoff', () => {
    const text = 'fe\tver\u2028T9\tproblem 0 1\tx';
    const mention = {
      id: 'a',
      span: { start: 0, end: text.length },
      text,
      type: 'a b\tT8\n',
      alignment: 'exact' as const,
    };
    const ann = writeBrat({ text, entities: [mention], relations: [], contradictions: [] });
    assert.equal(ann.trimEnd().split(/[\n\r\u2028\u2029\u0085\v\f]/).length, 1);
    assert.equal(ann.split('\t').length, 3);
  });

  it('in JSON pollutes no prototype', () => {
    const keys = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    readSettings(JSON.parse(`{${keys},"ollama":{${keys},"host":7},"customSchemas":{${keys}}}`));
    readCustomSchemas(JSON.parse(`{${keys},"a":{${keys},"entities":{${keys}},"relations":{${keys}}}}`));
    for (const text of [
      `{${keys},"entities":[{${keys}}]}`,
      `{${keys},"entities":[{${keys}`,
      `{${keys.replaceAll('"', "'")}}`,
    ]) {
      readJsonReply({ text, tokens: [], finish: 'stop' });
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.equal(
      Reflect.get(() => undefined, 'polluted'),
      undefined,
    );
  });
});
