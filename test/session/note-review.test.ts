import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textOf } from '../../server/src/note/span.js';
import type { Decision } from '../../server/src/review/decision.js';
import { NoteReview } from '../../server/src/session/note-review.js';
import type { Draft, ReviewDisk } from '../../server/src/session/review-disk.js';
import { digest } from '../review/reviewing.js';

const path = '/notes/a.txt';
const [ann, log] = ['/notes/a.ann', '/notes/a.review.jsonl'];
const text = '🩺 Has fever and cough. No rash, no fever.\n';

type Step = 'draft' | 'publish' | 'append' | 'take back' | 'read';

/** Files in memory; `fails` says what cannot be done, by the system's code. */
class Disk implements ReviewDisk {
  readonly files = new Map<string, string | Uint8Array>([[path, text]]);
  fails: (file: string, how: Step) => string | undefined = () => undefined;
  readonly digest = digest;

  pathOf(): string {
    return path;
  }
  async read(file: string, maxBytes: number): Promise<Uint8Array | 'too-large' | undefined> {
    await this.#step(file, 'read');
    const found = this.files.get(file);
    const bytes = typeof found === 'string' ? Buffer.from(found) : found;
    return bytes && bytes.length > maxBytes ? 'too-large' : bytes;
  }
  realPath(file: string): Promise<string> {
    return Promise.resolve(file);
  }
  async draft(file: string, now: string): Promise<Draft> {
    await this.#step(file, 'draft');
    const draft = `${file}.tmp`;
    this.files.set(draft, now);
    return {
      publish: async () => {
        await this.#step(file, 'publish');
        this.files.delete(draft);
        this.files.set(file, now);
      },
      discard: () => {
        this.files.delete(draft);
        return Promise.resolve();
      },
    };
  }
  /** Writes half of it, in the middle of a character if it can, and fails then. */
  async append(file: string, more: string): Promise<() => Promise<void>> {
    const before = this.files.get(file);
    const takeBack = async (): Promise<void> => {
      await this.#step(file, 'take back');
      if (before === undefined) this.files.delete(file);
      else this.files.set(file, before);
    };
    try {
      await this.#step(file, 'append');
      this.files.set(file, this.text(file) + more);
    } catch (error) {
      const begun = Buffer.from(this.text(file) + more);
      const inside = begun.findLastIndex((byte) => byte > 0xc0);
      this.files.set(file, begun.subarray(0, inside < 0 ? begun.length - more.length / 2 : inside + 1));
      await takeBack().catch(() => undefined);
      throw error;
    }
    return takeBack;
  }
  text(file: string): string {
    return String(this.files.get(file) ?? '');
  }
  #step(file: string, how: Step): Promise<void> {
    const code = this.fails(file, how);
    return code === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
  }
}

let clock = 0;
const circumstances = (by = 'A') => ({ by, at: new Date(clock++).toISOString(), proposals: [] });
const windowOn = (disk: Disk): NoteReview => new NoteReview('file:///notes/a.txt', path, disk);

function added(quote: string, of = text, type = 'problem'): Decision {
  const start = of.indexOf(quote);
  return { action: 'add', target: { span: { start, end: start + quote.length }, type } };
}

