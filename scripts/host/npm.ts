import { spawn } from 'node:child_process';

/**
 * The environment that npm gives its scripts describes this project. A nested npm must not see it, or it would
 * take this project's folder and settings for its own.
 */
function environmentWithoutProject(): NodeJS.ProcessEnv {
  const own =
    /^npm_(package|lifecycle|config_(local_prefix|prefix|global_prefix|ignore_scripts|omit|include))/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/**
 * Runs `npm install` in a folder without install scripts: the packages installed here ship their binaries.
 *
 * @throws When npm ends with an error; its output is in the message.
 */
export function npmInstall(folder: string, ...packages: string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['install', ...flags, ...packages], {
      cwd: folder,
      env: environmentWithoutProject(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (data: Buffer): void => void (output += data.toString());
    npm.stdout.on('data', keep);
    npm.stderr.on('data', keep);
    npm.on('error', reject);
    npm.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`npm install ${packages.join(' ')} ended with code ${code}:\n${output.slice(-4000)}`),
        );
    });
  });
}
