import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reading, Reply } from '../../server/src/tasks/task.js';

/** A reply that a model ended by itself. */
export function reply(value: unknown, finish: Reply['finish'] = 'stop'): Reply {
  return { text: typeof value === 'string' ? value : JSON.stringify(value), tokens: [], finish };
}

/** Replies of every form: any text, any JSON, and JSON like the right one that is cut or has something wrong in it. */
export function anyReply(right: fc.Arbitrary<unknown>): fc.Arbitrary<Reply> {
  const json = fc.oneof(right, fc.jsonValue()).map((value) => JSON.stringify(value));
  const cut = fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
  return fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary' }),
      json,
      cut,
      json.map((text) => `Sure!\n\`\`\`json\n${text}\n\`\`\``),
    ),
    tokens: fc.constant([]),
    finish: fc.constantFrom('stop' as const, 'length' as const),
  });
}

/** A reader never throws, and what it counts is a number. */
export function readsAnything<T>(
  read: (given: Reply) => Reading<T>,
  right: fc.Arbitrary<unknown>,
  check: (value: T) => void,
): void {
  fc.assert(
    fc.property(anyReply(right), (given) => {
      const { value, problems } = read(given);
      for (const { count } of problems) assert.ok(count > 0);
      if (value === undefined) assert.ok(problems.length > 0);
      check(value);
    }),
  );
}
