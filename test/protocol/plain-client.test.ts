import assert from 'node:assert/strict';
import { AnalyzeRequest, ConfigurationRequest } from '../../server/src/shared/protocol.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

const uri = 'file:///notes/a.note';
const text = 'The patient denies chest pain.\nShe has chest pain since.\n';

describe('a client that can do nothing special', () => {
  let model: ScriptedModel;

  beforeEach(() => {
    model = new ScriptedModel();
  });

  function start(settings: Record<string, unknown>): Promise<Editor> {
    return startInProcess(model, {
      capabilities: {},
      initializationOptions: { annotations: false, clientCommands: false, settings },
    });
  }

  it('gives its settings with the initialization, and tells of changes', async () => {
    const editor = await start({ analyze: 'onDemand' });
    await editor.open(uri, text);
    const { settings } = await editor.request(ConfigurationRequest, {});
    assert.equal(settings.analyze, 'onDemand');
    assert.equal(model.prompts.length, 0);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { bionote: { contradictions: { severity: 'hint' } } },
    });
    const [diagnostic] = await editor.diagnostics(uri, 1);
    assert.equal(diagnostic?.severity, 4);
  });

  it('gets diagnostics without related information, and no fix that it cannot carry out', async () => {
    const editor = await start({});
    await editor.open(uri, text);
    const diagnostics = await editor.diagnostics(uri, 1);
    assert.equal(diagnostics[0]?.relatedInformation, undefined);
    const actions = await editor.of<{ title: string }[]>('codeAction', uri, {
      range: diagnostics[0]!.range,
      context: { diagnostics },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Ignore this pair of statements',
        'Confirm that these statements contradict each other',
        'Reject: these statements do not contradict each other',
      ],
    );
    assert.equal(editor.progresses.length, 0);
  });

  it('may send the whole text with each change, and keeps what is outside the change', async () => {
    const editor = await start({ analyze: 'onDemand' });
    await editor.open(uri, text);
    await editor.request(AnalyzeRequest, { uri });
    const asked = model.prompts.length;
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: `Seen today.\n${text}` }],
    });
    const moved = await until('the diagnostic to move', () => {
      const [diagnostic] = editor.published.at(-1)?.diagnostics ?? [];
      return diagnostic?.range.start.line === 2;
    });
    assert.ok(moved);
    assert.equal(model.prompts.length, asked);
  });
});
