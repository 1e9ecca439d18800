import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce } from './cache-folder.js';
import { npmInstall } from './npm.js';

const codeServerVersion = '4.100.3';
const ripgrepVersion = '1.18.0';
const ripgrepPackage = `@vscode/ripgrep-linux-${process.arch}`;

/** Why this machine cannot run the editor from npm, or `undefined` if it can. */
export function editorUnavailable(): string | undefined {
  if (process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64')) return undefined;
  return (
    `The VS Code that npm carries runs on Linux only, and this is ${process.platform} on ${process.arch}. ` +
    'Install the desktop VS Code with its "code" command on the PATH and try again: https://code.visualstudio.com'
  );
}

/**
 * Installs code-server, which is VS Code with a real extension host, from npm into the cache. Its install
 * scripts, which compile modules and download ripgrep, are skipped: only the terminal and log files need them,
 * and ripgrep comes from its own package.
 *
 * @returns The path of its entry script.
 */
export async function installCodeServer(report: (message: string) => void): Promise<string> {
  const folder = await installOnce(`code-server-${codeServerVersion}`, async (staging) => {
    report(`Installing VS Code (code-server ${codeServerVersion}) from npm, once, about 300 MB …`);
    // code-server's argon2 has no prebuilt binary, and the password check needs one.
    const manifest = { private: true, overrides: { argon2: '0.44.0' } };
    await writeFile(path.join(staging, 'package.json'), JSON.stringify(manifest));
    await npmInstall(staging, `code-server@${codeServerVersion}`, `${ripgrepPackage}@${ripgrepVersion}`);
    const vscode = path.join(staging, 'node_modules/code-server/lib/vscode');
    await npmInstall(vscode);
    const search = path.join(vscode, 'node_modules/@vscode/ripgrep/bin');
    await mkdir(search);
    await symlink(
      path.relative(search, path.join(staging, 'node_modules', ripgrepPackage, 'bin/rg')),
      path.join(search, 'rg'),
    );
    await symlink('node_modules', path.join(vscode, 'node_modules.asar'));
    await symlink('code-linux.sh', path.join(vscode, 'bin/remote-cli/code-server'));
    await symlink('browser-linux.sh', path.join(vscode, 'bin/helpers/browser.sh'));
  });
  return path.join(folder, 'node_modules/code-server/out/node/entry.js');
}