describe('the files of a review that cannot be used or written', () => {
  const refused: readonly (readonly [string, (disk: Disk) => void, RegExp])[] = [
    [
      'a folder that is read-only',
      (disk) => {
        disk.fails = (_, how) => (how === 'read' ? undefined : 'EROFS');
      },
      /a\.ann cannot be written: it is read-only.*Nothing has changed/,
    ],
    [
      'a disk that is full before the standoff',
      (disk) => {
        disk.fails = (_, how) => (how === 'draft' ? 'ENOSPC' : undefined);
      },
      /disk is full\. Nothing has changed/,
    ],
    [
      'a disk that is full before the log',
      (disk) => {
        disk.fails = (_, how) => (how === 'append' ? 'ENOSPC' : undefined);
      },
      /^a\.review\.jsonl cannot be written: the disk is full\. Nothing has changed/,
    ],
    [
      'a standoff that another program holds',
      (disk) => {
        disk.fails = (_, how) => (how === 'publish' ? 'EPERM' : undefined);
      },
      /^a\.ann cannot be written: it is read-only.*Nothing has changed/,
    ],
    [
      'a log of a newer version',
      (disk) => disk.files.set(log, '{"v":2,"at":"2030","by":"","action":"dreamt"}\n'),
      /newer BioNote/,
    ],
    ['a binary standoff', (disk) => disk.files.set(ann, Buffer.from([84, 0, 1])), /a\.ann is not text/],
    [
      'a log in another encoding',
      (disk) => disk.files.set(log, Buffer.from([0xe9])),
      /a\.review\.jsonl is not text/,
    ],
    [
      'a standoff of 50 MB',
      (disk) => disk.files.set(ann, Buffer.alloc(50_000_000, 35)),
      /a\.ann is too large/,
    ],
  ];

  for (const [what, spoil, message] of refused) {
    it(`${what}: a sentence says so, and both stay as they were`, async () => {
      const disk = new Disk();
      disk.files.set(ann, 'T1\tproblem 19 23\tcoug\nN1\tReference T1 X:1\tx\n');
      disk.files.set(log, '');
      spoil(disk);
      const before = new Map(disk.files);
      const review = windowOn(disk);
      const decided = review.decide(text, added('fever'), circumstances());
      await assert.rejects(decided, ({ message: said }: Error) => message.test(said));
      assert.deepEqual(disk.files, before);
    });
  }

  for (const how of ['draft', 'append', 'publish']) {
    it(`leaves no file where there was none, and can be decided again: ${how}`, async () => {
      const disk = new Disk();
      const review = windowOn(disk);
      disk.fails = (_, step) => (step === how ? 'ENOSPC' : undefined);
      await assert.rejects(review.decide(text, added('fever'), circumstances('Zoë')), /Nothing has changed/);
      assert.deepEqual([...disk.files.keys()], [path]);
      disk.fails = () => undefined;
      await review.decide(text, added('fever'), circumstances('Zoë'));
      assert.equal((await review.read(text)).confirmed.length, 1);
    });

    if (how === 'draft') continue;
    it(`says what could not be taken back, and from which line on: ${how}`, async () => {
      const disk = new Disk();
      const review = windowOn(disk);
      await review.decide(text, added('cough'), circumstances('Zoë'));
      const before = new Map(disk.files);
      disk.fails = (_, step) => (step === how || step === 'take back' ? 'ENOSPC' : undefined);
      await assert.rejects(
        review.decide(text, added('fever'), circumstances('Zoë')),
        /the disk is full\. Nothing was decided, .* a\.review\.jsonl .* from line 2 on/,
      );
      assert.equal(disk.files.get(ann), before.get(ann));
      assert.deepEqual([...disk.files.keys()], [...before.keys()]);
      disk.fails = () => undefined;
      const [first = ''] = disk.text(log).split(/(?<=\n)/);
      disk.files.set(log, first);
      await review.decide(text, added('fever'), circumstances('Zoë'));
      assert.equal((await review.read(text)).confirmed.length, 2);
    });
  }

  it('does not say that nothing has changed where that cannot be seen', async () => {
    const disk = new Disk();
    let full = false;
    disk.fails = (file, step) => {
      full ||= step === 'append';
      return full && file === log ? 'EIO' : undefined;
    };
    await assert.rejects(
      windowOn(disk).decide(text, added('fever'), circumstances()),
      /\(EIO\)\. Nothing was decided, but a\.review\.jsonl cannot be read now/,
    );
    assert.ok(!disk.files.has(ann));
  });

  it('a standoff with wrong offsets, ids that are used twice and nonsense: each line is named, and the rest is shown', async () => {
    const lines = [
      'T1\tproblem 6 11\tfever',
      'T1\tproblem 16 21\tcough',
      'T2\tproblem 900 905\tgone',
      'T3\tproblem 9 3\tback',
      'T4\tproblem 99999999999 3\thuge',
      'R1\tPIP Arg1:T1 Arg2:T9',
      'A1\tAssertion T9 absent',
      '../../etc/passwd',
      '__proto__\tproblem 6 11\tfever',
    ];
    const disk = new Disk();
    disk.files.set(ann, lines.map((line) => `${line}\n`).join(''));
    const review = windowOn(disk);
    const { confirmed, problems, stale } = await review.read(text);
    assert.deepEqual(
      confirmed.map((one) => one.text),
      ['fever'],
    );
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 4, 5, 6, 7, 8, 9],
    );
    assert.ok(problems.every(({ message }) => message !== ''));
    assert.deepEqual(
      stale.map(({ id }) => id),
      ['T2'],
    );
    await review.decide(text, added('cough'), circumstances());
    for (const line of lines) assert.ok(disk.text(ann).split('\n').includes(line), line);
  });
});

