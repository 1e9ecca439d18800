import { usualLimits } from '../../../server/src/models/http/limits.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../../server/src/models/openai/engine.js';
import { itKeepsTheContract } from '../../contract/contract.js';
import { openStarter, prepareEngine } from '../../models/embedded/starter.js';
import { ollamaSettings, serverSettings } from '../../models/prompts.js';
import { install } from '../ollama/install.js';
import { startOllama, type RealOllama } from '../ollama/server.js';
import { smollm2, smollm2Context, smollm2Installation } from '../smollm2/model.js';
import { startLlamaServer } from './llama-server.js';

const { signal } = new AbortController();
const contextLength = smollm2Context;
const limits = { ...usualLimits({}), contextLength };

describe('the contract of engines, with a real instruct model', function () {
  this.timeout(600_000);

  /** An Ollama that has the model. */
  const ollama = async (): Promise<RealOllama> => {
    const server = await startOllama({ OLLAMA_CONTEXT_LENGTH: String(contextLength) });
    await install(server.host, smollm2Installation(await smollm2()));
    return server;
  };

  describe('Ollama', () => {
    itKeepsTheContract(async () => {
      const server = await ollama();
      const engine = new OllamaEngine(ollamaSettings(server.host), undefined, undefined, limits);
      return {
        open: () => engine.open('smollm2', 'auto', signal),
        openMissing: () => engine.open('none', 'auto', signal),
        stop: () => server.stop(),
      };
    });
  });

  describe("Ollama's own /v1", () => {
    itKeepsTheContract(
      async () => {
        const server = await ollama();
        const engine = new OpenAiEngine(serverSettings(server.host), undefined, undefined, undefined, limits);
        return {
          open: () => engine.open('smollm2:latest', 'auto', signal),
          openMissing: () => engine.open('none', 'auto', signal),
          stop: () => server.stop(),
        };
      },
      { cutsLongPrompts: 'its /v1 has no field that forbids it' },
    );
  });

  describe('the embedded engine', () => {
    before(async function () {
      await prepareEngine(this);
    });
    itKeepsTheContract(async () => {
      const modelPath = await smollm2();
      return {
        open: () => openStarter({ modelPath }),
        openMissing: () => openStarter({ modelPath: `${modelPath}.none` }),
        stop: () => Promise.resolve(),
      };
    });
  });

  describe("llama.cpp's own server", () => {
    itKeepsTheContract(async () => {
      const server = await startLlamaServer(await smollm2(), contextLength);
      const engine = new OpenAiEngine(serverSettings(server.host));
      return {
        open: () => engine.open('', 'auto', signal),
        openMissing: () => engine.open('none', 'auto', signal),
        stop: () => server.stop(),
      };
    });
  });
});
