import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allTasks, Bench, until, uri } from './bench.js';
import { ScriptedRuntime, sentenceOf } from './scripted-runtime.js';

const sentences = [
  'He has fever.',
  'No fever was seen.',
  'She takes aspirin for pain.',
  'Cough and fever.',
  'Morphine was given.',
];

const piece = fc.constantFrom(...sentences, 'fever', ' ', '. ', '\n', 'no ', 'x', '🫀');

const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('edit' as const), at: fc.nat(), cut: fc.nat(20), by: piece }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('analyze' as const), asked: fc.boolean(), at: fc.nat() }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scroll' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('giveUp' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const) }) },
);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('analysis in a storm', () => {
  it('shows only what stands, asks only for what is there, and ends where a calm analysis does', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 6 }),
        fc.array(action, { maxLength: 25 }),
        fc.integer({ min: 1, max: 3 }),
        async (start, actions, slots) => {
          let digest = 0;
          const newRuntime = (): ScriptedRuntime => {
            const runtime = new ScriptedRuntime({ slots, digest: `sha256:${digest++}` });
            runtime.holds = () => true;
            return runtime;
          };
          const runtimes = [newRuntime()];
          const bench = new Bench(runtimes[0]!, { settings: allTasks });
          bench.open(start.join('\n'));
          const given: AbortController[] = [];
          const calls = (): ScriptedRuntime['calls'] => runtimes.flatMap((runtime) => runtime.calls);
          for (const step of actions) {
            switch (step.do) {
              case 'edit': {
                const at = step.at % (bench.text.length + 1);
                const end = Math.min(bench.text.length, at + step.cut);
                bench.edit({ start: at, end, newLength: step.by.length }, step.by);
                break;
              }
              case 'analyze': {
                const controller = new AbortController();
                given.push(controller);
                const at = step.at % (bench.text.length + 1);
                const how = step.asked
                  ? { priority: 'asked' as const, range: { start: at, end: at + 30 } }
                  : {};
                bench.analyze({ signal: controller.signal, ...how }).catch((error: unknown) => {
                  assert(error instanceof DOMException && error.name === 'AbortError');
                });
                break;
              }
              case 'answer': {
                const open = calls().filter(({ ended }) => !ended);
                open[step.which % Math.max(1, open.length)]?.release();
                break;
              }
              case 'scroll': {
                bench.analysis.setViewport(uri, [{ start: step.at % 200, end: (step.at % 200) + 40 }]);
                break;
              }
              case 'giveUp': {
                given.pop()?.abort();
                break;
              }
              case 'switch': {
                runtimes.push(newRuntime());
                bench.runtime = runtimes.at(-1)!;
                bench.analysis.runtimeChanged();
              }
            }
            check(bench);
            for (const { prompt, signal, ended } of calls()) {
              if (prompt.task === 'ner' && !signal.aborted && !ended) {
                const there = bench.text.replace(/\s+/gu, ' ');
                assert(there.includes(sentenceOf(prompt)), 'a call runs for text that has gone');
              }
            }
            await turn();
            check(bench);
            for (const runtime of runtimes) {
              assert(runtime.running <= slots);
            }
          }
          for (const runtime of runtimes) {
            runtime.holds = () => false;
          }
          for (const call of calls()) {
            call.release();
          }
          await bench.analyze();
          await until(() => bench.snapshot.progress.state !== 'running', 'all runs have ended');
          const stormy = bench.snapshot;
          const calm = new Bench(new ScriptedRuntime(), { settings: allTasks });
          calm.open(bench.text);
          const expected = await calm.analyze();
          assert.equal(stormy.progress.state, 'done');
          const essence = ({ entities, relations, contradictions }: typeof stormy): unknown => [
            entities.map((entity) => ({ ...entity, id: '' })),
            relations.map(({ code, evidence }) => [code, evidence]),
            contradictions,
          ];
          assert.deepEqual(essence(stormy), essence(expected));
        },
      ),
      { numRuns: 150 },
    );
  });

  function check({ snapshot, text }: Bench): void {
    assert.equal(snapshot.text, text);
    const ids = new Set(snapshot.entities.map(({ id }) => id));
    assert.equal(ids.size, snapshot.entities.length);
    for (const entity of snapshot.entities) {
      assert.equal(text.slice(entity.span.start, entity.span.end), entity.text);
    }
    for (const { head, tail } of snapshot.relations) {
      assert(ids.has(head) && ids.has(tail));
    }
    assert(snapshot.progress.finished <= snapshot.progress.total);
  }
});
