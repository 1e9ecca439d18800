import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The package folder that a bundled file comes from, relative to the project; none for our own files. */
function packageFolder(input) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
  const text = file === undefined ? '' : (await readFile(path.join(folder, file), 'utf8')).trim();
  return { name, title: `${name} ${version} (${license})`, text };
}

/**
 * Writes the names and licences of the packages whose code is in a build.
 *
 * @param metafiles What esbuild says of each bundle.
 * @param also Folders of packages that ship beside the bundles.
 */
export async function writeNotices(target, metafiles, also = []) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set([...inputs.map(packageFolder).filter((folder) => folder !== undefined), ...also]);
  const licences = await Promise.all([...folders].map(licenceOf));
  const unique = new Map(licences.map((each) => [each.title, each]));
  const sorted = [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.map(({ title, text }) => `${title}\n\n${text}\n`);
  await writeFile(
    target,
    `BioNote contains code of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`,
  );
}
