import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classify } from '../../../server/src/analysis/writing/classification.js';
import { linkMentions } from '../../../server/src/analysis/writing/coreference.js';
import { noteFromDialogue } from '../../../server/src/analysis/writing/dialogue.js';
import { listMedications } from '../../../server/src/analysis/writing/medications.js';
import type { NoteParts } from '../../../server/src/analysis/writing/note-parts.js';
import { answerQuestion } from '../../../server/src/analysis/writing/question.js';
import { summarize } from '../../../server/src/analysis/writing/summary.js';
import type { Source, Support } from '../../../server/src/analysis/writing/support.js';
import { exitCode } from '../../../server/src/cli/exit-code.js';
import { usualLimits } from '../../../server/src/models/http/limits.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { ModelRuntime } from '../../../server/src/models/runtime.js';
import { textOf } from '../../../server/src/note/span.js';
import { Bench, uri } from '../../analysis/bench.js';
import { run } from '../../cli/terminals.js';
import { withFiles } from '../../corpora/folders.js';
import { ollamaSettings } from '../../models/prompts.js';
import { install } from './install.js';
import { smollm2, smollm2Context, smollm2Installation } from '../smollm2/model.js';
import { startOllama, type RealOllama } from './server.js';

const { signal } = new AbortController();

const note = 'HISTORY:\nHe was admitted with pneumonia. It was treated with amoxicillin 500 mg.\n';
const visit = 'Doctor: Any fever?\nPatient: I have had fever since Monday.\nDoctor: Take rest.\n';

interface Checked {
  readonly support?: Support;
  readonly sources: readonly Source[];
}

/** The machinery, not the quality: the model is far too small to be right. */
describe('what a real instruct model writes in a real Ollama', function () {
  this.timeout(600_000);
  let server: RealOllama;
  let runtime: ModelRuntime;

  before(async () => {
    server = await startOllama({ OLLAMA_CONTEXT_LENGTH: String(smollm2Context) });
    const limits = { ...usualLimits({}), contextLength: smollm2Context };
    const engine = new OllamaEngine(ollamaSettings(server.host), undefined, undefined, limits);
    await install(server.host, smollm2Installation(await smollm2()));
    runtime = await engine.open('smollm2', 'auto', signal);
  });

  after(async () => {
    await (server as RealOllama | undefined)?.stop();
  });

  const partsOf = (text: string): Promise<NoteParts> => {
    const bench = new Bench(runtime);
    bench.open(text);
    return bench.analysis.about(uri, signal);
  };

  /** Everything that is shown stands on text of the note, and nothing is supported that no passage entails. */
  const hold = (text: string, found: readonly Checked[]): void => {
    for (const { support, sources } of found) {
      for (const { span, text: words } of sources) assert.equal(textOf(text, span), words);
      if (support === 'supported') assert.ok(sources.length > 0);
      if (sources.length === 0) assert.ok(support === 'without-evidence' || support === undefined);
    }
  };

  it('is an answer, in words or by yes and no with probabilities', async () => {
    const short = await answerQuestion(await partsOf(note), { text: 'Why was he admitted?' }, signal);
    assert.ok(short.kind === 'answer' || short.kind === 'none', short.kind);
    if (short.kind === 'answer') hold(note, short.sentence ? [short.sentence] : []);
    const asked = { text: 'Was he admitted with pneumonia?' };
    const label = await answerQuestion(await partsOf(note), asked, signal);
    assert.ok(label.kind === 'answer' || label.kind === 'none', label.kind);
    if (label.kind === 'answer' && label.probabilities) {
      const sum = Object.values(label.probabilities).reduce((all, each) => all + each, 0);
      assert.ok(Math.abs(sum - 1) < 1e-6, `${sum}`);
    }
  });

  it('is a summary', async () => {
    const summary = await summarize(await partsOf(note), 'paragraph', undefined, signal);
    hold(
      note,
      summary.groups.flatMap(({ sentences }) => sentences),
    );
    assert.deepEqual([summary.read, summary.of], [2, 2]);
  });

  it('is a list of medications', async () => {
    const { medications, failed } = await listMedications(await partsOf(note), signal);
    hold(note, medications);
    for (const { drug, span } of medications) assert.equal(textOf(note, span), drug);
    assert.ok(failed <= 1);
  });

  it('is a note from a dialogue', async () => {
    const dialogue = await noteFromDialogue(await partsOf(visit), signal);
    hold(
      visit,
      dialogue.sections.flatMap(({ lines }) => lines),
    );
    assert.deepEqual([dialogue.speakers, dialogue.read, dialogue.of], [true, 3, 3]);
  });

  it('is chains of mentions, and labels with probabilities', async () => {
    const { chains, windows, of } = await linkMentions(await partsOf(note), signal);
    assert.deepEqual([windows, of], [1, 1]);
    for (const chain of chains) {
      assert.ok(chain.length > 1);
      for (const span of chain) assert.ok(textOf(note, span).length > 0);
    }
    const { labels } = await classify(await partsOf(note), ['infection', 'trauma'], signal);
    assert.deepEqual(
      labels.map(({ label }) => label),
      ['infection', 'trauma'],
    );
    for (const { applies, probability } of labels) {
      if (applies === undefined) continue;
      assert.ok(probability !== undefined && probability >= 0 && probability <= 1);
    }
  });

  it('comes out of the command line the same way', () =>
    withFiles({ 'a.txt': note }, async (folder) => {
      const path = join(folder, 'a.txt');
      await writeFile(path, note);
      const where = ['--host', server.host, '-e', 'ollama', '-m', 'smollm2', '-f', 'json'];
      const { code, stdout } = await run(['ask', path, '--question', 'Why was he admitted?', ...where]);
      assert.ok([exitCode.done, exitCode.partial].includes(code as 0), `${code}`);
      const answer = JSON.parse(stdout.split('\n')[0] ?? '') as { format: string };
      assert.equal(answer.format, 'bionote-answer');
    }));
});
