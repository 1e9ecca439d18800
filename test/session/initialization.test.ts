import assert from 'node:assert/strict';
import { serverCapabilities } from '../../server/src/session/capabilities.js';
import { clientFeaturesOf, readInitializationOptions } from '../../server/src/session/initialization.js';

describe('initialization', () => {
  it('keeps the options that are usable', () => {
    const switched = { 'file:///a.note': false };
    const options = { storagePath: '/s', annotations: true, settings: { engine: 'ollama' }, switched };
    assert.deepEqual(readInitializationOptions(options), options);
    const unusable = { storagePath: 7, extensionPath: '', switched: { a: 'off' } };
    assert.deepEqual(readInitializationOptions({ ...unusable, clientCommands: true }), {
      clientCommands: true,
    });
    for (const nothing of [undefined, null, 'x', 3, []]) {
      assert.deepEqual(readInitializationOptions(nothing), {});
    }
  });

  it('offers to pull diagnostics only to a client that pulls', () => {
    const pulling = clientFeaturesOf({ textDocument: { diagnostic: {} } }, {});
    assert.equal(pulling.pullDiagnostics, true);
    assert.ok(serverCapabilities(pulling).diagnosticProvider);
    const plain = clientFeaturesOf({}, {});
    assert.equal(plain.pullDiagnostics, false);
    assert.equal(serverCapabilities(plain).diagnosticProvider, undefined);
  });
});
