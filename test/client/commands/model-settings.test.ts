import assert from 'node:assert/strict';
import { modelSettings, type SettingChange } from '../../../client/src/commands/model-settings.js';

const starter = { engine: 'embedded', name: 'bionote-starter' } as const;
const file = { engine: 'embedded', name: 'mine', path: '/models/mine.gguf' } as const;
const served = { engine: 'ollama', name: 'qwen3:8b' } as const;

describe('modelSettings', () => {
  const cases: [what: string, ...Parameters<typeof modelSettings>, SettingChange[]][] = [
    [
      'gives up the own file for the starter model',
      starter,
      { engine: 'embedded', modelPath: '/models/mine.gguf' },
      [
        ['embedded.modelPath', ''],
        ['engine', 'embedded'],
      ],
    ],
    [
      'leaves a path alone that is as it should be',
      starter,
      { engine: 'auto', modelPath: '' },
      [['engine', 'embedded']],
    ],
    [
      'takes a file by its path, before its engine',
      file,
      { engine: 'auto', modelPath: '' },
      [
        ['embedded.modelPath', '/models/mine.gguf'],
        ['engine', 'embedded'],
      ],
    ],
    [
      'keeps the engine for a model of Ollama',
      served,
      { engine: 'auto', modelPath: '/x' },
      [['ollama.model', 'qwen3:8b']],
    ],
    [
      'leaves the embedded engine for a model of Ollama',
      served,
      { engine: 'embedded', modelPath: '' },
      [
        ['ollama.model', 'qwen3:8b'],
        ['engine', 'auto'],
      ],
    ],
  ];
  for (const [what, model, now, changes] of cases) {
    it(what, () => {
      assert.deepEqual(modelSettings(model, now), changes);
    });
  }
});
