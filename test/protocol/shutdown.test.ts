import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';

describe('a shutdown over the protocol', () => {
  it('is answered where what is still to be done never ends', async () => {
    const model = Object.assign(new ScriptedModel(), { dispose: () => new Promise<void>(() => undefined) });
    const editor = await startInProcess(model);
    await editor.connection.sendRequest('shutdown');
  });
});
