import assert from 'node:assert/strict';
import { ConfigurationRequest, type Settings } from '../../server/src/shared/protocol.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { until } from '../protocol/until.js';
import { startOllama, text, uri, Workbench } from './workbench.js';

/** Values of which at least one is wrong for every setting, and none is meant. */
const wrong: readonly unknown[] = [
  'nonsense',
  '',
  -1,
  1e308,
  true,
  null,
  [],
  [null],
  { __proto__: null, toString: 1 },
  'x'.repeat(100_000),
];

/** The path of every setting. */
function pathsOf(value: object, before: readonly string[] = []): string[][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0
      ? pathsOf(inner, [...before, key])
      : [[...before, key]],
  );
}

function settingsWith(path: readonly string[], value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path;
  return { [key]: rest.length === 0 ? value : settingsWith(rest, value) };
}

function merged(first: Record<string, unknown>, second: Record<string, unknown>): Record<string, unknown> {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const both = Object.entries(second).map(([key, value]) => {
    const known = first[key];
    return [key, isObject(known) && isObject(value) ? merged(known, value) : value] as const;
  });
  return { ...first, ...Object.fromEntries(both) };
}

describe('settings that are wrong', () => {
  it('in one field, whichever and however: the others count, what is shown stays, and all is read in the end', async function () {
    this.timeout(120_000);
    const bench = await Workbench.start(await startOllama());
    const { witness, editor } = bench;
    const right = { engine: 'ollama', ollama: { host: bench.host, model: 'm:latest' } };
    await witness.open(uri, text);
    await witness.complete(uri);
    const paths = pathsOf(defaultSettings);
    assert.ok(paths.length > 20);
    // What another model, host or schema is chosen by may rightly take away what the former one found.
    const choosing = new Set(['engine', 'schema', 'dialect', 'ollama.host', 'ollama.model']);
    let count = 0;
    // The threshold has no default: without a value, the one measured for the model counts.
    const changed = [
      ...paths.filter((each) => !choosing.has(each.join('.'))),
      ['contradictions', 'threshold'],
    ];
    for (const path of changed) {
      for (const value of wrong) {
        // Another right value each time shows that these settings are the ones in effect.
        const size = 50 + (count++ % 100);
        const others =
          path[0] === 'contradictions'
            ? { review: { annotator: `a${size}` } }
            : { contradictions: { threshold: size / 200 } };
        await editor.reconfigure(merged(merged(right, others), settingsWith(path, value)));
        const settings = await until(`the settings with ${path.join('.')}`, async () => {
          const now = (await editor.request(ConfigurationRequest, {})).settings;
          const isInEffect =
            path[0] === 'contradictions'
              ? now.review.annotator === `a${size}`
              : Math.round((now.contradictions.threshold ?? 0) * 200) === size;
          return isInEffect && now;
        });
        for (const each of paths) assert.ok(has(settings, each), each.join('.'));
      }
    }
    assert.equal(witness.shown(uri)?.length, 4);
    await editor.reconfigure(right);
    await witness.complete(uri);
    await bench.end(Infinity);
  });

  it('in every field at once: each is named, the defaults count, and right ones are taken without a restart', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness, editor } = bench;
    const right = { engine: 'ollama', ollama: { host: bench.host, model: 'm:latest' } };
    await witness.open(uri, text);
    await witness.complete(uri);
    const all = pathsOf(defaultSettings).reduce<Record<string, unknown>>(
      (before, path) => merged(before, settingsWith(path, [{}])),
      {},
    );
    await editor.reconfigure(all);
    const { settings, problems } = await until('the problems', async () => {
      const configuration = await editor.request(ConfigurationRequest, {});
      return configuration.problems.length > 0 && configuration;
    });
    const named = pathsOf(defaultSettings).filter(
      (path) => !problems.some((problem) => problem.includes(path.join('.'))),
    );
    // An object stands there rightly.
    assert.deepEqual(named, []);
    assert.deepEqual(settings, defaultSettings);
    await editor.reconfigure(right);
    await witness.complete(uri);
    await bench.end(Infinity);
  });

  it('that are no settings at all: the defaults count', async () => {
    const bench = await Workbench.start(await startOllama());
    const { editor } = bench;
    const inEffect = async (): Promise<Settings> => (await editor.request(ConfigurationRequest, {})).settings;
    for (const value of [[], 'x', 3, null]) {
      await editor.reconfigure({ contradictions: { threshold: 0.77 } });
      await until(
        'settings that are right',
        async () => (await inEffect()).contradictions.threshold === 0.77,
      );
      await editor.reconfigure(value as never);
      await until('other settings', async () => (await inEffect()).contradictions.threshold !== 0.77);
      assert.deepEqual(await inEffect(), defaultSettings);
    }
    await bench.editor.reconfigure({ engine: 'ollama', ollama: { host: bench.host, model: 'm:latest' } });
    await bench.witness.open(uri, text);
    await bench.witness.complete(uri);
    await bench.end(Infinity);
  });
});

function has(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  return typeof value === 'object' && value !== null && has((value as Record<string, unknown>)[key], rest);
}
