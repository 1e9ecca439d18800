import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { openSession } from './session.js';

/** Everything that may ship; what fits none of these does not. */
const allowed: readonly RegExp[] = [
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(README|CHANGELOG)\.md$/i,
  /^(CONTRIBUTING|training\/encoder|docs\/[\w-]+)\.md$/,
  /^LICENSE(\.txt)?$/,
  /^\.vsixmanifest$/,
  /^language-configuration\.json$/,
  /^dist\/(extension|client|server|cli|mcp|cacache|commander|csv-parse|glob|sax|undici)\.cjs$/,
  /^dist\/(embedded|encoder)\.mjs$/,
  /^dist\/graph\.js$/,
  /^dist\/onnxruntime\/\w+\/\w+\/[\w.-]+$/,
  /^dist\/ThirdPartyNotices\.txt$/,
  /^dist\/node-llama-cpp\/(package\.json|LICENSE|llama\/binariesGithubRelease\.json)$/,
  /^dist\/node-llama-cpp\/bins\/[\w-]+\/[\w.-]+$/,
  /^l10n\/[\w.-]+\.json$/,
  /^media\/[\w/-]+\.(svg|png|md)$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^samples\/[\w.-]+$/,
  /^schemas\/[\w.-]+\.json$/,
  /^benchmark\/(README\.md|(dev|test)\/(\d+\.(ann|txt|medications\.jsonl)|pairs\.jsonl))$/,
  /^models\/README\.md$/,
  /^models\/bionote-encoder\/(model\.onnx|config\.json|judge\.onnx|judge\.json|tokenizer\.json|words\.onnx_data)$/,
];

const needed: readonly string[] = [
  'package.json',
  'package.nls.json',
  'LICENSE.txt',
  'language-configuration.json',
  'dist/extension.cjs',
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/cli.cjs',
  'dist/mcp.cjs',
  'dist/cacache.cjs',
  'dist/commander.cjs',
  'dist/csv-parse.cjs',
  'dist/glob.cjs',
  'dist/sax.cjs',
  'dist/undici.cjs',
  'dist/graph.js',
  'dist/embedded.mjs',
  'dist/encoder.mjs',
  'dist/ThirdPartyNotices.txt',
  'samples/progress-note.note',
  'docs/security.md',
  'CONTRIBUTING.md',
  'models/README.md',
  'models/bionote-encoder/model.onnx',
  'models/bionote-encoder/judge.onnx',
];

const bundles = needed.filter((name) => /^dist\/.*\.[cm]?js$/.test(name));

describe('the packed extension', () => {
  let folder: string;
  let files: string[];

  before(async function () {
    this.timeout(300_000);
    folder = (await openSession()).extension;
    const entries = await readdir(folder, { recursive: true });
    const kinds = await Promise.all(entries.map((name) => stat(path.join(folder, name))));
    files = entries.filter((_, i) => kinds[i]?.isFile());
  });

  it('holds what it needs', () => {
    assert.deepEqual(
      needed.filter((name) => !files.includes(name)),
      [],
    );
  });

  it('holds nothing else', () => {
    assert.deepEqual(
      files.filter((name) => !allowed.some((pattern) => pattern.test(name))),
      [],
    );
  });

  it('holds binaries of ONNX Runtime for this platform only, and none for graphics cards', () => {
    const binaries = files.filter((name) => name.startsWith('dist/onnxruntime/'));
    const here = `dist/onnxruntime/${process.platform}/${process.arch}/`;
    assert.ok(binaries.some((name) => name.endsWith('.node')));
    assert.deepEqual(
      binaries.filter(
        (name) => !name.startsWith(here) || /cuda|tensorrt|directml|dxil|dxcompiler/i.test(name),
      ),
      [],
    );
  });

  it('holds binaries of the embedded engine for this platform only', () => {
    const folders = new Set(
      files.filter((name) => name.startsWith('dist/node-llama-cpp/bins/')).map((name) => name.split('/')[3]),
    );
    assert.equal(folders.size, 1);
  });

  for (const name of bundles) {
    it(`keeps ${name} below a megabyte`, async () => {
      const { size } = await stat(path.join(folder, name));
      assert.ok(size < 1_000_000, `${size} bytes`);
    });
  }

  it('loads next to nothing for a file that is not analyzed', async () => {
    const { size } = await stat(path.join(folder, 'dist/extension.cjs'));
    assert.ok(size < 16_000, `${size} bytes`);
  });

  it('names every package of which it contains code', async () => {
    const notices = await readFile(path.join(folder, 'dist/ThirdPartyNotices.txt'), 'utf8');
    for (const name of [
      'vscode-languageclient',
      'vscode-languageserver',
      'node-llama-cpp',
      'onnxruntime-node',
      '@huggingface/tokenizers',
      'zod',
      'ollama',
      'cytoscape',
      'cytoscape-dagre',
      'dagre',
    ]) {
      assert.match(notices, new RegExp(`^${name}(?: \\d|, in )`, 'm'));
    }
  });
});
