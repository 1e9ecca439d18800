import * as vscode from 'vscode';
import { ConfigurationRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { updateSetting } from './settings.js';

/** Lets the user choose which types of entity and relation are looked for. */
export async function chooseSchema({ server }: App): Promise<void> {
  const { settings, schemas } = await server.request(ConfigurationRequest, {});
  const details = new Map([
    [
      'clinical',
      vscode.l10n.t('Problems, treatments, tests, anatomy, values and dosages: notes and case reports'),
    ],
    [
      'biomedical',
      vscode.l10n.t('Diseases, chemicals, genes, species, cells and variants: articles and abstracts'),
    ],
  ]);
  const edit = { label: vscode.l10n.t('Edit your own schemas …') };
  const items = schemas.map((name) => ({
    label: plainText(name),
    description: name === settings.schema ? vscode.l10n.t('in use') : '',
    detail: details.get(name) ?? vscode.l10n.t('Your own schema'),
    name,
  }));
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { name?: string }>(
    [...items, edit],
    {
      title: vscode.l10n.t('Choose a schema'),
      matchOnDetail: true,
    },
  );
  if (!picked) return;
  if (picked === edit) {
    await vscode.commands.executeCommand('bionote.openSetting', 'bionote.customSchemas');
  } else if (picked.name !== undefined) await updateSetting('schema', picked.name);
}
