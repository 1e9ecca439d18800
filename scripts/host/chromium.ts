import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { installOnce } from './cache-folder.js';
import { npmInstall } from './npm.js';

const chromiumVersion = '143.0.4';
const fontsVersion = '2.37.3';

/**
 * The package unpacks into the temporary folder, including the libraries Chromium needs only if it believes it
 * runs on this service.
 */
const unpackScript = `import('@sparticuz/chromium').then((m) => m.default.executablePath())`;

/** Makes the editor's text look the same on a machine without fonts. */
const fontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/node_modules/dejavu-fonts-ttf/ttf</dir>
  <dir>${folder}/unpacked/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;

function unpack(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', unpackScript], {
      cwd: folder,
      env: {
        ...process.env,
        TMPDIR: path.join(folder, 'unpacked'),
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && existsSync(path.join(folder, 'unpacked/chromium'))) resolve();
      else reject(new Error(`Chromium could not be unpacked:\n${output}`));
    });
  });
}

/** Installs Chromium from npm into the cache, with its libraries and fonts; returns the folder. */
async function installChromium(report: (message: string) => void): Promise<string> {
  return installOnce(`chromium-${chromiumVersion}`, async (staging) => {
    report(`Installing Chromium ${chromiumVersion} from npm, once, about 250 MB …`);
    await writeFile(path.join(staging, 'package.json'), JSON.stringify({ private: true }));
    await npmInstall(staging, `@sparticuz/chromium@${chromiumVersion}`, `dejavu-fonts-ttf@${fontsVersion}`);
    await mkdir(path.join(staging, 'unpacked'));
    await unpack(staging);
    await rm(path.join(staging, 'node_modules/@sparticuz/chromium/bin'), { recursive: true });
  });
}

/** An installed browser, for systems that the one from npm does not support. */
function installedBrowser(): string | undefined {
  const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  };
  return places[process.platform]?.find((place) => existsSync(place));
}

/**
 * Starts a headless browser: the Chromium from npm on 64-bit Linux, an installed one elsewhere.
 *
 * @throws When there is neither.
 */
export async function startBrowser(report: (message: string) => void = () => undefined): Promise<Browser> {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-sandbox',
  ];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const executablePath = installedBrowser();
    if (executablePath === undefined) {
      throw new Error(
        'No browser to drive the editor with: install Google Chrome or Chromium and try again.',
      );
    }
    return chromium.launch({ executablePath, args });
  }
  const folder = await installChromium(report);
  const fonts = path.join(folder, 'fonts.conf');
  await writeFile(fonts, fontSettings(folder));
  return chromium.launch({
    executablePath: path.join(folder, 'unpacked/chromium'),
    args,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path.join(folder, 'unpacked/al2023/lib'),
      FONTCONFIG_FILE: fonts,
    },
  });
}
