/**
 * `npm run package`: packages the extension for this machine's platform into `out/bionote-PLATFORM.vsix`.
 * Nothing from node_modules goes in: the bundles contain what they need, and the embedded engine's binaries
 * for the platform are copied next to them. `.vscodeignore` decides what ships.
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageLlama } from './bundle-llama.mjs';
import { stageOnnx } from './bundle-onnx.mjs';

/** The platform names of VS Code and of the engine. */
const enginePlatforms = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

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

const platform = `${process.platform}-${process.arch}`;
const enginePlatform = enginePlatforms[platform];
if (enginePlatform === undefined) throw new Error(`The embedded engine has no binaries for ${platform}.`);

await runNode('esbuild.mjs', '--production');
// The README's pictures ship with it, because there is no public address for them.
const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
const binaries = [path.join('dist', 'node-llama-cpp', 'bins'), path.join('dist', 'onnxruntime')];
const removeBinaries = () => Promise.all(binaries.map((each) => rm(each, { recursive: true, force: true })));
await removeBinaries();
await stageLlama('dist', enginePlatform);
await stageOnnx('dist', platform);
await mkdir('out', { recursive: true });
const vsix = path.join('out', `bionote-${platform}.vsix`);
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
try {
  await runNode(vsce, 'package', ...flags, '--target', platform, '--out', vsix);
} finally {
  // Development takes the binaries from node_modules, where an update would put new ones.
  await removeBinaries();
}
const { size } = await stat(vsix);
console.log(`${vsix}: ${(size / 1e6).toFixed(1)} MB`);
for (const name of (await readdir('dist')).filter((each) => /\.[cm]?js$/.test(each))) {
  const bundle = await stat(path.join('dist', name));
  console.log(`dist/${name}: ${(bundle.size / 1e3).toFixed(0)} kB`);
}
