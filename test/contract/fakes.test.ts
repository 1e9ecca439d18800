import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../server/src/models/openai/engine.js';
import type { Answer } from '../fakes/oracle/answers/answer.js';
import { OracleServer } from '../fakes/oracle/server.js';
import { FakeOpenAi } from '../fakes/openai-server.js';
import { ollamaSettings, serverSettings } from '../models/prompts.js';
import { itKeepsTheContract } from './contract.js';

const { signal } = new AbortController();

/** What the fake says: a label where one is asked for, else a long text. */
const says: Answer = ({ format }) => {
  const { properties } = (format ?? {}) as { readonly properties?: Readonly<Record<string, unknown>> };
  if (!properties) return Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
  return 'probe' in properties ? '{"probe":"kappa"}' : '{"label":"neutral"}';
};

describe('the contract of engines', () => {
  describe('Ollama, as the fake has it', () => {
    itKeepsTheContract(async () => {
      const server = await OracleServer.start({
        gold: [],
        answers: [says],
        speed: { prefill: 1e6, decode: 2000 },
      });
      const engine = new OllamaEngine(ollamaSettings(server.host));
      return {
        open: () => engine.open('oracle', 'auto', signal),
        openMissing: () => engine.open('none', 'auto', signal),
        stop: () => server.stop(),
      };
    });
  });

  describe('an OpenAI-compatible server, as the fake has it', () => {
    itKeepsTheContract(async () => {
      const server = await FakeOpenAi.start();
      const engine = new OpenAiEngine(serverSettings(server.host));
      return {
        open: () => engine.open('', 'auto', signal),
        openMissing: () => engine.open('none', 'auto', signal),
        stop: () => server.stop(),
      };
    });
  });
});
