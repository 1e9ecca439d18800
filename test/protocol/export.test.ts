import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AnalyzeRequest,
  ExportNotesRequest,
  ExportRequest,
  ExportTextRequest,
  ImportRequest,
  exportFormats,
  type ExportFormat,
} from '../../server/src/shared/protocol.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';

const text = 'The patient denies chest pain.\nAspirin for fever 🤒.\n';

describe('an export over the protocol', () => {
  let model: ScriptedModel;
  let editor: Editor;
  let folder: string;
  let uri: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-export-'));
    const path = join(folder, 'Visit 1 (copy).note');
    await writeFile(path, text);
    uri = pathToFileURL(path).href;
    model = new ScriptedModel();
    editor = await startInProcess(model, { settings: { analyze: 'onDemand' } });
    await editor.open(uri, text);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const exported = (format: ExportFormat) => editor.request(ExportRequest, { uri, format, version: '1.2.3' });

  it('writes every format from what is known, and asks no model', async () => {
    await editor.request(AnalyzeRequest, { uri });
    const asked = model.prompts.length;
    for (const format of exportFormats) {
      const { files } = await exported(format);
      assert.ok(files.length > 0, format);
      for (const { name } of files) assert.match(name, /^[\w./-]+$/, format);
      assert.ok(
        files.some((file) => /aspirin/i.test(file.text)),
        format,
      );
    }
    assert.equal(model.prompts.length, asked);
    const { losses } = await exported('conll');
    assert.ok(
      losses.some((loss) => /conll cannot carry: .*\(\d+\)/.test(loss)),
      losses.join(),
    );
  });

  describe('of notes that need not be open', () => {
    const standoff = 'T1\tproblem 43 48\tfever\nA1\tAssertion T1 present\nT2\tproblem 0 5\tcough\n';
    const exportedText = (proposals: boolean) =>
      editor.request(ExportTextRequest, { uri, text, id: 'round/visit', proposals });

    it('holds what people confirmed, read from disk, and asks no model', async () => {
      assert.deepEqual(await exportedText(false), { note: null, stale: 0 });
      await writeFile(join(folder, 'Visit 1 (copy).ann'), standoff);
      const { note, stale } = await exportedText(false);
      assert.ok(note);
      assert.equal(stale, 1);
      const { files } = await editor.request(ExportNotesRequest, {
        notes: [note],
        format: 'jsonl',
        version: '1',
      });
      const line = JSON.parse(files[0]?.text ?? '') as { id: string; entities: Record<string, unknown>[] };
      assert.equal(line.id, 'round/visit');
      assert.deepEqual(
        line.entities.map((entity) => [entity['text'], entity['assertion'], entity['review']]),
        [['fever', 'present', 'accepted']],
      );
      assert.equal(model.prompts.length, 0);
    });

    it('holds also what the model finds, where that is asked for', async () => {
      await writeFile(join(folder, 'Visit 1 (copy).ann'), standoff);
      const { note } = await exportedText(true);
      const { entities } = note as unknown as { entities: { review: string; type: string }[] };
      assert.deepEqual(new Set(entities.map(({ review }) => review)), new Set(['accepted', 'proposed']));
      assert.ok(model.prompts.length > 0);
    });

    it('says so where the review of a note cannot be read', async () => {
      await writeFile(join(folder, 'Visit 1 (copy).ann'), Buffer.from([84, 0, 255]));
      await assert.rejects(exportedText(false), /Visit 1 \(copy\)\.ann is not text/);
    });
  });

  it('is imported again, into the files of the review', async () => {
    const content = 'T1\tproblem 43 48\tfever\nT2\tproblem 0 5\tcough\n';
    const importIt = () => editor.request(ImportRequest, { uri, format: 'brat', content });
    const { entities, known, problems } = await importIt();
    assert.deepEqual([entities, known, problems.length], [1, 0, 1]);
    const ann = await readFile(join(folder, 'Visit 1 (copy).ann'), 'utf8');
    assert.equal(ann, 'T1\tproblem 43 48\tfever\n');
    await assert.rejects(importIt(), /nothing new to import/);
    await assert.rejects(
      editor.request(ImportRequest, { uri, format: 'jsonl', content: 'not json' }),
      /no annotations in this format/,
    );
    assert.equal(await readFile(join(folder, 'Visit 1 (copy).ann'), 'utf8'), ann);
  });

  it('of a note that nobody analyzed says what to do', async () => {
    await assert.rejects(exported('brat'), /Analyze the note/);
  });
});
