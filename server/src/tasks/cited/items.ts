import * as z from 'zod';
import { readJsonReply } from '../json-object.js';
import type { JsonSchema, Reading, Reply, ReplyProblem } from '../task.js';

/** The shape of a reply that is a list of objects under one key. */
export function itemsFormat(key: string, item: JsonSchema, most: number): JsonSchema {
  return {
    type: 'object',
    properties: { [key]: { type: 'array', items: item, maxItems: most } },
    required: [key],
    additionalProperties: false,
  };
}

/**
 * Reads a list of objects under `key`, or a bare list. Unusable items are counted; complete items of a truncated
 * reply are kept. Never throws.
 *
 * @param read converts an item; `undefined` if it is unusable.
 */
export function readItems<T>(
  reply: Reply,
  key: string,
  most: number,
  read: (item: unknown) => T | undefined,
): Reading<readonly T[] | undefined> {
  if (reply.text.trim() === '') return failed('empty');
  const json = readJsonReply(reply);
  if (!json) return failed(reply.finish === 'length' ? 'cut' : 'not-json');
  const list = listIn(json.value, key);
  if (!list) return failed('schema');
  const value: T[] = [];
  let unusable = 0;
  for (const item of list.slice(0, most)) {
    const each = read(item);
    if (each === undefined) unusable += 1;
    else value.push(each);
  }
  const problems: ReplyProblem[] = [
    ...(json.cut || reply.finish === 'length' ? [{ code: 'cut' as const, count: 1 }] : []),
    ...(unusable > 0 ? [{ code: 'schema' as const, count: unusable }] : []),
  ];
  return { value, problems };
}

function listIn(value: unknown, key: string): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  const held = z.looseObject({ [key]: z.array(z.unknown()) }).safeParse(value);
  return held.success ? held.data[key] : undefined;
}

function failed(code: ReplyProblem['code']): Reading<undefined> {
  return { value: undefined, problems: [{ code, count: 1 }] };
}
