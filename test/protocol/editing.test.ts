import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import {
  AnalyzeRequest,
  ClearRequest,
  ConfigurationRequest,
  IgnoredRequest,
  serverCommands,
  SetActiveRequest,
} from '../../server/src/shared/protocol.js';
import { capableClient, type Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

const uri = 'file:///notes/a.note';
const text =
  'HISTORY:\nThe patient denies chest pain.\nASSESSMENT:\nThe patient has chest pain. Aspirin for fever.\n';

function markdownOf(hover: Hover | null): string {
  return hover ? (hover.contents as MarkupContent).value : '';
}

describe('editing over the protocol', () => {
  let model: ScriptedModel;
  let editor: Editor;

  beforeEach(async () => {
    model = new ScriptedModel();
    editor = await startInProcess(model);
  });

  it('marks entities, explains relations on hover, and puts a diagnostic where two statements disagree', async () => {
    await editor.open(uri, text);
    const found = ['chest pain/problem', 'chest pain/problem', 'Aspirin/treatment', 'fever/problem'];
    assert.deepEqual(await editor.drawn(uri, 4), found);
    await editor.settled(uri);
    const [diagnostic] = await editor.diagnostics(uri, 1);
    assert.equal(editor.textAt(uri, diagnostic!.range), 'The patient has chest pain.');
    assert.equal(diagnostic?.code, 'contradiction');
    assert.ok(typeof diagnostic.message === 'string' && diagnostic.message.includes('90 %'));
    const related = diagnostic.relatedInformation?.[0]?.location;
    assert.equal(editor.textAt(uri, related!.range), 'The patient denies chest pain.');
    const hover = await editor.at<Hover>('hover', uri, 'fever');
    assert.match(markdownOf(hover), /\*\*TrAP\*\* ← \[Aspirin\]/);
    assert.equal(editor.published.at(-1)?.version, 1);
  });

  it('keeps a cleared note clear until somebody asks', async () => {
    await editor.open(uri, text);
    await editor.drawn(uri, 4);
    await editor.settled(uri);
    await editor.request(ClearRequest, { uri });
    await editor.replace(uri, '.', ', he says.');
    await editor.save(uri);
    await editor.reconfigure({ schema: 'clinical' });
    const other = 'file:///notes/another.note';
    await editor.open(other, 'A rash.');
    await editor.settled(other);
    assert.deepEqual(await editor.drawn(uri, 0), []);
    await editor.request(AnalyzeRequest, { uri });
    await editor.drawn(uri, 4);
  });

  it('moves everything with an edit at once, and asks only for the sentence that changed', async () => {
    await editor.open(uri, text);
    await editor.settled(uri);
    await editor.diagnostics(uri, 1);
    const asked = model.prompts.length;
    model.hold();
    await editor.replace(uri, 'HISTORY:', 'HISTORY OF PRESENT ILLNESS:\n');
    assert.equal((await editor.drawn(uri, 4)).length, 4);
    const moved = await until('the diagnostic to move', () => {
      const [diagnostic] = editor.published.at(-1)?.diagnostics ?? [];
      return diagnostic?.range.start.line === 4 && diagnostic;
    });
    assert.equal(editor.textAt(uri, moved.range), 'The patient has chest pain.');
    model.release();
    await editor.settled(uri);
    await editor.replace(uri, 'Aspirin for fever.', 'Aspirin for cough.');
    assert.ok((await editor.drawn(uri, 4)).includes('cough/problem'));
    await editor.settled(uri);
    const sentences = model.prompts.slice(asked).filter(({ task }) => task === 'ner');
    assert.deepEqual(
      sentences.map(({ input }) => input.includes('Aspirin for cough.')),
      [true],
    );
  });

  it('drops what was asked about text that has gone, in the engine too', async () => {
    model.hold();
    await editor.open(uri, 'There is a fever.');
    await until('a call', () => model.prompts.length > 0);
    await editor.replace(uri, 'fever', 'cough');
    await until('the call to be aborted', () => model.aborted > 0);
    model.release();
    assert.deepEqual(await editor.drawn(uri, 1), ['cough/problem']);
  });

  it('publishes nothing any more for a closed note, and ends its calls', async () => {
    await editor.open(uri, text);
    await editor.diagnostics(uri, 1);
    await editor.close(uri);
    await editor.diagnostics(uri, 0);
    model.hold();
    await editor.open(uri, 'A new rash.');
    await until('a call', () => model.prompts.some(({ input }) => input.includes('A new rash')));
    await editor.close(uri);
    await until('the call to be aborted', () => model.aborted > 0);
  });

  it('offers quick fixes that jump to the premise and that ignore the pair', async () => {
    await editor.open(uri, text);
    const diagnostics = await editor.diagnostics(uri, 1);
    const actions = await editor.of<{ command: { command: string; arguments: unknown[] } }[]>(
      'codeAction',
      uri,
      {
        range: diagnostics[0]!.range,
        context: { diagnostics },
      },
    );
    const [show, ignore] = actions.map(({ command }) => command);
    await editor.connection.sendRequest('workspace/executeCommand', show);
    assert.deepEqual(editor.shown, [
      { uri, selection: editor.rangeOf(uri, 'The patient denies chest pain.'), takeFocus: true },
    ]);
    assert.equal(ignore?.command, serverCommands.ignorePair);
    await editor.connection.sendRequest('workspace/executeCommand', ignore);
    await editor.diagnostics(uri, 0);
    await editor.close(uri);
    await editor.open(uri, text);
    await editor.drawn(uri, 4);
    await editor.settled(uri);
    assert.equal((await editor.noteNow(uri))?.contradictions, 0);
    await editor.diagnostics(uri, 0);
    const ignored = await editor.request(IgnoredRequest, {});
    const [pair] = ignored.pairs;
    assert.equal(ignored.pairs.length, 1);
    assert.ok(pair && pair.premise !== pair.hypothesis);
    await editor.connection.sendRequest('workspace/executeCommand', {
      command: serverCommands.showIgnored,
      arguments: [pair.key],
    });
    assert.deepEqual(await editor.request(IgnoredRequest, {}), { pairs: [], others: 0 });
    await editor.diagnostics(uri, 1);
  });

  it('pushes no diagnostics to a client that pulls, and tells it when to pull', async () => {
    const puller = await startInProcess(model, {
      capabilities: {
        ...capableClient,
        workspace: { ...capableClient.workspace, diagnostics: { refreshSupport: true } },
        textDocument: { ...capableClient.textDocument, diagnostic: {} },
      },
    });
    await puller.open(uri, text);
    await until('a refresh', () => puller.diagnosticRefreshes > 0);
    const report = await puller.of<DocumentDiagnosticReport>('diagnostic', uri);
    assert.ok(report.kind === 'full');
    assert.equal(report.items.length, 1);
    assert.deepEqual(puller.published, []);
  });

  it('serves the other features from the same snapshot', async () => {
    await editor.open(uri, text);
    await editor.settled(uri);
    const symbols = await editor.of<{ name: string; children: { name: string }[] }[]>('documentSymbol', uri);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
      [
        ['HISTORY', 'chest pain'],
        ['ASSESSMENT', 'chest pain', 'Aspirin', 'fever'],
      ],
    );
    const highlights = await editor.at<unknown[]>('documentHighlight', uri, 'chest pain');
    assert.equal(highlights.length, 2);
    const references = await editor.at<unknown[]>('references', uri, 'chest pain', {
      context: { includeDeclaration: true },
    });
    assert.equal(references.length, 2);
    const [definition] = await editor.at<{ targetRange: { start: { line: number } } }[]>(
      'definition',
      uri,
      'chest pain. Aspirin',
    );
    assert.equal(definition?.targetRange.start.line, 1);
  });

  it('has the outline asked for again when the analysis changed it, and always offers one', async () => {
    const outline = 'textDocument/documentSymbol';
    const times = () => editor.registrations.filter((method) => method === outline).length;
    await until('the first registration', () => times() === 1);
    assert.equal(editor.server.capabilities.documentSymbolProvider, undefined);
    await editor.open(uri, text);
    await until('the second registration', () => times() === 2);
    await until('one to be left', () => {
      const offered = [...editor.registered.values()].filter((method) => method === outline);
      return offered.length === 1;
    });
    await editor.settled(uri);
    await editor.replace(uri, 'HISTORY', 'History');
    await editor.drawn(uri, 4);
    await editor.replace(uri, 'Aspirin for fever.', 'Nothing.');
    await editor.drawn(uri, 2);
    await until('another registration', () => times() === 3);
  });

  it('gives semantic tokens to editors that draw nothing themselves', async () => {
    const plain = await startInProcess(model, { initializationOptions: { annotations: false } });
    await plain.open(uri, text);
    await until('a refresh', () => plain.tokenRefreshes > 0);
    await plain.settled(uri);
    const tokens = await plain.of<{ data: number[] }>('semanticTokens/full', uri);
    assert.equal(tokens.data.length, 4 * 5);
    const range = plain.rangeOf(uri, 'Aspirin');
    const some = await plain.of<{ data: number[] }>('semanticTokens/range', uri, { range });
    assert.equal(some.data.length, 5);
    assert.deepEqual(plain.annotations, []);
    await editor.open(uri, text);
    await editor.drawn(uri, 4);
    assert.deepEqual((await editor.of<{ data: number[] }>('semanticTokens/full', uri)).data, []);
    const before = editor.tokenRefreshes;
    await editor.reconfigure({ highlight: 'semanticTokens' });
    await until('a refresh', () => editor.tokenRefreshes > before);
    const coloured = await editor.of<{ data: number[] }>('semanticTokens/full', uri);
    assert.equal(coloured.data.length, 4 * 5);
  });

  it('analyzes other languages only when asked, or where the settings list them', async () => {
    const markdown = 'file:///notes/b.md';
    await editor.open(markdown, 'A fever.', 'markdown');
    await editor.open(uri, 'A cough.');
    await editor.settled(uri);
    assert.ok(!editor.status?.notes?.some((note) => note.uri === markdown));
    await editor.request(SetActiveRequest, { uri: markdown, active: true });
    assert.deepEqual(await editor.drawn(markdown, 1), ['fever/problem']);
    await editor.request(SetActiveRequest, { uri: markdown, active: false });
    assert.deepEqual(await editor.drawn(markdown, 0), []);
    const other = 'file:///notes/c.txt';
    await editor.open(other, 'A rash.', 'plaintext');
    await editor.reconfigure({ languages: ['plaintext'] });
    assert.deepEqual(await editor.drawn(other, 1), ['rash/problem']);
  });

  it('leaves a note off that the user switched off, also when it is opened again', async () => {
    await editor.open(uri, 'A fever.');
    await editor.drawn(uri, 1);
    await editor.request(SetActiveRequest, { uri, active: false });
    await editor.close(uri);
    await editor.open(uri, 'A rash. A cough.');
    const other = 'file:///notes/other.note';
    await editor.open(other, 'Chest pain.');
    // What the opening before it had started would be asked by now.
    await editor.settled(other);
    assert.ok(!model.prompts.some(({ input }) => input.includes('A rash.')));
    await editor.request(SetActiveRequest, { uri, active: true });
    assert.deepEqual(await editor.drawn(uri, 2), ['rash/problem', 'cough/problem']);
  });

  it('knows before the first note what the user switched while another server ran', async () => {
    const plain = 'file:///notes/plain.txt';
    const switched = { [uri]: false, [plain]: true };
    const next = await startInProcess(model, { initializationOptions: { switched } });
    await next.open(uri, 'A rash.');
    await next.open(plain, 'A fever.', 'plaintext');
    assert.deepEqual(await next.drawn(plain, 1), ['fever/problem']);
    await next.settled(plain);
    assert.ok(!model.prompts.some(({ input }) => input.includes('A rash.')));
  });

  it('takes a new document for another one than the last of its name', async () => {
    const untitled = 'untitled:Untitled-1';
    await editor.open(untitled, 'A fever.');
    await editor.request(SetActiveRequest, { uri: untitled, active: false });
    await editor.close(untitled);
    await editor.open(untitled, 'A rash. A cough.');
    assert.deepEqual(await editor.drawn(untitled, 2), ['rash/problem', 'cough/problem']);
  });

  it('analyzes of other languages only the part that it is asked about, and shows it until told otherwise', async () => {
    const plain = 'file:///notes/plain.txt';
    await editor.open(plain, 'A fever.\nA cough.\n', 'plaintext');
    await editor.open(uri, 'A pneumonia.');
    await editor.request(AnalyzeRequest, { uri: plain, range: editor.rangeOf(plain, 'A fever.') });
    assert.deepEqual(await editor.drawn(plain, 1), ['fever/problem']);
    assert.match(markdownOf(await editor.at<Hover>('hover', plain, 'fever')), /problem/);
    await editor.settled(plain);
    await editor.replace(plain, 'A cough.', 'A rash.');
    await editor.replace(uri, 'A pneumonia.', 'Chest pain.');
    // The second edit's analysis starts after any that the first had started.
    assert.deepEqual(await editor.drawn(uri, 1), ['Chest pain/problem']);
    await editor.settled(uri);
    assert.ok(!model.prompts.some(({ input }) => /Sentence: "A (?:rash|cough)/.test(input)));
    await editor.request(SetActiveRequest, { uri: plain, active: false });
    assert.deepEqual(await editor.drawn(plain, 0), []);
    assert.equal(await editor.at('hover', plain, 'fever'), null);
    await editor.request(SetActiveRequest, { uri: plain, active: true });
    assert.deepEqual(await editor.drawn(plain, 2), ['fever/problem', 'rash/problem']);
  });

  it('waits for the save, or for the user, where the settings say so', async () => {
    await editor.reconfigure({ analyze: 'onSave' });
    await editor.open(uri, 'A fever.');
    await editor.drawn(uri, 1);
    await editor.settled(uri);
    await editor.replace(uri, 'A fever.', 'A fever. A cough.');
    await editor.drawn(uri, 1);
    const later = 'file:///notes/later.note';
    await editor.open(later, 'A pneumonia today.');
    await editor.settled(later);
    // Nothing that the edit had started waits or runs, and none has been asked.
    const { status } = await editor.request(ConfigurationRequest, {});
    assert.equal(status.state, 'ready');
    assert.equal((await editor.noteNow(uri))?.state, 'waiting');
    assert.ok(!model.prompts.some(({ input }) => input.includes('Sentence: "A cough.')));
    await editor.close(later);
    model.prompts.splice(0);
    await editor.save(uri);
    await editor.drawn(uri, 2);
    await editor.close(uri);
    await editor.reconfigure({ analyze: 'onDemand' });
    await editor.open(uri, 'A pneumonia.');
    await editor.replace(uri, 'A pneumonia.', 'A rash.');
    await editor.save(uri);
    const other = 'file:///notes/other.note';
    await editor.open(other, 'Chest pain.');
    // Whatever the events before it had started would be answered by now.
    await editor.request(AnalyzeRequest, { uri: other });
    assert.ok(!model.prompts.some(({ input }) => /rash|pneumonia/.test(input)));
    const result = await editor.request(AnalyzeRequest, { uri });
    assert.equal(result.entities, 1);
    assert.deepEqual(await editor.drawn(uri, 1), ['rash/problem']);
  });

  it('says why a binary file is not analyzed, and analyzes it when it is a text', async () => {
    await editor.open(uri, 'A fever\u0000.');
    await until('the reason', () =>
      editor.status?.notes?.some((note) => (note.detail ?? '').includes('binary')),
    );
    assert.equal(model.prompts.length, 0);
    await assert.rejects(editor.request(AnalyzeRequest, { uri }), /binary/);
    await editor.replace(uri, '\u0000', '');
    assert.deepEqual(await editor.drawn(uri, 1), ['fever/problem']);
    await editor.replace(uri, 'A', '\u0000');
    assert.deepEqual(await editor.drawn(uri, 0), []);
  });

  it('names a note that was never saved as its tab does', async () => {
    model.hold();
    await editor.open('untitled:Untitled-1', text);
    const progress = await until('a progress', () => editor.progresses[0]);
    assert.match(progress.begin.title, /analyzing Untitled-1$/);
    model.release();
  });

  it('shows progress for what takes long, and ends that note’s analysis when it is cancelled', async () => {
    model.hold();
    await editor.open(uri, text);
    const progress = await until('a progress', () => editor.progresses[0]);
    assert.match(progress.begin.title, /analyzing a\.note$/);
    assert.equal(progress.begin.cancellable, true);
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token: progress.token });
    await until('the progress to end', () => progress.ended);
    await until('the calls to be aborted', () => model.aborted > 0);
    await until('the status to rest', () => editor.status?.state === 'ready');
    model.release();
    const again = await editor.request(AnalyzeRequest, { uri });
    assert.equal(again.entities, 4);
  });
});
