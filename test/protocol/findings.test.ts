import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol';
import {
  AnalyzeRequest,
  AnalyzeTextRequest,
  FindingsChangedNotification,
  FindingsRequest,
  SetActiveRequest,
} from '../../server/src/shared/protocol.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

const uri = 'file:///notes/a.note';
const other = 'file:///notes/b.note';
const text = 'The patient denies chest pain.\nShe has chest pain since. Aspirin for fever.\n';

describe('findings over the protocol', () => {
  let model: ScriptedModel;
  let editor: Editor;
  let told: string[];

  beforeEach(async () => {
    model = new ScriptedModel();
    editor = await startInProcess(model, { settings: { analyze: 'onDemand' } });
    told = [];
    editor.connection.onNotification(FindingsChangedNotification.method, (params: { uri: string }) => {
      told.push(params.uri);
    });
    await editor.open(uri, text);
  });

  it('answer from the store, and ask no model', async () => {
    await editor.request(AnalyzeRequest, { uri });
    const asked = model.prompts.length;
    const found = await editor.request(FindingsRequest, { uri });
    assert.ok(found);
    assert.deepEqual(
      found.entities.map((entity) => `${editor.textAt(uri, entity.range)}/${entity.type}`),
      ['chest pain/problem', 'chest pain/problem', 'Aspirin/treatment', 'fever/problem'],
    );
    assert.equal(found.entities[0]?.concept, found.entities[1]?.concept);
    const [relation] = found.relations;
    const nameOf = (id?: string): string | undefined => found.entities.find((each) => each.id === id)?.text;
    assert.deepEqual([nameOf(relation?.head), nameOf(relation?.tail)], ['Aspirin', 'fever']);
    assert.equal(relation?.evidence.text, 'Aspirin for fever.');
    const [contradiction] = found.contradictions;
    assert.equal(contradiction?.premise.text, 'The patient denies chest pain.');
    assert.equal(contradiction.hypothesis.text, 'She has chest pain since.');
    assert.equal(model.prompts.length, asked);
  });

  it('follow the text, and are told of when they change', async () => {
    await editor.request(AnalyzeRequest, { uri });
    await until('a message', () => told.includes(uri));
    told.length = 0;
    await editor.replace(uri, 'Aspirin', 'Now\nAspirin');
    await until('a message after an edit', () => told.includes(uri));
    const found = await editor.request(FindingsRequest, { uri });
    const drug = found?.entities.find((entity) => entity.text === 'Aspirin');
    assert.ok(drug === undefined || editor.textAt(uri, drug.range) === 'Aspirin');
    for (const entity of found?.entities ?? []) {
      assert.equal(editor.textAt(uri, entity.range), entity.text);
    }
  });

  it('are none where a note is not analyzed, switched off or not open', async () => {
    await editor.request(AnalyzeRequest, { uri });
    await editor.request(SetActiveRequest, { uri, active: false });
    assert.equal(await editor.request(FindingsRequest, { uri }), null);
    assert.equal(await editor.request(FindingsRequest, { uri: other }), null);
    await editor.open(other, 'Fever.', 'plaintext');
    assert.equal(await editor.request(FindingsRequest, { uri: other }), null);
  });

  it('come of a text that is not open, without a trace of it in the editor', async () => {
    const { findings, failed } = await editor.request(AnalyzeTextRequest, { uri: other, text });
    assert.equal(failed, 0);
    assert.equal(findings.uri, other);
    assert.equal(findings.entities.length, 4);
    assert.equal(findings.contradictions.length, 1);
    assert.equal(await editor.request(FindingsRequest, { uri: other }), null);
    assert.ok(editor.annotations.every((params) => params.uri === uri));
    assert.ok(editor.published.every((params) => params.uri === uri));
    assert.ok(told.every((each) => each === uri));
    const asked = model.prompts.length;
    await editor.request(AnalyzeTextRequest, { uri: other, text });
    assert.equal(model.prompts.length, asked, 'a second run is answered by the cache');
  });

  it('refuse a text that is no note, and stop when cancelled', async () => {
    await assert.rejects(editor.request(AnalyzeTextRequest, { uri: other, text: 'a\u0000b' }), /binary/);
    model.hold();
    const source = new CancellationTokenSource();
    const asked = editor.request(AnalyzeTextRequest, { uri: other, text }, source.token);
    await until('a call', () => model.prompts.length > 0);
    source.cancel();
    await assert.rejects(asked, ({ code }: { code: number }) => code === LSPErrorCodes.RequestCancelled);
    await until('the call to be aborted', () => model.aborted > 0);
    model.release();
  });
});
