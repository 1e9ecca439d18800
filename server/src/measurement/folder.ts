import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where measurements of models are kept: of this user, for the editor and the command line alike, so that a model measured
 * in one is known in the other. `BIONOTE_MEASUREMENTS` names another folder.
 */
export function measurementsFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const named = env['BIONOTE_MEASUREMENTS'] ?? '';
  if (isAbsolute(named)) return named;
  return join(dataFolder(env, platform, home), 'bionote', 'measurements');
}

function dataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  const data = env['XDG_DATA_HOME'] ?? '';
  return isAbsolute(data) ? data : join(home, '.local', 'share');
}
