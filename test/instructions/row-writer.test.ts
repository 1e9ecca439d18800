import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readRows } from '../../server/src/instructions/row-file.js';
import { RowsUnwritten, RowWriter } from '../../server/src/instructions/row-writer.js';
import type { InstructionRow } from '../../server/src/instructions/row.js';

const row: InstructionRow = {
  instruction: 'Name the entities.',
  // More than a stream takes in at once, so that every row has to wait for the disk.
  input: 'pneumonia '.repeat(10_000),
  output: '{}',
  task: 'ner',
  source: 'made',
  split: 'train',
  id: '1',
  licence: 'CC0-1.0',
};

describe('the writer of rows', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-rows-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('writes many rows that each have to wait, without a warning', async () => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error): void => {
      warnings.push(message);
    };
    process.on('warning', onWarning);
    try {
      const writer = new RowWriter(folder);
      const count = 30;
      for (let index = 0; index < count; index++) await writer.write({ ...row, id: String(index) });
      const [path] = await writer.end(true);
      const ids: string[] = [];
      for await (const item of readRows(path ?? '')) if ('row' in item) ids.push(item.row.id);
      assert.deepEqual(
        ids,
        Array.from({ length: count }, (_, index) => String(index)),
      );
      await setImmediate();
      assert.deepEqual(warnings, []);
    } finally {
      process.off('warning', onWarning);
    }
  });

  it('fails where a file cannot be made', async () => {
    await assert.rejects(new RowWriter(join(folder, 'no\0name.jsonl')).write(row));
  });

  it('says with an error of its own what the system refused, and leaves nothing', async () => {
    await writeFile(join(folder, 'taken'), '');
    const refused = new RowWriter(join(folder, 'taken', 'rows.jsonl'));
    await assert.rejects(
      refused.write(row),
      (error) => error instanceof RowsUnwritten && /^E(?:EXIST|NOTDIR)$/.test(error.code),
    );
    await refused.end(false);
    const writer = new RowWriter(join(folder, 'rows.jsonl'));
    await writer.write(row);
    await mkdir(join(folder, 'rows.jsonl'));
    await assert.rejects(writer.end(true), RowsUnwritten);
    assert.deepEqual((await readdir(folder)).sort(), ['rows.jsonl', 'taken']);
  });
});
