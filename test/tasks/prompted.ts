import assert from 'node:assert/strict';
import type { Call, PromptCall } from '../../server/src/tasks/task.js';

/** A call that asks a model which writes. */
export function prompted<T>(call: Call<T> | undefined): PromptCall<T> {
  assert.ok(call && 'prompt' in call);
  return call;
}
