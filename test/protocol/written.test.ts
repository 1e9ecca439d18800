import assert from 'node:assert/strict';
import type { Location } from 'vscode-languageserver-protocol';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import {
  AskRequest,
  AskTextRequest,
  ClassifyRequest,
  ConfigurationRequest,
  DialogueRequest,
  FindingsChangedNotification,
  FindingsRequest,
  MedicationsRequest,
  SummarizeRequest,
  type AskResult,
} from '../../server/src/shared/protocol.js';
import type { Prompt } from '../../server/src/tasks/task.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

const uri = 'file:///notes/visit.note';
const text = `HISTORY:
She has chest pain. It began today.
MEDICATIONS:
Aspirin 81 mg daily.
PLAN:
Aspirin was stopped.
`;

const medication = (drug: string, status: string, quote: string): object => ({
  drug,
  dose: '',
  route: '',
  frequency: '',
  reason: '',
  status,
  evidence: [quote],
});

/** What the model writes, by its task; the inference says yes to what the premise holds. */
function written({ task, input }: Prompt): readonly string[] | undefined {
  switch (task) {
    case 'nli': {
      const [premise = '', hypothesis = ''] = [...input.matchAll(/^(?:Premise|Hypothesis): (".*")$/gm)].map(
        ([, quoted]) => (JSON.parse(quoted ?? '""') as string).toLowerCase(),
      );
      const words = hypothesis.replace(/^the patient takes /, '').replace('.', '');
      return ['{"label": "', premise.includes(words) ? 'entailment' : 'neutral', '"}'];
    }
    case 'answer':
      return [
        '{"answer": "chest pain", "sentence": "She has',
        ' chest pain.", "evidence": ["She has chest',
        ' pain."]}',
      ];
    case 'summary':
      return [JSON.stringify({ sentences: [{ text: 'She is well.', evidence: ['It began today'] }] })];
    case 'medications':
      return [
        JSON.stringify({
          medications: [
            medication('Aspirin', 'active', 'Aspirin 81 mg daily'),
            medication('Aspirin', 'discontinued', 'Aspirin was stopped'),
          ],
        }),
      ];
    case 'dialogue':
      return [JSON.stringify({ lines: [{ section: 'Plan', text: 'Rest.', turns: [1] }] })];
    case 'classification':
      return ['{"applies": "', 'yes', '"}'];
    case 'coreference':
      return [JSON.stringify({ chains: [[1, 2]] })];
    case 'ner':
    case 'relations':
    case 'explanation':
      return undefined;
  }
}

