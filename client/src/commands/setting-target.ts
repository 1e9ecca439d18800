/** Where a setting is written: the user's settings, or the workspace's. */
export type SettingTarget = 'user' | 'workspace';

/**
 * Where a setting is to be written to have an effect: where it is set now, or in the user's settings. In a
 * workspace that is not trusted its own values count for nothing, so only the user's do. Values of one folder do
 * not count either: engine, model and schema are one for the whole window.
 */
export function settingTarget(
  found: { readonly workspaceValue?: unknown } | undefined,
  trusted: boolean,
): SettingTarget {
  return trusted && found?.workspaceValue !== undefined ? 'workspace' : 'user';
}
