import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, type Hover } from 'vscode-languageserver-protocol';
import { actionsFor } from '../../server/src/features/next-action.js';
import { ModelError } from '../../server/src/models/error.js';
import type { ModelErrorCode } from '../../server/src/models/error-code.js';
import {
  AnalyzeRequest,
  CheckRequest,
  ClearRequest,
  CompareRequest,
  ConfigurationRequest,
  ExplainRequest,
  ModelsRequest,
  PullRequest,
  RelationsRequest,
  serverCommands,
  SetActiveRequest,
  ViewportNotification,
} from '../../server/src/shared/protocol.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

const uri = 'file:///notes/a.note';
const text = 'The patient denies chest pain.\nShe has chest pain since. Aspirin for fever.\n';

describe('requests over the protocol', () => {
  let model: ScriptedModel;
  let editor: Editor;

  beforeEach(async () => {
    model = new ScriptedModel();
    editor = await startInProcess(model, { settings: { analyze: 'onDemand' } });
    await editor.open(uri, text);
  });

  it('analyze a note, or a part of it', async () => {
    const part = await editor.request(AnalyzeRequest, { uri, range: editor.rangeOf(uri, 'Aspirin') });
    assert.deepEqual(part, { entities: 2, relations: 1, contradictions: 0, failed: 0, unplaced: 0 });
    const whole = await editor.request(AnalyzeRequest, { uri });
    assert.deepEqual(whole, { entities: 4, relations: 1, contradictions: 1, failed: 0, unplaced: 0 });
  });

  it('check a statement against a note', async () => {
    const result = await editor.request(CheckRequest, { uri, statement: 'No chest pain.' });
    const labels = Object.fromEntries(
      result.evidence.map(({ range, text: quote, label, probability }) => {
        assert.equal(editor.textAt(uri, range), quote);
        assert.ok(probability !== undefined && Math.abs(probability - 0.9) < 0.01);
        return [quote, label];
      }),
    );
    assert.equal(labels['She has chest pain since.'], 'contradiction');
    assert.equal(labels['The patient denies chest pain.'], 'entailment');
  });

  it('check plain text that is not analyzed, and leave it so', async () => {
    const plain = 'file:///notes/plain.txt';
    await editor.open(plain, 'There is no rash.', 'plaintext');
    const result = await editor.request(CheckRequest, { uri: plain, statement: 'There is a rash.' });
    assert.equal(result.verdict, 'contradiction');
    assert.equal(await editor.at<Hover | null>('hover', plain, 'rash'), null);
  });

  it('compare two notes', async () => {
    const second = 'file:///notes/second.note';
    await editor.open(second, 'Later. The patient has chest pain again.');
    const { contradictions, failed } = await editor.request(CompareRequest, { first: uri, second });
    assert.equal(failed, 0);
    assert.ok(
      contradictions.some(
        (conflict) =>
          editor.textAt(uri, conflict.first) === 'The patient denies chest pain.' &&
          editor.textAt(second, conflict.second) === 'The patient has chest pain again.',
      ),
    );
  });

  it('explain a relation, piece by piece, in words that are safe to show', async () => {
    await editor.request(AnalyzeRequest, { uri });
    const link = await editor.at<{ contents: { value: string } }>('hover', uri, 'fever');
    const args = /command:bionote\.explain\?([^>]+)>/.exec(link.contents.value)?.[1] ?? '';
    const [noteUri, relation] = JSON.parse(decodeURIComponent(args)) as [string, string];
    assert.equal(noteUri, uri);
    const params = { uri, relation, partialResultToken: 'explanation' };
    const { markdown } = await editor.request(ExplainRequest, params);
    assert.ok(markdown.includes('It is given to \\*treat\\* it'));
    assert.ok(markdown.includes('> Aspirin for fever'));
    assert.deepEqual(
      editor.progressed.filter(({ token }) => token === 'explanation'),
      [
        { text: '', related: { head: 'Aspirin', tail: 'fever' } },
        { text: 'It is given ' },
        { text: 'to *treat* it.' },
      ].map((value) => ({ token: 'explanation', value })),
    );
    const hover = await editor.at<{ contents: { value: string } }>('hover', uri, 'fever');
    assert.ok(hover.contents.value.includes('It is given to'));
    await assert.rejects(editor.request(ExplainRequest, { uri, relation: 'gone' }), /no longer in the note/);
  });

  it('give evidence where the model cannot explain', async () => {
    model.explains = false;
    await editor.request(AnalyzeRequest, { uri });
    const { contents } = await editor.at<{ contents: { value: string } }>('hover', uri, 'fever');
    assert.ok(!contents.value.includes('bionote.explain'), 'nothing is offered that cannot be had');
    const position = editor.rangeOf(uri, 'fever').start;
    const { relations } = await editor.request(RelationsRequest, { uri, position });
    const relation = relations[0]?.id ?? '';
    const { markdown } = await editor.request(ExplainRequest, { uri, relation });
    assert.match(markdown, /TrAP/);
    assert.match(markdown, /cannot write an explanation/);
  });

  it('clear a note, and what is kept', async () => {
    await editor.request(AnalyzeRequest, { uri });
    await editor.drawn(uri, 4);
    const asked = model.prompts.length;
    await editor.request(ClearRequest, { uri });
    await editor.drawn(uri, 0);
    await editor.request(AnalyzeRequest, { uri });
    assert.equal(model.prompts.length, asked, 'answered from what is kept');
    await editor.request(ClearRequest, { uri });
    await editor.request(ClearRequest, { cache: true });
    await editor.request(AnalyzeRequest, { uri });
    assert.equal(model.prompts.length, 2 * asked);
  });

  it('empty the cache, and leave what is shown and what is under way', async () => {
    await editor.request(AnalyzeRequest, { uri });
    await editor.drawn(uri, 4);
    await editor.diagnostics(uri, 1);
    const drawings = editor.annotations.length;
    await editor.request(ClearRequest, { cache: true });
    model.hold();
    const other = 'file:///notes/other.note';
    await editor.open(other, 'A rash.');
    const analysis = editor.request(AnalyzeRequest, { uri: other });
    await until('a call', () => model.prompts.some(({ input }) => input.includes('A rash.')));
    await editor.request(ClearRequest, { cache: true });
    model.release();
    assert.equal((await analysis).entities, 1);
    await editor.drawn(other, 1);
    const since = editor.annotations.slice(drawings).filter((params) => params.uri === uri);
    assert.ok(since.every(({ annotations }) => annotations.length === 4));
    assert.equal(editor.published.filter((params) => params.uri === uri).at(-1)?.diagnostics.length, 1);
  });

  it('list models, download one with progress, and look again', async () => {
    const listed = await editor.request(ModelsRequest, {});
    assert.equal(listed.unreachable, 'no one there');
    await editor.request(PullRequest, { model: 'm:1b', progressToken: 'pull' });
    assert.deepEqual(model.pulled, ['m:1b']);
    assert.deepEqual(editor.progressed, [
      { token: 'pull', value: { status: 'downloading', completed: 1, total: 2 } },
    ]);
  });

  it('show the settings in effect with what is wrong in them', async () => {
    await editor.reconfigure({ engine: 'nowhere', schema: 'mine', customSchemas: { mine: 7 } });
    const shown = await until('the new settings', async () => {
      const configuration = await editor.request(ConfigurationRequest, {});
      return configuration.problems.length > 0 && configuration;
    });
    assert.equal(shown.settings.engine, 'auto');
    assert.ok(shown.problems.some((problem) => problem.startsWith('bionote.engine')));
    assert.ok(shown.problems.some((problem) => problem.includes('mine')));
    assert.deepEqual(shown.schemas, ['clinical', 'biomedical']);
    assert.equal(shown.status.host, 'http://127.0.0.1:11434');
  });

  it('show in the status what is wrong with a schema of the user, until it is right', async () => {
    const shown = (message: RegExp | undefined) =>
      until('the status', () => {
        const wrong = editor.status?.wrongSetting;
        return message ? message.test(wrong?.message ?? '') && wrong : wrong === undefined;
      });
    await editor.reconfigure({ schema: 'mine', customSchemas: { mine: { entities: { Symptom: 'felt' } } } });
    const wrong = await shown(/^bionote\.customSchemas: .*lower-case/);
    assert.deepEqual(typeof wrong === 'object' && wrong.action?.arguments, ['bionote.customSchemas']);
    await editor.reconfigure({ schema: 'clincal' });
    await shown(/^bionote\.schema: there is no such schema; clinical is used\.$/);
    await editor.reconfigure({ languages: ['latex', 7] });
    const language = await shown(/^bionote\.languages\.1: expected text/);
    assert.deepEqual(typeof language === 'object' && language.action?.arguments, ['bionote.languages']);
    await editor.reconfigure({ schema: 'clinical' });
    await shown(undefined);
  });

  it('work on what is on screen first', async () => {
    const many = 'file:///notes/many.note';
    const lines = Array.from({ length: 40 }, (_, i) => `Line ${i} has a cough.`);
    await editor.open(many, lines.join('\n'));
    model.hold();
    const analysis = editor.request(AnalyzeRequest, { uri: many });
    await until('the first calls', () => model.prompts.length > 0);
    const range = editor.rangeOf(many, 'Line 30');
    await editor.connection.sendNotification(ViewportNotification.method, { uri: many, ranges: [range] });
    await editor.request(ConfigurationRequest, {});
    model.release();
    await analysis;
    const order = model.prompts.flatMap(({ input }) => /Sentence: "Line (\d+) /.exec(input)?.[1] ?? []);
    assert.ok(order.indexOf('30') < 6, order.join());
  });

  for (const [what, prepare] of [
    ['not analyzed yet', () => Promise.resolve()],
    [
      'binary for a while',
      async (many: string) => {
        await editor.request(SetActiveRequest, { uri: many, active: true });
        await editor.request(SetActiveRequest, { uri: many, active: false });
        await editor.replace(many, 'Line 0', '\u0000ine 0');
        await editor.replace(many, '\u0000ine 0', 'Line 0');
        await editor.request(ClearRequest, { cache: true });
        model.prompts.splice(0);
      },
    ],
  ] as const) {
    it(`begin with what is on screen where the note was ${what}`, async () => {
      const many = 'file:///notes/many.txt';
      const lines = Array.from({ length: 40 }, (_, i) => `Line ${i} has a cough.`);
      await editor.open(many, lines.join('\n'), 'plaintext');
      const ranges = [editor.rangeOf(many, 'Line 30')];
      await editor.connection.sendNotification(ViewportNotification.method, { uri: many, ranges });
      await prepare(many);
      await editor.request(AnalyzeRequest, { uri: many });
      const order = model.prompts.flatMap(({ input }) => /Sentence: "Line (\d+) /.exec(input)?.[1] ?? []);
      assert.equal(order[0], '30', order.join());
    });
  }

  it('leave the status at rest, whether or not the note is analyzed to its end', async () => {
    const rests = (what: string, state: string, entities: number) =>
      until(
        what,
        () =>
          editor.status?.state === 'ready' &&
          editor.status.notes?.some((note) => note.state === state && note.entities === entities),
      );
    await rests('rest after opening', 'waiting', 0);
    await editor.request(AnalyzeRequest, { uri, range: editor.rangeOf(uri, 'Aspirin') });
    await rests('rest after a part', 'waiting', 2);
    await editor.request(AnalyzeRequest, { uri });
    await rests('rest after all', 'done', 4);
    await editor.replace(uri, 'Aspirin for fever', 'Aspirin for rash');
    await rests('rest after an edit', 'waiting', 3);
    await editor.request(ClearRequest, { uri });
    await rests('rest after clearing', 'waiting', 0);
  });

  it('end in the engine when they are cancelled', async () => {
    model.hold();
    const source = new CancellationTokenSource();
    const analysis = editor.request(AnalyzeRequest, { uri }, source.token);
    await until('a call', () => model.prompts.length > 0);
    source.cancel();
    await assert.rejects(analysis, { code: LSPErrorCodes.RequestCancelled });
    await until('the call to be aborted', () => model.aborted > 0);
  });

  it('fail in one sentence, and the status names the cause and the next action once', async () => {
    model.failure = new ModelError('unreachable', 'Nobody answers at http://127.0.0.1:11434.');
    await assert.rejects(editor.request(AnalyzeRequest, { uri }), {
      code: LSPErrorCodes.RequestFailed,
      message: /Nobody answers at/,
      data: {
        problem: 'unreachable',
        actions: actionsFor('unreachable', { model: '', clientCommands: true }),
      },
    });
    const status = await until('the failure', () => editor.status?.state === 'unavailable' && editor.status);
    assert.equal(status.problem, 'unreachable');
    assert.equal(status.detail, 'Nobody answers at http://127.0.0.1:11434.');
    assert.equal(status.actions?.[0]?.command, serverCommands.retry);
    model.failure = undefined;
    await editor.connection.sendRequest('workspace/executeCommand', { command: serverCommands.retry });
    await editor.request(AnalyzeRequest, { uri });
    await until('the recovery', () => editor.status?.state === 'ready' && editor.status.device === 'CPU');
    assert.equal(editor.status?.problem, undefined);
  });

  it('leave the status alone where only they failed, and say what helps', async () => {
    await editor.request(AnalyzeRequest, { uri });
    const view = await editor.at<{ contents: { value: string } }>('hover', uri, 'fever');
    const args = /command:bionote\.explain\?([^>]+)>/.exec(view.contents.value)?.[1] ?? '';
    const [, relation = ''] = JSON.parse(decodeURIComponent(args)) as string[];
    const problem = async () => (await editor.request(ConfigurationRequest, {})).status.problem;
    const fails = (code: ModelErrorCode) => () => {
      throw new ModelError(code, 'It did not work.');
    };
    const helping = (code: ModelErrorCode) => ({
      data: { problem: code, actions: actionsFor(code, { model: '', clientCommands: true }) },
    });
    model.list = fails('unreachable');
    await assert.rejects(editor.request(ModelsRequest, {}), helping('unreachable'));
    model.pull = fails('unreachable');
    const pull = editor.request(PullRequest, { model: 'm', progressToken: 1 });
    await assert.rejects(pull, helping('unreachable'));
    assert.equal(await problem(), undefined);
    model.instead = fails('timeout');
    await assert.rejects(editor.request(ExplainRequest, { uri, relation }), helping('timeout'));
    assert.equal(await problem(), undefined);
    model.instead = fails('out-of-memory');
    await assert.rejects(editor.request(ExplainRequest, { uri, relation }), helping('out-of-memory'));
    assert.equal(await problem(), 'out-of-memory');
    model.instead = undefined;
    await editor.request(CheckRequest, { uri, statement: 'No chest pain.' });
    assert.equal(await problem(), undefined);
  });

  it('lead to a place in a document without a file', async () => {
    const untitled = 'untitled:Untitled-1';
    await editor.open(untitled, text);
    const selection = editor.rangeOf(untitled, 'Aspirin');
    const command = { command: serverCommands.show, arguments: [untitled, selection] };
    await editor.connection.sendRequest('workspace/executeCommand', command);
    assert.deepEqual(editor.shown, [{ uri: untitled, selection, takeFocus: true }]);
  });

  it('refuse documents that are not open, and commands with arguments of the wrong shape', async () => {
    await assert.rejects(editor.request(CheckRequest, { uri: 'file:///x', statement: 'x' }), /not open/);
    const command = { command: serverCommands.show, arguments: ['file:///x', 'everywhere'] };
    await assert.rejects(editor.connection.sendRequest('workspace/executeCommand', command));
    assert.deepEqual(editor.shown, []);
  });

  it('keep the text of notes out of the log', async () => {
    model.failure = new ModelError('server-error', 'It broke.');
    await assert.rejects(editor.request(AnalyzeRequest, { uri }));
    const command = { command: serverCommands.show, arguments: ['chest pain'] };
    await assert.rejects(editor.connection.sendRequest('workspace/executeCommand', command));
    await until('log lines', () => editor.logged.length > 1);
    assert.ok(!/chest|aspirin|fever/i.test(editor.logged.join('\n')));
  });
});