const words = ['fever', 'cough', '🩺', 'No rash.', '\n', 'a', ' '];
const step = fc.oneof(
  fc.record({
    do: fc.constantFrom('add', 'remove', 'undo', 'reviewed'),
    who: fc.nat(1),
    at: fc.nat(60),
    length: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({ do: fc.constant('edit'), at: fc.nat(60), length: fc.nat(4), word: fc.constantFrom(...words) }),
  fc.record({ do: fc.constant('outside'), number: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('reload'), who: fc.nat(1) }),
);

describe('a review in two windows on one note', function () {
  this.timeout(120_000);

  it('loses nothing and puts no span off its text, whatever is edited, saved, read anew and changed outside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (steps) => {
        const disk = new Disk();
        const windows = [windowOn(disk), windowOn(disk)];
        const outside: string[] = [];
        let now = text;
        for (const one of steps) {
          const logged = disk.text(log);
          if ('word' in one) {
            const at = Math.min(one.at, now.length);
            // Half of a character cannot be saved.
            now = `${now.slice(0, at)}${one.word}${now.slice(at + one.length)}`.replace(
              /\p{Surrogate}/gu,
              '',
            );
            // A window shows the edit, then the note is saved, and both windows follow.
            windows[0]?.of(now);
            disk.files.set(path, now);
            for (const window of windows) await window.follow(now, circumstances());
          } else if ('number' in one) {
            const line = `#${1000 + outside.length}\tAnnotatorNotes X${one.number}\tkept`;
            outside.push(line);
            disk.files.set(ann, `${disk.text(ann)}${line}\n`);
          } else if (one.do === 'reload') {
            windows[one.who] = windowOn(disk);
          } else if ('length' in one && windows[one.who]) {
            const window = windows[one.who] ?? windowOn(disk);
            const found = (await window.read(now)).confirmed;
            const target = found[one.at % Math.max(1, found.length)];
            const start = Math.min(one.at, now.length);
            const span = { start, end: Math.min(start + one.length, now.length) };
            const decision: Decision | undefined =
              one.do === 'add'
                ? { action: 'add', target: { span, type: 'problem' } }
                : one.do === 'undo'
                  ? { action: 'undo' }
                  : one.do === 'reviewed'
                    ? { action: 'noteReviewed' }
                    : target && { action: 'remove', target };
            if (decision) {
              // A refusal is a sentence for the user, and changes nothing.
              const before = new Map(disk.files);
              await window
                .decide(now, decision, circumstances(`window ${one.who}`))
                .catch((error: unknown) => {
                  assert.match(String(error), /[.!]$/);
                  assert.deepEqual(disk.files, before);
                });
            }
          }
          assert.ok(disk.text(log).startsWith(logged), 'the log only grows');
          for (const line of outside) assert.ok(disk.text(ann).split('\n').includes(line), line);
          const shown: string[] = [];
          for (const window of windows) {
            const { confirmed } = await window.read(now);
            for (const { fragments, text: said } of confirmed) {
              assert.equal(fragments.map((fragment) => textOf(now, fragment)).join(' '), said);
            }
            shown.push(JSON.stringify(confirmed));
          }
          assert.equal(shown[0], shown[1], 'both windows show the same');
        }
      }),
      { numRuns: 200 },
    );
  });
});