describe('what a model writes about a note', () => {
  let model: ScriptedModel;
  let editor: Editor;

  beforeEach(async () => {
    model = new ScriptedModel();
    model.instead = written;
    editor = await startInProcess(model);
    await editor.open(uri, text);
    await editor.settled(uri);
  });

  const ask = (more: object = {}): Promise<AskResult> =>
    editor.request(AskRequest, { uri, question: 'What does she have?', ...more });

  it('is an answer that arrives piece by piece, with its passages', async () => {
    const result = await ask({ partialResultToken: 'answer' });
    assert.ok(result.kind === 'answer' && result.stated);
    assert.equal(result.sentence?.support, 'supported');
    assert.deepEqual(
      result.sentence.sources.map(({ range, label }) => [editor.textAt(uri, range), label]),
      [['She has chest pain.', 'entailment']],
    );
    const pieces = editor.progressed.filter(({ token }) => token === 'answer').map(({ value }) => value);
    assert.deepEqual(pieces, [{ soFar: 'She has' }, { soFar: 'She has chest pain.' }]);
  });

  it('is asked again only where the note has changed', async () => {
    await ask();
    const count = (): number => model.prompts.filter(({ task }) => task === 'answer').length;
    await ask();
    assert.equal(count(), 1);
    await editor.replace(uri, 'today', 'yesterday');
    await ask();
    assert.equal(count(), 2);
  });

  it('is answers about a text that is not open, and is refused for what is no note', async () => {
    const questions = [{ text: 'What does she have?' }, { text: 'Why?' }];
    const other = 'file:///notes/other.note';
    const { answers } = await editor.request(AskTextRequest, { uri: other, text, questions });
    assert.deepEqual(
      answers.map((answer) => answer.kind === 'answer' && answer.sentence?.sources[0]?.range.start.line),
      [1, 1],
    );
    const binary = { uri: other, text: 'a\u0000b', questions };
    await assert.rejects(editor.request(AskTextRequest, binary), /binary/);
  });

  it('ends in the engine when it is cancelled', async () => {
    model.hold();
    const { aborted } = model;
    const source = new CancellationTokenSource();
    const asked = editor.request(AskRequest, { uri, question: 'Why?' }, source.token);
    await until('the question', () => model.prompts.some(({ task }) => task === 'answer'));
    source.cancel();
    await assert.rejects(asked);
    await until('the end of the call', () => model.aborted > aborted);
    model.release();
  });

  it('is a summary, of which each sentence is checked', async () => {
    const { groups } = await editor.request(SummarizeRequest, { uri, form: 'paragraph' });
    assert.deepEqual(
      groups.flatMap(({ sentences }) => sentences.map(({ support }) => support)),
      ['unsupported'],
    );
    const range = editor.rangeOf(uri, 'She has chest pain.');
    const part = await editor.request(SummarizeRequest, { uri, form: 'paragraph', range });
    assert.deepEqual([part.read, part.of], [1, 1]);
    assert.equal(part.groups[0]?.sentences[0]?.support, 'without-evidence', 'what is quoted was not shown');
  });

  it('is a list of medications, whose contradictions are problems of the note', async () => {
    const { medications, conflicts } = await editor.request(MedicationsRequest, { uri });
    assert.deepEqual(
      medications.map(({ drug, status, support, range }) => [
        drug,
        status,
        support,
        editor.textAt(uri, range),
      ]),
      [
        ['Aspirin', 'active', 'supported', 'Aspirin'],
        ['Aspirin', 'discontinued', 'supported', 'Aspirin'],
      ],
    );
    assert.deepEqual(conflicts, [[0, 1]]);
    const [problem] = await editor.diagnostics(uri, 1);
    assert.ok(problem);
    assert.equal(editor.textAt(uri, problem.range), 'Aspirin was stopped.');
    assert.match(problem.message as string, /contradicts “Aspirin 81 mg daily\.”/);
    await editor.replace(uri, 'Aspirin was stopped', 'Aspirin goes on');
    await editor.diagnostics(uri, 0);
  });

  it('is a note from a plain text, and labels', async () => {
    const visit = 'file:///notes/visit.txt';
    await editor.open(visit, 'Doctor: Rest.\nPatient: Yes.\nDoctor: Good.\n', 'plaintext');
    const note = await editor.request(DialogueRequest, { uri: visit });
    assert.deepEqual(
      note.sections.map(({ title, lines }) => [title, lines[0]?.support]),
      [['Plan', 'supported']],
    );
    const { labels } = await editor.request(ClassifyRequest, { uri, labels: ['pain'] });
    assert.equal(labels[0]?.applies, true);
  });

  it('links mentions once somebody asks for them', async () => {
    const found = await until('the linked mention', async () => {
      const places = await editor.at<Location[] | null>('references', uri, 'chest pain', {
        context: { includeDeclaration: true },
      });
      return places?.length === 2 && places;
    });
    assert.deepEqual(
      found.map(({ range }) => editor.textAt(uri, range)),
      ['chest pain', 'It'],
    );
    assert.equal(model.prompts.filter(({ task }) => task === 'coreference').length, 1);
  });

  it('makes linked mentions one concept, tells so, and takes it back where one is gone', async () => {
    const linked = 'file:///notes/linked.note';
    const told: string[] = [];
    editor.connection.onNotification(FindingsChangedNotification.method, (params: { uri: string }) => {
      told.push(params.uri);
    });
    await editor.open(linked, 'There is a cough. Later there is a fever. She had a rash.\n');
    await editor.settled(linked);
    const concepts = async (): Promise<Record<string, string | undefined>> => {
      const found = await editor.request(FindingsRequest, { uri: linked });
      return Object.fromEntries(found?.entities.map(({ text: words, concept }) => [words, concept]) ?? []);
    };
    const before = await concepts();
    assert.equal(new Set(Object.values(before)).size, 3);
    told.length = 0;
    await editor.at('references', linked, 'cough', { context: { includeDeclaration: true } });
    const after = await until('one concept', async () => {
      const now = await concepts();
      return now['cough'] === now['fever'] && now;
    });
    await until('word that it changed', () => told.includes(linked));
    assert.notEqual(after['cough'], after['rash']);
    told.length = 0;
    await editor.replace(linked, 'Later there is a fever.', 'Later there was a fever.');
    await editor.settled(linked);
    await until('their own concepts', async () => {
      const now = await concepts();
      return now['fever'] !== undefined && now['cough'] !== now['fever'];
    });
    await until('word that it changed back', () => told.includes(linked));
  });

  it('links mentions at the next question where the first reply was no use', async () => {
    let replies = 0;
    model.instead = (prompt) =>
      prompt.task === 'coreference' && (replies += 1) === 1 ? ['nonsense'] : written(prompt);
    const found = await until('the linked mention', async () => {
      const places = await editor.at<Location[] | null>('references', uri, 'chest pain', {
        context: { includeDeclaration: true },
      });
      return places?.length === 2 && places;
    });
    assert.equal(found.length, 2);
    assert.ok(replies > 1);
  });

  it('is refused where the model writes nothing, with what helps', async () => {
    model.explains = false;
    for (const request of [ask(), editor.request(MedicationsRequest, { uri })]) {
      await assert.rejects(
        request,
        (error: Error & { data?: { problem: string; actions: { command: string }[] } }) => {
          assert.match(error.message, /writes no sentences\. Choose an instruct model in Ollama\./);
          assert.equal(error.data?.problem, 'writes-nothing');
          assert.equal(error.data.actions[0]?.command, 'bionote.chooseModel');
          return true;
        },
      );
    }
    const { status } = await editor.request(ConfigurationRequest, {});
    assert.equal(status.state, 'ready', 'it marks and compares as before');
  });
});
