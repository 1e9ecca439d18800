import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { AnalyzeRequest, ConfigurationRequest } from '../../../server/src/shared/protocol.js';
import { compose } from '../../../server/src/compose.js';
import { EmbeddedEngine } from '../../../server/src/models/embedded/engine.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../../server/src/models/openai/engine.js';
import { ModelSelection } from '../../../server/src/models/selection.js';
import { defaultSettings } from '../../../server/src/settings/settings.js';
import { FakeOllama } from '../../fakes/ollama-server.js';
import { activeParts, nothing } from '../../security/shown-markdown.js';
import type { Editor } from '../editor.js';
import { startInProcess } from '../in-process.js';
import { ScriptedModel } from '../scripted-model.js';
import { until } from '../until.js';

const uri = 'file:///notes/a.note';
const own = /^command:bionote\.|^file:\/\/\/notes\/a\.note#L/;

/** The settings that a folder brings along. */
const hostileSettings = (): Record<string, unknown> =>
  JSON.parse(`{
    "__proto__": { "polluted": 1 },
    "constructor": { "prototype": { "polluted": 1 } },
    "engine": "rm -rf ~",
    "ollama": { "__proto__": { "allowRemoteHost": true }, "host": "http://192.0.2.1:11434", "model": 1e99 },
    "embedded": { "modelPath": 7, "threads": -1 },
    "schema": "evil [x](command:workbench.action.quit)",
    "customSchemas": {
      "__proto__": { "entities": { "polluted": "x" } },
      "evil [x](command:workbench.action.quit)": {
        "entities": {
          "problem": "<script>alert(1)</script> [x](command:workbench.action.quit)",
          "treatment": { "description": "x", "color": "#12345g; } body { background: url(https://evil.example)" },
          "treat": { "description": "x", "color": "#123456" },
          "constructor": "x", "__proto__": "x", "</style>": "x"
        },
        "relations": {
          "[x](command:workbench.action.quit)": { "gloss": "x", "head": "problem", "tail": "problem" },
          "R": { "gloss": "<img src=x> [x](command:workbench.action.quit) $(error)", "head": "treat", "tail": "problem" }
        }
      }
    }
  }`) as Record<string, unknown>;

describe('a hostile workspace', () => {
  let editor: Editor;
  let model: ScriptedModel;

  beforeEach(async () => {
    model = new ScriptedModel();
    model.instead = ({ task }) => {
      if (task === 'relations') return ['{"relation": "', 'R', '"}'];
      if (task !== 'ner') return undefined;
      const entities = [
        { text: 'Aspirin', type: 'treat' },
        { text: 'fever', type: 'problem' },
      ];
      return [JSON.stringify({ entities })];
    };
    editor = await startInProcess(model, { settings: hostileSettings() });
  });

  afterEach(() => editor.connection.sendRequest('shutdown'));

  it('cannot write a schema that does anything but name types', async () => {
    await editor.open(uri, 'Aspirin for fever.\n');
    const { entities } = await editor.request(AnalyzeRequest, { uri });
    assert.equal(entities, 2);
    const { contents } = await editor.at<Hover>('hover', uri, 'Aspirin');
    const { value } = contents as MarkupContent;
    assert.match(value, /\*\*R\*\*/);
    assert.deepEqual(activeParts(value, own), nothing, value);
    const drawn = await until('annotations', () => editor.annotations.at(-1));
    assert.deepEqual(
      drawn.types.map(({ name, color }) => [name, color]),
      [
        ['problem', undefined],
        ['treat', '#123456'],
      ],
    );
  });

  it('is told what is wrong in its settings, one line each, without their values', async () => {
    const { settings, problems } = await editor.request(ConfigurationRequest, {});
    assert.equal(settings.engine, defaultSettings.engine);
    assert.equal(settings.ollama.allowRemoteHost, false);
    assert.deepEqual(settings.embedded, defaultSettings.embedded);
    const text = problems.join('\n');
    for (const setting of ['bionote.engine', 'bionote.ollama.model', 'bionote.embedded.modelPath']) {
      assert.match(text, new RegExp(`^${setting}: expected .+\\. The default is used; change it`, 'm'));
    }
    for (const value of ['rm -rf', '192.0.2.1', 'alert', 'evil.example', '12345g'])
      assert.ok(!text.includes(value), text);
    assert.ok(editor.logged.some((line) => line.startsWith('bionote.engine: expected')));
  });

  it('pollutes no prototype', () => {
    for (const name of ['polluted', 'allowRemoteHost', 'entities']) {
      assert.equal(Reflect.get({}, name), undefined);
      assert.equal(Reflect.get([], name), undefined);
    }
  });
});

describe('a workspace that names another host', () => {
  let fake: FakeOllama;
  beforeEach(async () => (fake = await FakeOllama.start()));
  afterEach(() => fake.stop());

  const hosts = [
    'http://192.0.2.1:11434',
    'http://ollama.invalid',
    'http://127.0.0.1.evil.invalid',
    'http://127.0.0.1@evil.invalid',
    'http://evil.invalid#127.0.0.1',
    'http://[::ffff:192.0.2.1]:11434',
    'http://2130706433.evil.invalid',
    'file:///etc/passwd',
    'ftp://127.0.0.1',
  ];
  for (const host of hosts) {
    it(`is refused before anything is sent: ${host}`, async () => {
      const settings = {
        ...defaultSettings,
        engine: 'ollama' as const,
        ollama: { ...defaultSettings.ollama, host, model: 'm' },
      };
      const models = new ModelSelection({
        ollama: new OllamaEngine(settings.ollama),
        openai: new OpenAiEngine(settings),
        embedded: new EmbeddedEngine(
          { entry: '/nonexistent', starterPath: '/nonexistent' },
          settings.embedded,
        ),
      });
      const parts = compose(models);
      models.configure(settings);
      const signal = AbortSignal.timeout(10_000);
      await assert.rejects(models.current(signal), { code: 'host-refused' });
      await parts.dispose();
    });
  }
});
