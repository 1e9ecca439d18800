import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AnalyzeRequest,
  ExportRequest,
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

  it('of a note that nobody analyzed says what to do', async () => {
    await assert.rejects(exported('brat'), /Analyze the note/);
  });
});
