/**
 * `npm run package:npm`: makes the npm packages in `out/npm`. `bionote` is the command line and the language server, with the
 * weights, for every platform; `bionote-engine-PLATFORM` holds ONNX Runtime's binaries for one, and npm installs the one that fits.
 * The published package of ONNX Runtime would fetch 300 MB for graphics cards on the side.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packagesApart } from './bundle-node.mjs';
import { copyOnnx } from './bundle-onnx.mjs';
import { targets } from './targets.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const require = createRequire(import.meta.url);
const run = promisify(execFile);
const isWindows = process.platform === 'win32';
const npm = isWindows ? 'npm.cmd' : 'npm';

/** What the command line and the server need of what is built, and nothing of the editor's side. */
const shipped = [
  ...['cli', 'server', 'mcp', ...packagesApart].map((name) => `dist/${name}.cjs`),
  ...['embedded.mjs', 'encoder.mjs', 'node-llama-cpp', 'ThirdPartyNotices.txt'].map((name) => `dist/${name}`),
  ...['models/bionote-encoder', 'models/README.md', 'benchmark', 'schemas', 'samples', 'l10n', 'docs'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'media/screenshots'],
];

const { version, description, license, engines, bin, keywords, dependencies } = JSON.parse(
  await readFile('package.json', 'utf8'),
);
const texts = JSON.parse(await readFile('package.nls.json', 'utf8'));
const here = `${process.platform}-${process.arch}`;
const wanted = process.argv.includes('--all') ? Object.keys(targets) : [here];
const out = path.join('out', 'npm');

async function pack(name, manifest, fill) {
  const folder = path.join(out, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify({ name, version, license, ...manifest }, null, 2)}\n`,
  );
  await cp('LICENSE', path.join(folder, 'LICENSE'));
  await fill(folder);
  await run(npm, ['pack', '--silent', '--pack-destination', '..'], { cwd: folder, shell: isWindows });
  await rm(folder, { recursive: true, force: true });
  console.log(path.join(out, `${name}-${version}.tgz`));
}

await mkdir(out, { recursive: true });
await run(process.execPath, ['esbuild.mjs', '--production']);
await rm(path.join('dist', 'node-llama-cpp', 'bins'), { recursive: true, force: true });

await pack(
  'bionote',
  {
    description: texts[description.slice(1, -1)] ?? description,
    keywords,
    engines: { node: engines.node },
    bin,
    optionalDependencies: {
      ...Object.fromEntries(
        Object.values(targets).map((platform) => [
          `@node-llama-cpp/${platform}`,
          dependencies['node-llama-cpp'],
        ]),
      ),
      ...Object.fromEntries(Object.keys(targets).map((target) => [`bionote-engine-${target}`, version])),
    },
  },
  (folder) => Promise.all(shipped.map((name) => cp(name, path.join(folder, name), { recursive: true }))),
);

for (const target of wanted) {
  const [system, architecture] = target.split('-');
  const manifest = {
    description: `ONNX Runtime for BioNote on ${target}: what computes on the processor`,
    os: [system],
    cpu: [architecture],
  };
  await pack(`bionote-engine-${target}`, manifest, async (folder) => {
    await copyOnnx(folder, target);
    const runtime = path.dirname(require.resolve('onnxruntime-node/package.json'));
    const { license: theirs, version: of } = JSON.parse(
      await readFile(path.join(runtime, 'package.json'), 'utf8'),
    );
    const notice = `# bionote-engine-${target}\n\nBinaries of ONNX Runtime ${of} (${theirs} licence, Microsoft Corporation), as the package\nonnxruntime-node has them. Installed with \`bionote\`.\n`;
    await writeFile(path.join(folder, 'README.md'), notice);
  });
}
