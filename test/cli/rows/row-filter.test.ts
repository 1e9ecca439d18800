import assert from 'node:assert/strict';
import { filterRows, type RowFilterOptions } from '../../../server/src/cli/rows/row-filter.js';
import type { NoteAnalysis } from '../../../server/src/analysis/note-analysis.js';
import { rowLines, type RowLine } from '../../../server/src/cli/rows/row-lines.js';
import { ModelError } from '../../../server/src/models/error.js';

const never = new AbortController().signal;

/** All that an analysis needs here. */
const analysis = (text: string, failures: { code: string }[] = []): NoteAnalysis =>
  ({ text, failures }) as unknown as NoteAnalysis;

async function* chunks(...texts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

interface Output {
  readonly id: unknown;
  readonly line?: number;
  readonly kept?: number;
  readonly bionote?: { readonly read: string };
  readonly error?: { readonly code: string; readonly attempts: number };
}

async function filtered(
  input: string | Uint8Array,
  options: Partial<RowFilterOptions<NoteAnalysis>> = {},
  limit = 1000,
): Promise<Output[]> {
  const outcomes = filterRows(
    rowLines(chunks(input), limit, never),
    {
      concurrency: 4,
      unordered: false,
      skip: new Set(),
      read: ({ text }) => Promise.resolve(analysis(text)),
      isIncomplete: ({ failures }) => failures.some(({ code }) => code === 'timeout'),
      shape: (_, { text }) => ({ read: text }),
      wait: () => Promise.resolve(),
      ...options,
    },
    never,
  );
  const rows: Output[] = [];
  for await (const { line } of outcomes) {
    assert.ok(line.endsWith('}\n'));
    rows.push(JSON.parse(line) as Output);
  }
  return rows;
}

const rows = (...values: object[]): string => values.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('the filter of rows', () => {
  it('gives each row back with what was read, in order, and other fields as they came', async () => {
    const input = rows({ id: 'b', text: 'One.', kept: 1 }, { id: 2, text: 'Two.' }, { id: 'c', text: '' });
    assert.deepEqual(await filtered(input), [
      { id: 'b', text: 'One.', kept: 1, bionote: { read: 'One.' } },
      { id: 2, text: 'Two.', bionote: { read: 'Two.' } },
      { id: 'c', text: '', bionote: { read: '' } },
    ]);
  });

  const poison: [string, string | Uint8Array, string, unknown][] = [
    ['binary', Uint8Array.of(0xff, 0xfe, 0, 1), 'not-utf-8', null],
    ['no JSON', '{"id": "a", "text": ', 'not-json', null],
    ['a list', '[1]', 'not-an-object', null],
    ['a row without an id', '{"text": "x"}', 'no-id', null],
    ['an id that is no whole number', '{"id": 1.5, "text": "x"}', 'no-id', null],
    ['a row without a text', '{"id": "a"}', 'no-text', 'a'],
    ['a text that is a number', '{"id": "a", "text": 3}', 'no-text', 'a'],
    ['__proto__', '{"id": "a", "text": "x", "__proto__": {"id": "z"}}', 'reserved-field', 'a'],
    ['an error of an earlier run', '{"id": "a", "text": "x", "error": {}}', 'reserved-field', 'a'],
    ['a lone surrogate', '{"id": "a", "text": "\\ud800"}', 'not-unicode', 'a'],
    ['NUL in the text', '{"id": "a", "text": "a\\u0000b"}', 'not-text', 'a'],
    ['a line that is too long', `{"id": "a", "text": "${'x'.repeat(2000)}"}`, 'line-too-long', null],
  ];
  for (const [name, line, code, id] of poison) {
    it(`gives one dead letter for ${name}, and reads on`, async () => {
      const input = Buffer.concat([Buffer.from(rows({ id: 'before', text: 'x' })), Buffer.from(line)]);
      const after = Buffer.from(`\n\n${rows({ id: 'after', text: 'y' })}`);
      const [first, bad, last, ...others] = await filtered(Buffer.concat([input, after]));
      assert.deepEqual(bad, { id, line: 2, error: { code, attempts: 0 } });
      assert.deepEqual([first?.bionote?.read, last?.bionote?.read], ['x', 'y']);
      assert.deepEqual(others, []);
    });
  }

  it('gives a row as soon as it is done, without waiting for another line', async () => {
    const asked: string[] = [];
    async function* dialogue(): AsyncGenerator<RowLine> {
      // The next line is written only when the answer to the one before is there.
      for (const id of [1, 2, 3]) {
        yield { number: id, bytes: Buffer.from(JSON.stringify({ id, text: 'Fever.' })) };
        while (asked.length < id) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const outcomes = filterRows<NoteAnalysis>(
      dialogue(),
      {
        concurrency: 4,
        unordered: false,
        skip: new Set(),
        read: ({ text }) => Promise.resolve(analysis(text)),
        isIncomplete: () => false,
        shape: () => ({}),
      },
      never,
    );
    for await (const { line } of outcomes) asked.push(line);
    assert.equal(asked.length, 3);
  });

  it('reads the first row of an id, and no other', async () => {
    const [one, two] = await filtered(rows({ id: 1, text: 'x' }, { id: '1', text: 'y' }));
    assert.equal(one?.bionote?.read, 'x');
    assert.deepEqual(two, { id: '1', line: 2, error: { code: 'duplicate-id', attempts: 0 } });
  });

  it('passes over the ids that it is to skip', async () => {
    const found = await filtered(rows({ id: 1, text: 'x' }, { id: 2, text: 'y' }), { skip: new Set(['1']) });
    assert.deepEqual(
      found.map(({ id }) => id),
      [2],
    );
  });

  it('asks again after a failure that may pass, and waits longer each time', async () => {
    const waits: number[] = [];
    let asked = 0;
    const [row] = await filtered(rows({ id: 1, text: 'x' }), {
      read: ({ text }) => {
        asked += 1;
        if (asked === 1) return Promise.reject(new ModelError('unreachable', 'gone', true));
        return Promise.resolve(analysis(text, asked === 2 ? [{ code: 'timeout' }] : []));
      },
      wait: (milliseconds) => Promise.resolve(waits.push(milliseconds)),
    });
    assert.equal(row?.bionote?.read, 'x');
    assert.deepEqual(waits, [500, 1000]);
  });

  it('gives a dead letter where a call goes on to fail, and says how often it was made', async () => {
    const found = await filtered(rows({ id: 1, text: 'x' }, { id: 2, text: 'y' }), {
      read: ({ id, text }) =>
        id === 1
          ? Promise.reject(new ModelError('engine-died', 'died', true))
          : Promise.resolve(analysis(text)),
    });
    assert.deepEqual(found[0], { id: 1, error: { code: 'engine-died', attempts: 6 } });
    assert.equal(found[1]?.bionote?.read, 'y');
  });

  it('ends where the engine cannot be reached, and stops the rows that it reads', async () => {
    const stopped: string[] = [];
    const read: RowFilterOptions<NoteAnalysis>['read'] = ({ id, text }, signal) =>
      id === 1
        ? Promise.reject(new ModelError('model-missing', 'none'))
        : new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              stopped.push(text);
              reject(signal.reason as Error);
            });
          });
    await assert.rejects(filtered(rows({ id: 1, text: 'x' }, { id: 2, text: 'y' }), { read }), /none/);
    assert.deepEqual(stopped, ['y']);
  });

  it('writes a later row first where it may', async () => {
    let finish = (): void => undefined;
    const first = new Promise<void>((resolve) => (finish = resolve));
    const found = await filtered(rows({ id: 1, text: 'x' }, { id: 2, text: 'y' }, { id: 3, text: 'z' }), {
      unordered: true,
      concurrency: 2,
      read: async ({ id, text }) => {
        if (id === 1) await first;
        if (id === 3) finish();
        return analysis(text);
      },
    });
    assert.deepEqual(found.map(({ id }) => id).sort(), [1, 2, 3]);
    assert.equal(found[0]?.id, 2);
  });

  it('holds no more rows than it may, and reads no line before there is room', async () => {
    let [taken, most, at] = [0, 0, 0];
    async function* lines(): AsyncGenerator<RowLine> {
      for (let i = 1; i <= 50; i += 1) {
        taken += 1;
        yield await Promise.resolve({ number: i, bytes: Buffer.from(`{"id": ${i}, "text": "x"}`) });
      }
    }
    const outcomes = filterRows(
      lines(),
      {
        concurrency: 3,
        unordered: false,
        skip: new Set(),
        read: async ({ text }) => {
          at += 1;
          most = Math.max(most, at);
          await new Promise((resolve) => setImmediate(resolve));
          at -= 1;
          return analysis(text);
        },
        isIncomplete: () => false,
        shape: () => ({}),
      },
      never,
    );
    let written = 0;
    for await (const outcome of outcomes) {
      assert.ok(outcome.line);
      written += 1;
      assert.ok(taken - written <= 3, `${taken} taken, ${written} written`);
    }
    assert.equal(written, 50);
    assert.equal(most, 3);
  });
});

describe('the lines of rows', () => {
  it('are the same however the chunks fall', async () => {
    const text = Buffer.from('{"a": "é"}\r\n\n  \nlast');
    for (let cut = 0; cut <= text.length; cut += 1) {
      const found: [number, string][] = [];
      for await (const { number, bytes } of rowLines(
        chunks(text.subarray(0, cut), text.subarray(cut)),
        100,
        never,
      )) {
        found.push([
          number,
          Buffer.from(bytes ?? [])
            .toString()
            .trim(),
        ]);
      }
      assert.deepEqual(found, [
        [1, '{"a": "é"}'],
        [4, 'last'],
      ]);
    }
  });
});
