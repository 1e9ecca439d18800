import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const licences = fileURLToPath(new URL('../licences', import.meta.url));

/** Texts in licences/ for packages that come without theirs. */
const textOfPackage = {
  '@vscode/l10n': 'vscode-l10n.txt',
  imurmurhash: 'imurmurhash.txt',
  'onnxruntime-common': 'onnxruntime.txt',
  'onnxruntime-node': 'onnxruntime.txt',
};

/** What is compiled into binaries and bundles of others, with the text in licences/ as their sources have it. */
const compiled = [
  {
    name: 'llama.cpp',
    title: 'llama.cpp, in the binaries of the embedded engine (MIT)',
    file: 'llama.cpp.txt',
  },
  { name: 'nlohmann/json', title: 'nlohmann/json, in llama.cpp (MIT)', file: 'nlohmann-json.txt' },
  { name: 'cpp-httplib', title: 'cpp-httplib, in llama.cpp (MIT)', file: 'cpp-httplib.txt' },
  {
    name: 'llamafile',
    title: 'Matrix multiplication of llamafile, in llama.cpp (MIT)',
    file: 'llamafile.txt',
  },
  { name: 'dagre', title: 'dagre, in cytoscape-dagre (MIT)', file: 'dagre.txt' },
];

/** The package folder that a bundled file comes from, relative to the project; none for our own files. */
function packageFolder(input) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
  const kept = textOfPackage[name];
  if (file === undefined && kept === undefined) {
    throw new Error(
      `${name} comes without its licence: put the text into licences/ and name it in notices.mjs`,
    );
  }
  const text = await readFile(
    file === undefined ? path.join(licences, kept) : path.join(folder, file),
    'utf8',
  );
  return { name, title: `${name} ${version} (${license})`, text };
}

async function licenceOfCompiled({ name, title, file }) {
  return { name, title, text: await readFile(path.join(licences, file), 'utf8') };
}

/**
 * Writes the names and licences of all code that a build holds: the packages in the bundles, and what the embedded
 * engine's binaries are compiled from.
 *
 * @param metafiles What esbuild says of each bundle.
 * @param also Folders of packages that ship beside the bundles.
 * @throws Error if the licence of a package is not known.
 */
export async function writeNotices(target, metafiles, also = []) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set([...inputs.map(packageFolder).filter((folder) => folder !== undefined), ...also]);
  const found = await Promise.all([...folders].map(licenceOf));
  const all = [...found, ...(await Promise.all(compiled.map(licenceOfCompiled)))];
  const unique = new Map(all.map((each) => [each.title, each]));
  const sorted = [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.map(({ title, text }) => `${title}\n\n${text.trim()}\n`);
  await writeFile(
    target,
    `BioNote contains code of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`,
  );
}
