/**
 * `npm run package`: packages the extension for this machine's platform into `out/bionote-PLATFORM.vsix`; `npm run package:all`
 * for every platform, and a universal package without engines and weights. Nothing from node_modules goes in: the bundles
 * contain what they need, and the engines' binaries are copied next to them. `.vscodeignore` decides what ships.
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageLlama } from './bundle-llama.mjs';
import { stageOnnx } from './bundle-onnx.mjs';
import { targets, universal } from './targets.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
// The README's pictures ship with it, because there is no public address for them.
const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
const binaries = [path.join('dist', 'node-llama-cpp', 'bins'), path.join('dist', 'onnxruntime')];

function runNode(script, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(script)} ended with code ${code}`));
    });
  });
}

const removeBinaries = () => Promise.all(binaries.map((each) => rm(each, { recursive: true, force: true })));

async function packageFor(target) {
  await removeBinaries();
  await stageLlama('dist', targets[target]);
  await stageOnnx('dist', target);
  const vsix = path.join('out', `bionote-${target}.vsix`);
  await runNode(vsce, 'package', ...flags, '--target', target, '--out', vsix);
  return vsix;
}

async function packageUniversal() {
  await removeBinaries();
  const shipped = (await readFile('.vscodeignore', 'utf8'))
    .split('\n')
    .filter(
      (line) => !/^!(?:dist\/(?:embedded|encoder|onnxruntime|node-llama-cpp)|models\/bionote)/.test(line),
    );
  const ignoreFile = path.join('out', 'universal.vscodeignore');
  await writeFile(ignoreFile, shipped.join('\n'));
  const vsix = path.join('out', `bionote-${universal}.vsix`);
  await runNode(vsce, 'package', ...flags, '--ignoreFile', ignoreFile, '--out', vsix);
  return vsix;
}

const here = `${process.platform}-${process.arch}`;
const wanted = process.argv.includes('--all') ? [...Object.keys(targets), universal] : [here];
for (const target of wanted) {
  if (target !== universal && !(target in targets))
    throw new Error(`The engines have no binaries for ${target}.`);
}

await mkdir('out', { recursive: true });
await runNode('esbuild.mjs', '--production');
try {
  for (const target of wanted) {
    const vsix = target === universal ? await packageUniversal() : await packageFor(target);
    console.log(`${vsix}: ${((await stat(vsix)).size / 1e6).toFixed(1)} MB`);
  }
} finally {
  // Development takes the binaries from node_modules, where an update would put new ones.
  await removeBinaries();
}
for (const name of (await readdir('dist')).filter((each) => /\.[cm]?js$/.test(each))) {
  const bundle = await stat(path.join('dist', name));
  console.log(`dist/${name}: ${(bundle.size / 1e3).toFixed(0)} kB`);
}
