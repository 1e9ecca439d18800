import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type {
  AskResult,
  ClassifyResult,
  MedicationsResult,
  SummarizeResult,
} from '../../../server/src/shared/protocol.js';
import { answerWritten } from '../../fakes/oracle/answers/written.js';
import { OracleServer } from '../../fakes/oracle/server.js';
import type { ScreenedNote } from '../../../client/src/written/screening.js';
import { knownNote, visit } from '../known-note.js';
import { closeAll, hoverAt, openNew, openNote, until, withSetting, workspaceFile } from './editor.js';

const note = 'written.note';
const passage = 'He was treated with ceftriaxone and azithromycin for pneumonia.';

/** Words of the prompts, by the task that they are of. */
const prompts = { answer: 'Question: ', summary: 'Write at most', inference: 'Premise: ' };

describe('what a model writes about a note', () => {
  let oracle: OracleServer;
  const restore: (() => Promise<void>)[] = [];

  before(async () => {
    // Slow enough that an answer is seen to arrive.
    oracle = await OracleServer.start({
      gold: [],
      answers: [answerWritten(knownNote)],
      slots: 4,
      // Another model than that of the pictures, whose answers are in the cache.
      model: { name: 'oracle:latest', digest: 'inside' },
      speed: { prefill: Infinity, decode: 60 },
    });
    for (const [name, value] of [
      ['ollama.host', oracle.host],
      ['ollama.model', 'oracle:latest'],
      ['entities.from', 'encoder'],
      ['relations.enabled', false],
      ['contradictions.enabled', false],
      ['engine', 'ollama'],
    ] as const) {
      restore.push(await withSetting(`bionote.${name}`, value));
    }
    const sample = await vscode.workspace.fs.readFile(workspaceFile('progress-note.note'));
    await openNew(note, sample);
    const first = await until('the model', () =>
      vscode.commands.executeCommand<AskResult | undefined>('bionote.ask', 'Was the patient intubated?'),
    );
    assert.ok(first.kind === 'answer' && !first.stated);
  });
  beforeEach(async () => {
    // What is selected is what is summarized.
    (await openNote(note)).selection = new vscode.Selection(0, 0, 0, 0);
    oracle.reset();
  });
  after(async () => {
    await closeAll();
    for (const back of restore.reverse()) await back();
    await oracle.stop();
  });

  const asked = (task: keyof typeof prompts): number =>
    oracle.inputs.filter((input) => input.includes(prompts[task])).length;

  it('is an answer that arrives on a page, with links to the passages, also after an edit', async () => {
    const texts: string[] = [];
    const listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.path === '/answer.txt') texts.push(document.getText());
    });
    const result = await vscode.commands.executeCommand<AskResult>(
      'bionote.ask',
      'Which antibiotics were given?',
    );
    assert.ok(result.kind === 'answer', JSON.stringify(result));
    assert.equal(result.sentence?.support, 'supported');
    const shown = await pageWith('answer.txt', '✓ supported');
    listener.dispose();
    assert.ok(
      texts.some((text) => /The patient was \w+/.test(text) && !text.includes('azithromycin.')),
      texts.join('---\n'),
    );
    assert.match(shown.getText(), /^Which antibiotics were given\?\n.*written\.note\n/);

    const link = 'line 14';
    await follow(shown, link);
    assert.equal(selectedIn(note), passage);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(workspaceFile(note), new vscode.Position(0, 0), 'Ward 7\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await pageWith('answer.txt', 'The note has changed since.');
    await follow(shown, link);
    assert.equal(selectedIn(note), passage);
    await vscode.commands.executeCommand('undo');
  });

  it('is asked again of what has changed only', async () => {
    const { groups } = await vscode.commands.executeCommand<SummarizeResult>('bionote.summarize', 'sections');
    const sentences = groups.flatMap((group) => group.sentences);
    assert.deepEqual(
      sentences.map(({ support }) => support),
      ['supported', 'supported', 'unsupported'],
    );
    const summaries = asked('summary');
    assert.ok(summaries > 5, 'one for each section');
    assert.equal(asked('inference'), 3);
    const page = await pageWith('summary.txt', '? not supported by its evidence');
    const edit = new vscode.WorkspaceEdit();
    const uri = workspaceFile(note);
    const line = (await vscode.workspace.openTextDocument(uri))
      .getText()
      .split('\n')
      .indexOf('SOCIAL HISTORY:');
    edit.insert(uri, new vscode.Position(line + 1, 0), 'He lives alone.\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await pageWith('summary.txt', 'The note has changed since.');
    await follow(page, 'Ask again');
    await until('the page of the note as it is', () =>
      page.getText().includes('has changed since') ? undefined : true,
    );
    assert.equal(asked('summary'), summaries + 1, 'the section that changed');
    assert.equal(asked('inference'), 3);
    await openNote(note);
    await vscode.commands.executeCommand('undo');
  });

  it('is a table of medications that is sorted by its heads', async () => {
    const { medications, conflicts } =
      await vscode.commands.executeCommand<MedicationsResult>('bionote.listMedications');
    assert.equal(medications.length, 8);
    assert.equal(conflicts.length, 1);
    const page = await pageWith('medications.txt', 'Line ↑');
    assert.match(page.getText(), /± Warfarin is active and discontinued: lines 15 and 53/);
    await follow(page, 'Drug');
    await pageWith('medications.txt', 'Drug ↑');
    assert.deepEqual(drugsOn(page).slice(0, 3), ['Acetaminophen', 'Azithromycin', 'Ceftriaxone']);
    await follow(page, 'Drug ↑');
    await pageWith('medications.txt', 'Drug ↓');
    assert.deepEqual(drugsOn(page).at(-1), 'Acetaminophen');
    await follow(page, 'Metformin');
    assert.equal(selectedIn(note), 'Metformin');
    const problem = await until('the contradiction among the problems', () =>
      vscode.languages
        .getDiagnostics(workspaceFile(note))
        .find(({ code, message }) => code === 'contradiction' && message.includes('Warfarin was stopped')),
    );
    assert.equal(problem.source, 'BioNote');
  });

  it('is a table of answers about the notes of a folder, which are not opened', async () => {
    const folder = workspaceFile('screening');
    const write = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    await write('smokes.note', 'Visit.\nHe smokes one pack of cigarettes per day.\n');
    await write('silent.txt', 'He is well.\n');
    const questions = ['Does the patient smoke?', 'Was the patient intubated?'];
    await write('.bionote/questions.json', JSON.stringify({ questions }));
    const notes = await vscode.commands.executeCommand<readonly ScreenedNote[]>('bionote.askFolder', folder);
    assert.deepEqual(
      notes.map(({ name, answers }) => [
        name,
        ...answers.map((answer) => answer.kind === 'answer' && answer.stated && answer.sentence?.support),
      ]),
      [
        ['silent.txt', 'without-evidence', false],
        ['smokes.note', 'supported', false],
      ],
    );
    const page = await pageWith('screening.txt', 'smokes.note');
    assert.match(page.getText(), /^Note +Does the patient smoke\? +Was the patient intubated\? *$/m);
    assert.match(page.getText(), /^silent\.txt +\? yes +– *$/m);
    assert.match(page.getText(), /^smokes\.note +✓ yes +– *$/m);
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.path.includes('/screening/'));
    assert.deepEqual(open, []);
    await follow(page, '✓ yes');
    assert.equal(selectedIn('screening/smokes.note'), 'He smokes one pack of cigarettes per day.');
  });

  it('is labels', async () => {
    const { labels } = await vscode.commands.executeCommand<ClassifyResult>('bionote.classify', [
      'leukemia',
      'pneumonia',
    ]);
    assert.deepEqual(
      labels.map(({ applies }) => applies),
      [false, true],
    );
    const page = await pageWith('classes.txt', '✓ pneumonia');
    assert.match(page.getText(), /✓ pneumonia.*\n– leukemia/);
    const restore = await withSetting('bionote.classification.labels', ['pneumonia']);
    try {
      const result = await vscode.commands.executeCommand<ClassifyResult>('bionote.classify');
      assert.deepEqual(
        result.labels.map(({ label }) => label),
        ['pneumonia'],
      );
    } finally {
      await restore();
    }
  });

  it('is a note from a dialogue, with the turns in a hover', async () => {
    await openNew('visit.txt', visit);
    const uri = await vscode.commands.executeCommand<vscode.Uri>('bionote.noteFromDialogue');
    const written = await vscode.workspace.openTextDocument(uri);
    assert.equal(written.languageId, 'clinical-note');
    assert.equal(
      written.getText(),
      'HISTORY OF PRESENT ILLNESS:\nKnee pain since Monday.\n\nREVIEW OF SYSTEMS:\nNo fever.\n\n' +
        'PLAN:\nMRI of the knee. [? not supported by its evidence]\n',
    );
    const hover = await hoverAt(written, new vscode.Position(4, 2));
    assert.match(hover, /✓ supported/);
    assert.match(hover, /line 3.*Any fever\?/);
    assert.match(hover, /line 4.*No, none\\?\./);
    // An untitled document that stays would be asked for when all is saved.
    await vscode.window.showTextDocument(written);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is the same where a chat model asks by the tool', async () => {
    const question = 'Which antibiotics were given?';
    const said = await vscode.commands.executeCommand<AskResult>('bionote.ask', question);
    const back = await withSetting('bionote.languageModelTools.enabled', true);
    try {
      await until('the tool', () => vscode.lm.tools.find(({ name }) => name === 'bionote_ask'));
      const { content } = await vscode.lm.invokeTool('bionote_ask', {
        input: { file: note, question },
        toolInvocationToken: undefined,
      });
      const [part] = content;
      assert.ok(part instanceof vscode.LanguageModelTextPart);
      assert.deepEqual(JSON.parse(part.value), JSON.parse(JSON.stringify(said)));
    } finally {
      await back();
    }
  });

  it('is links between mentions of one thing, which references follow', async () => {
    const text = 'CT showed a mass in the liver. The lesion was resected.\n';
    const { document } = await openNew('linked.note', text);
    const at = document.positionAt(text.indexOf('lesion') + 1);
    const words = await until('the linked mentions', async () => {
      const places = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        at,
      );
      const found = places.map(({ range }) => document.getText(range));
      return found.length > 1 ? found : undefined;
    });
    assert.ok(words.some((each) => each.includes('mass')) && words.some((each) => each.includes('lesion')));
  });
});

/** The page of this name once it holds `words`. */
function pageWith(name: string, words: string): Promise<vscode.TextDocument> {
  return until(`"${words}" on ${name}`, () =>
    vscode.workspace.textDocuments.find(
      (document) =>
        document.uri.scheme === 'bionote' &&
        document.uri.path === `/${name}` &&
        document.getText().includes(words),
    ),
  );
}

/** Follows the first link of a page whose words these are. */
async function follow(page: vscode.TextDocument, words: string): Promise<void> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    page.uri,
  );
  const target = links.find(({ range }) => page.getText(range) === words)?.target;
  assert.ok(target, `"${words}" among ${links.map(({ range }) => page.getText(range)).join(', ')}`);
  await vscode.commands.executeCommand(target.path, ...(JSON.parse(target.query) as unknown[]));
}

/** What is selected in the active editor, which must be of this file. */
function selectedIn(name: string): string {
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.toString(), workspaceFile(name).toString());
  return editor.document.getText(editor.selection);
}

/** The drugs of the table, from the top. */
function drugsOn(page: vscode.TextDocument): string[] {
  return page
    .getText()
    .split('\n')
    .flatMap((line) => /^\d+ +(\w+)/.exec(line)?.[1] ?? []);
}
