/** Root causes of a failed model call. `causes.ts` says of each what it means. */
export type ModelErrorCode =
  | 'unreachable'
  | 'model-missing'
  | 'no-model'
  | 'cloud-refused'
  | 'host-refused'
  | 'busy'
  | 'timeout'
  | 'stream-cut'
  | 'context-overflow'
  | 'out-of-memory'
  | 'key-refused'
  | 'not-ollama'
  | 'engine-died'
  | 'engine-unavailable'
  | 'unsupported'
  | 'writes-nothing'
  | 'server-error';
