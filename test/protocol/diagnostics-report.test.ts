import assert from 'node:assert/strict';
import { ModelError } from '../../server/src/models/error.js';
import { AnalyzeRequest, DiagnosticsReportRequest } from '../../server/src/shared/protocol.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';

const uri = 'file:///home/zqnamezq/zqnotezq.note';
const text = 'The patient zqtextzq has a fever.\n';

const editorFacts = {
  name: 'Visual Studio Code',
  version: '1.100.2',
  extension: '1.2.3',
  kind: 'desktop',
  remote: 'ssh-remote+zqhostzq',
};

describe('the diagnostics report over the protocol', () => {
  it('says what works, what was changed, and what the editor is', async () => {
    const editor = await startInProcess(new ScriptedModel(), {
      settings: { analyze: 'onDemand', relations: { enabled: false } },
    });
    await editor.request(AnalyzeRequest, { uri: await opened(editor) });
    const { markdown, works } = await editor.request(DiagnosticsReportRequest, { editor: editorFacts });
    assert.equal(works, true);
    for (const row of [
      '| ok | Editor | Visual Studio Code 1.100.2 |',
      '| ok | Remote | ssh-remote |',
      '| ok | Chosen model | embedded engine, dialect json |',
      '| note | bionote.analyze | onDemand |',
      '| note | bionote.relations.enabled | false |',
      '| ok | Errors | none in this session |',
    ]) {
      assert.ok(markdown.includes(`${row}\n`), markdown);
    }
    assert.match(markdown, /\| Node \| \d+\.\d+\.\d+ \|/);
  });

  it('remembers what failed by its code, and nothing that anybody wrote', async () => {
    const model = new ScriptedModel();
    const settings = {
      analyze: 'onDemand',
      ollama: { host: 'http://zqhostzq.example', model: 'zqmodelzq' },
      contradictions: { threshold: 'zqthresholdzq' },
      embedded: { modelPath: '/home/zqnamezq/zqfilezq.gguf' },
    };
    const editor = await startInProcess(model, { settings });
    await opened(editor);
    model.failure = new ModelError('unreachable', 'Nobody answers at http://zqhostzq.example.');
    await assert.rejects(editor.request(AnalyzeRequest, { uri }));
    await assert.rejects(editor.request(AnalyzeRequest, { uri }));
    const { markdown, works } = await editor.request(DiagnosticsReportRequest, { editor: editorFacts });
    assert.equal(works, false);
    assert.match(markdown, /\| note \| unreachable \| times: 2, last /);
    assert.match(
      markdown,
      /\| problem \| Chosen model \| none can be used \(unreachable\)\. Start the server/,
    );
    assert.match(markdown, /\| problem \| bionote\.contradictions\.threshold \| not usable/);
    assert.match(markdown, /\| note \| bionote\.embedded\.modelPath \| set \|/);
    assert.doesNotMatch(markdown, /zq/);
  });

  it('counts pieces of an analysis that gave no usable result', async () => {
    const model = new ScriptedModel();
    model.instead = ({ task }) => (task === 'ner' ? ['zqreplyzq, no JSON'] : undefined);
    const editor = await startInProcess(model, { settings: { analyze: 'onDemand' } });
    const { failed } = await editor.request(AnalyzeRequest, { uri: await opened(editor) });
    assert.equal(failed, 1);
    const { markdown } = await editor.request(DiagnosticsReportRequest, {});
    assert.match(markdown, /\| note \| [\w-]+ \| times: 1, last /);
    assert.doesNotMatch(markdown, /zq|\| Editor \|/);
  });

  it('says which folder of results cannot be used only by what is wrong', async () => {
    const editor = await startInProcess(new ScriptedModel(), {
      settings: { cache: { enabled: false } },
      initializationOptions: { storagePath: '/nonexistent/zqfolderzq' },
    });
    const { markdown } = await editor.request(DiagnosticsReportRequest, {});
    assert.match(markdown, /\| note \| Cache on disk \| switched off, 0\.0 MB \|/);
    assert.doesNotMatch(markdown, /zq/);
  });
});

async function opened(editor: Awaited<ReturnType<typeof startInProcess>>): Promise<string> {
  await editor.open(uri, text);
  return uri;
}
