import * as l10n from '@vscode/l10n';
import type { Command } from 'vscode-languageserver';
import { clientCommands, serverCommands, settingsSection } from '../shared/protocol.js';

type Step = 'retry' | 'chooseModel' | 'pullModel' | 'showLog' | { readonly setting: string };

/** What helps against each root cause, the most likely first. */
const steps: Readonly<Record<string, readonly Step[]>> = {
  unreachable: ['retry', { setting: 'ollama.host' }, { setting: 'engine' }],
  'not-ollama': [{ setting: 'ollama.host' }, 'retry'],
  'host-refused': [{ setting: 'ollama.allowRemoteHost' }, { setting: 'ollama.host' }],
  'no-model': ['chooseModel'],
  'model-missing': ['pullModel', 'chooseModel'],
  'cloud-refused': ['chooseModel', { setting: 'ollama.allowCloudModels' }],
  busy: ['retry', { setting: 'ollama.parallelRequests' }],
  timeout: ['retry', { setting: 'ollama.firstTokenTimeout' }, 'chooseModel'],
  'stream-cut': ['retry'],
  'context-overflow': [{ setting: 'ollama.contextLength' }, 'chooseModel'],
  'out-of-memory': ['chooseModel', { setting: 'ollama.contextLength' }],
  'engine-died': ['retry', 'showLog'],
  'engine-unavailable': [{ setting: 'engine' }, { setting: 'embedded.modelPath' }, 'showLog'],
  'unknown-types': ['chooseModel', { setting: 'schema' }],
  unsupported: ['chooseModel', { setting: 'dialect' }],
  'server-error': ['retry', 'showLog'],
};

export interface ActionOptions {
  /** The model that the settings name; offered for download where it is missing. */
  readonly model: string;
  /** Whether the client carries out {@link clientCommands}. */
  readonly clientCommands: boolean;
}

/** The next actions after a failure with `code`, as commands that this client can carry out; at least one. */
export function actionsFor(code: string, options: ActionOptions): Command[] {
  return (steps[code] ?? ['retry' as const])
    .concat('retry')
    .filter((step, i, all) => all.indexOf(step) === i)
    .flatMap((step) => commandFor(step, options) ?? []);
}

/** Opens a setting by its full name; `undefined` where the client cannot. */
export function settingAction(setting: string, clientCommands: boolean): Command | undefined {
  const name = setting.slice(settingsSection.length + 1);
  return commandFor({ setting: name }, { model: '', clientCommands });
}

function commandFor(step: Step, { model, clientCommands: own }: ActionOptions): Command | undefined {
  if (step === 'retry') return { title: l10n.t('Try again'), command: serverCommands.retry };
  if (!own) return undefined;
  switch (step) {
    case 'chooseModel':
      return { title: l10n.t('Choose a model'), command: clientCommands.chooseModel };
    case 'pullModel':
      if (model === '') return undefined;
      return {
        title: l10n.t('Download {0}', model),
        command: clientCommands.pullModel,
        arguments: [model],
      };
    case 'showLog':
      return { title: l10n.t('Show the log'), command: clientCommands.showLog };
    default:
      return {
        title: l10n.t('Open the setting {0}', step.setting),
        command: clientCommands.openSetting,
        arguments: [`${settingsSection}.${step.setting}`],
      };
  }
}
