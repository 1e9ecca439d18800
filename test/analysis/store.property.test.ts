import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endsUndisturbed, step, startTexts, Trial } from './trial.js';

/** How many steps the test takes in all, at least. */
const steps = 20_000;
const stepsEach = 50;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the store', () => {
  it(`keeps its promises through ${steps} random edits, replies, faults and cancels`, async function () {
    this.timeout(240_000);
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        startTexts,
        fc.array(step, { minLength: stepsEach, maxLength: stepsEach, size: 'max' }),
        fc.integer({ min: 1, max: 3 }),
        async (start, actions, slots) => {
          const trial = new Trial(start.join('\n'), slots);
          trial.check();
          for (const action of actions) {
            const edit = trial.take(action);
            taken++;
            // What is known is there at once, whatever is under way.
            trial.check(edit);
            await turn();
            await turn();
            trial.check();
          }
          await endsUndisturbed(trial);
        },
      ),
      // To shrink takes longer than the run: the seed that is printed leads to the failure again.
      { numRuns: steps / stepsEach, endOnFailure: true },
    );
    assert(taken >= steps, `${taken} steps`);
  });
});
