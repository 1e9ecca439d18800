import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { readAtMost } from '../../server/src/cli/bounded-reading.js';
import { Interrupted, UsageError } from '../../server/src/cli/failure.js';
import { largestNote, readInput } from '../../server/src/cli/input.js';

const calm = new AbortController().signal;

describe('input', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  after(() => rm(folder, { recursive: true }));

  const texts: { name: string; bytes: Buffer; text: string; warns?: boolean }[] = [
    { name: 'UTF-8', bytes: Buffer.from('5 µg, 日本, 👩'), text: '5 µg, 日本, 👩' },
    { name: 'CRLF', bytes: Buffer.from('a\r\nb'), text: 'a\r\nb' },
    { name: 'a byte order mark, which counts', bytes: Buffer.from('\ufeffa'), text: '\ufeffa' },
    { name: 'UTF-16', bytes: Buffer.from('\ufeffnaïve', 'utf16le'), text: 'naïve' },
    { name: 'ANSI colours', bytes: Buffer.from('\u001b[1mbold'), text: '\u001b[1mbold' },
    { name: 'Windows-1252', bytes: Buffer.from('na\xefve \x96', 'latin1'), text: 'naïve –', warns: true },
  ];
  for (const { name, bytes, text, warns = false } of texts) {
    it(`reads ${name}`, async () => {
      const file = join(folder, 'note.v2.txt');
      await writeFile(file, bytes);
      const note = await readInput(file, Readable.from([]), calm);
      assert.equal(note.text, text);
      assert.equal(note.stem, 'note.v2');
      assert.equal(note.warning !== undefined, warns);
      const piped = await readInput('-', Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]), calm);
      assert.equal(piped.text, text);
    });
  }

  const refused: { name: string; bytes: Buffer; says: RegExp }[] = [
    { name: 'an empty file', bytes: Buffer.from(''), says: /is empty/ },
    { name: 'white space', bytes: Buffer.from(' \r\n\t'), says: /is empty/ },
    { name: 'a picture', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), says: /is not text/ },
    { name: 'noise without NUL', bytes: Buffer.from('\u0001\u0002abc\u0003\u001f'), says: /is not text/ },
    {
      name: 'too large a file',
      bytes: Buffer.alloc(largestNote + 1, 'a'),
      says: /larger than 5 MB. Split it/,
    },
  ];
  for (const { name, bytes, says } of refused) {
    it(`refuses ${name} and says what to do`, async () => {
      const file = join(folder, 'refused.txt');
      await writeFile(file, bytes);
      const isRefusal = (error: unknown): boolean => error instanceof UsageError && says.test(error.message);
      await assert.rejects(readInput(file, Readable.from([]), calm), isRefusal);
      await assert.rejects(readInput('-', Readable.from([bytes, bytes]), calm), isRefusal);
    });
  }

  it('refuses what is not there, a folder, and what may not be read', async () => {
    await assert.rejects(readInput(join(folder, 'none\u001b[1m'), Readable.from([]), calm), (error: Error) =>
      error.message.endsWith('none␛[1m does not exist. Check the path.'),
    );
    await assert.rejects(readInput(folder, Readable.from([]), calm), /is a folder/);
    const locked = join(folder, 'locked');
    await writeFile(locked, 'a');
    await chmod(locked, 0);
    if (process.getuid?.() !== 0) {
      await assert.rejects(readInput(locked, Readable.from([]), calm), /permission denied/);
    }
  });

  it('refuses devices and pipes, also behind a link, without reading them', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const link = join(folder, 'link.txt');
    await symlink('/dev/zero', link);
    for (const special of ['/dev/zero', pipe, link]) {
      await assert.rejects(readInput(special, Readable.from([]), calm), /not a regular file. Pipe it/);
    }
  });

  it('follows a link to a note', async () => {
    const [note, link] = [join(folder, 'linked.txt'), join(folder, 'to-linked.txt')];
    await writeFile(note, 'Fever.');
    await symlink(note, link);
    assert.equal((await readInput(link, Readable.from([]), calm)).text, 'Fever.');
  });

  it('counts the bytes of a file that does not know its size', async function () {
    if (process.platform !== 'linux') this.skip();
    // Files of the kernel are regular and say that they are empty.
    assert.match((await readInput('/proc/version', Readable.from([]), calm)).text, /Linux/);
  });

  it('reads no further than its limit, whatever the size that was told', async () => {
    let given = 0;
    const long = Readable.from(
      (function* () {
        while (given < 1_000_000) {
          given += 1000;
          yield Buffer.alloc(1000);
        }
      })(),
      { highWaterMark: 1 },
    );
    assert.ok((await readAtMost(long, 5000, calm)).length > 5000);
    assert.ok(given < 10_000, `${given} bytes`);
  });

  it('stops waiting for standard input when interrupted', async () => {
    const controller = new AbortController();
    const reading = readInput('-', new PassThrough(), controller.signal);
    controller.abort(new Interrupted());
    await assert.rejects(reading, Interrupted);
  });
});
