import assert from 'node:assert/strict';
import { Batches, type RowSession } from '../../../server/src/models/encoder/batches.js';
import type { Row, RowOutputs } from '../../../server/src/models/encoder/rows.js';
import type { Work } from '../../../server/src/models/encoder/work.js';

/** A session that gives back each row's first token, and remembers what was computed together. */
class Session implements RowSession {
  readonly batches: number[][] = [];
  readonly limits = { rows: 3, tokens: 100 };
  onRun: () => void = () => undefined;

  run(rows: readonly Row[]): Promise<RowOutputs[]> {
    this.batches.push(rows.map(({ ids }) => ids.length));
    this.onRun();
    return Promise.resolve(rows.map(({ ids }) => ({ first: Float32Array.of(ids[0] ?? 0) })));
  }
}

/** Work of rows so long, each named by its first token; the answer names them again. */
function workOf(...rows: [name: number, length: number][]): Work {
  return {
    rows: rows.map(([name, length]) => ({ ids: [name, ...Array<number>(length - 1).fill(0)] })),
    answer: (outputs) => ({ kind: 'embedding', direction: outputs.map(({ first }) => first?.[0] ?? -1) }),
  };
}

const never = (): boolean => false;

describe('batches of an encoder', () => {
  it('hold rows of like length, within the limits, and each question gets its own answer', async () => {
    const session = new Session();
    const batches = new Batches(session);
    const lengths = [40, 5, 60, 6, 7, 300, 8];
    const answers = await Promise.all(
      lengths.map((length, name) => batches.run(workOf([name, length]), never)),
    );
    assert.deepEqual(session.batches, [[5, 6, 7], [8, 40], [60], [300]]);
    assert.deepEqual(
      answers.map(({ answer, tokens }) => [answer, tokens]),
      lengths.map((length, name) => [{ kind: 'embedding', direction: [name] }, length]),
    );
  });

  it('put the parts of one question together again', async () => {
    const batches = new Batches(new Session());
    const { answer, tokens } = await batches.run(workOf([1, 50], [2, 5], [3, 70]), never);
    assert.deepEqual(answer, { kind: 'embedding', direction: [1, 2, 3] });
    assert.equal(tokens, 125);
    const nothing = await batches.run(workOf(), never);
    assert.deepEqual(nothing.answer, { kind: 'embedding', direction: [] });
  });

  it('do not compute what is cancelled between two of them', async () => {
    const session = new Session();
    const batches = new Batches(session);
    let isCancelled = false;
    session.onRun = () => {
      isCancelled = true;
    };
    const short = batches.run(workOf([1, 5]), () => isCancelled);
    const long = batches.run(workOf([2, 100]), () => isCancelled);
    await Promise.all([short, assert.rejects(long, { name: 'Cancelled' })]);
    assert.deepEqual(session.batches, [[5]]);
  });

  it('fail alone, and go on', async () => {
    const session = new Session();
    const batches = new Batches(session);
    const broken = new Error('broken');
    session.onRun = () => {
      throw broken;
    };
    await assert.rejects(batches.run(workOf([1, 5]), never), broken);
    session.onRun = () => undefined;
    await batches.run(workOf([1, 5]), never);
  });
});
