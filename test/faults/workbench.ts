import { EmbeddedEngine } from '../../server/src/models/embedded/engine.js';
import { usualLimits } from '../../server/src/models/http/limits.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../server/src/models/openai/engine.js';
import { ModelSelection } from '../../server/src/models/selection.js';
import { realTimer, type Timer } from '../../server/src/shared/timer.js';
import { serverCommands } from '../../server/src/shared/protocol.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { FakeOllama, type Handler, type ServedModel } from '../fakes/ollama-server.js';
import { startInProcess } from '../protocol/in-process.js';
import { until } from '../protocol/until.js';
import { rightly } from './oracle.js';
import { Witness } from './witness.js';

export const uri = 'file:///notes/a.note';

/** Four entities, a relation and a contradiction. */
export const text = 'The patient denies chest pain.\nShe has chest pain since.\nAspirin for fever.\n';

const model: ServedModel = { name: 'm:latest', capabilities: ['completion'] };

/** Time limits, in real time, are a twentieth of what they are set to. */
const hasty: Timer = (callback, milliseconds) => realTimer(callback, milliseconds / 20);

/** What waits for a busy server in seconds waits in milliseconds. */
const quick = { retries: 3, first: 2, longest: 8 };

/** A language server with its real parts, over real HTTP to an Ollama that does what a test wants. */
export class Workbench {
  private constructor(
    /** The Ollama that runs now. */
    public ollama: FakeOllama,
    readonly witness: Witness,
    readonly host: string,
  ) {}

  /** @param brief whether a server that says nothing is given up after a few seconds, and not after a minute. */
  static async start(
    ollama: FakeOllama,
    settings: Record<string, unknown> = {},
    brief = false,
  ): Promise<Workbench> {
    const limits = {
      ...usualLimits({}),
      ...(brief ? { firstToken: 80, nextToken: 40 } : { firstToken: 1200, nextToken: 600 }),
    };
    const models = new ModelSelection({
      ollama: new OllamaEngine(defaultSettings.ollama, quick, hasty, limits),
      openai: new OpenAiEngine(defaultSettings),
      embedded: new EmbeddedEngine({ entry: '', starterPath: '' }, defaultSettings.embedded),
    });
    const { host } = ollama;
    const editor = await startInProcess(models, {
      settings: { engine: 'ollama', ollama: { host, model: 'm:latest' }, ...settings },
    });
    return new Workbench(ollama, new Witness(editor), host);
  }

  get editor(): Witness['editor'] {
    return this.witness.editor;
  }

  /** Waits until the status tells of `problem`, or of none. */
  problem(problem: string | undefined): Promise<unknown> {
    return until(
      `the problem ${problem ?? 'to be over'}`,
      () => {
        const { status } = this.editor;
        return status && status.problem === problem && (problem ? status.state === 'unavailable' : true);
      },
      60_000,
    );
  }

  /** The Ollama dies; nothing answers at its address until {@link revive}. */
  async kill(): Promise<void> {
    await this.ollama.stop();
  }

  /** Starts an Ollama at the address of the one that died. */
  async revive(models?: readonly ServedModel[], chat?: Handler): Promise<void> {
    this.ollama = await startOllama(chat, Number(new URL(this.host).port), models);
  }

  /** What the user does about a failure: "Try again". */
  async retry(): Promise<void> {
    await this.editor.connection.sendRequest('workspace/executeCommand', { command: serverCommands.retry });
  }

  /**
   * Ends the server as an editor does; then checks all that was shown, and that no connection is left.
   *
   * @param attempts how often the user tried again in vain.
   */
  async end(attempts = 0): Promise<void> {
    await this.editor.connection.sendRequest('shutdown');
    this.witness.check(attempts);
    await until('the last connection to close', () => this.ollama.busySockets() === 0);
    await this.ollama.stop();
  }
}

/** An Ollama with the model `m`, which answers `/api/chat` rightly unless told otherwise. */
export async function startOllama(
  chat: Handler = rightly,
  port = 0,
  models: readonly ServedModel[] = [model],
): Promise<FakeOllama> {
  const ollama = await FakeOllama.start(models, port);
  return ollama.on('/api/chat', chat);
}
