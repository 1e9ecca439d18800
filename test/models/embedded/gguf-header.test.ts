import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasGgufHeader } from '../../../server/src/models/embedded/gguf-header.js';

describe('the header of a GGUF file', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-gguf-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  const header = (tensors: number, values: number): Buffer => {
    const bytes = Buffer.alloc(4096);
    bytes.write('GGUF', 'latin1');
    bytes.writeUInt32LE(3, 4);
    bytes.writeBigUInt64LE(BigInt(tensors), 8);
    bytes.writeBigUInt64LE(BigInt(values), 16);
    return bytes;
  };

  const files: [what: string, content: Buffer, isGood: boolean][] = [
    ['is there', header(40, 20), true],
    ['counts more than the file can hold', header(40, 1_000_000), false],
    ['counts more tensors than the file has room for', header(400, 20), false],
    ['counts no tensors', header(0, 20), false],
    ['is cut', header(40, 20).subarray(0, 20), false],
    ['is text', Buffer.from('GGUF and nothing else'.repeat(9)), false],
    ['is of another format', Buffer.from('PK\u0003\u0004'.repeat(99)), false],
  ];
  for (const [what, content, isGood] of files) {
    it(`${what}: ${isGood ? 'taken' : 'refused'}`, async () => {
      const path = join(folder, 'model.gguf');
      await writeFile(path, content);
      assert.equal(await hasGgufHeader(path), isGood);
    });
  }
});
