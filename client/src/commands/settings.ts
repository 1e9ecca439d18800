import * as vscode from 'vscode';
import { settingsSection } from '../../../server/src/protocol.js';

/** Changes a setting of BioNote where it is set now, or in the user's settings. Keys lack the prefix. */
export async function updateSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const found = configuration.inspect(key);
  const target =
    found?.workspaceValue === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await configuration.update(key, value, target);
}

/** A setting's value, as text. */
export function textSetting(key: string): string {
  return vscode.workspace.getConfiguration(settingsSection).get<string>(key, '');
}
