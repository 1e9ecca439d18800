import * as vscode from 'vscode';
import { settingsSection } from '../../../server/src/shared/protocol.js';
import { settingTarget } from './setting-target.js';

/** Changes a setting of BioNote where that has an effect. Keys lack the prefix. */
export async function updateSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const target = settingTarget(configuration.inspect(key), vscode.workspace.isTrusted);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await configuration.update(key, value, target === 'user' ? Global : Workspace);
}

/** A setting's value, as text. */
export function textSetting(key: string): string {
  return vscode.workspace.getConfiguration(settingsSection).get<string>(key, '');
}
