import assert from 'node:assert/strict';
import { Switched } from '../../client/src/switched.js';

/** The editor's memory, as long as the test runs. */
class Memory {
  readonly #values = new Map<string, unknown>();

  get<T>(key: string, fallback: T): T {
    return this.#values.has(key) ? (this.#values.get(key) as T) : fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
}

describe('what the user has switched', () => {
  const [saved, unsaved] = ['file:///notes/a.note', 'untitled:Untitled-1'];
  let memory: Memory;
  let switched: Switched;

  beforeEach(() => {
    memory = new Memory();
    switched = new Switched(memory);
  });

  it('is the last choice for each document', () => {
    switched.set(saved, true);
    switched.set(saved, false);
    switched.closed({ uri: saved, isUntitled: false });
    assert.deepEqual(switched.all, { [saved]: false });
    assert.equal(switched.get(saved), false);
    assert.equal(switched.get(unsaved), undefined);
  });

  it('is not said of the next new document', () => {
    switched.set(unsaved, false);
    switched.closed({ uri: unsaved, isUntitled: true });
    assert.deepEqual(switched.all, {});
  });

  it('is known after a reload, but for documents that were never saved', () => {
    switched.set(saved, true);
    switched.set(unsaved, true);
    assert.deepEqual(new Switched(memory).all, { [saved]: true });
  });

  it('is remembered of the newest 500 documents', () => {
    for (let number = 0; number < 510; number++) switched.set(`file:///notes/${number}.txt`, true);
    const after = new Switched(memory);
    assert.equal(after.get('file:///notes/9.txt'), undefined);
    assert.equal(after.get('file:///notes/10.txt'), true);
  });

  it('tells who listens', () => {
    let told = 0;
    const stop = switched.onDidChange(() => told++);
    switched.set(saved, true);
    stop();
    switched.set(saved, false);
    assert.equal(told, 1);
  });
});
