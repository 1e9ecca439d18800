import assert from 'node:assert/strict';
import { failureReason } from '../../server/src/shared/failure-reason.js';
import type { ModelErrorCode } from '../../server/src/models/error-code.js';
import type { ReplyProblem } from '../../server/src/tasks/task.js';
import { english } from '../client/translator.js';

/** Root causes that end a whole analysis or request: the user is told of them, and no sentence is. */
type OfTheEngine =
  | 'model-missing'
  | 'no-model'
  | 'cloud-refused'
  | 'host-refused'
  | 'not-ollama'
  | 'key-refused'
  | 'engine-unavailable'
  | 'unsupported'
  | 'writes-nothing';

type Code = Exclude<ModelErrorCode, OfTheEngine> | ReplyProblem['code'] | 'note-too-long';

const codes: Readonly<Record<Code, true>> = {
  unreachable: true,
  busy: true,
  timeout: true,
  'stream-cut': true,
  'context-overflow': true,
  'out-of-memory': true,
  'engine-died': true,
  'server-error': true,
  'not-json': true,
  cut: true,
  schema: true,
  'unknown-label': true,
  'not-in-text': true,
  misaligned: true,
  empty: true,
  looping: true,
  'note-too-long': true,
};

describe('failureReason', () => {
  const unknown = failureReason('?', english);

  for (const code of Object.keys(codes)) {
    it(`puts ${code} into words`, () => {
      assert.notEqual(failureReason(code, english), unknown);
    });
  }

  it('says what to do with a note that is too long', () => {
    assert.match(
      failureReason('note-too-long', english),
      /only the text before this point was analyzed.*Split the note/,
    );
  });
});
