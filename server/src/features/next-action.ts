import * as l10n from '@vscode/l10n';
import type { Command } from 'vscode-languageserver';
import { causes, type Step } from '../models/causes.js';
import type { ModelErrorCode } from '../models/error-code.js';
import { clientCommands, serverCommands, settingsSection, type Settings } from '../shared/protocol.js';

/** A failure that something can be done about: of a model's call, or something that the model falls short of. */
export type FailureCode = ModelErrorCode | 'unknown-types' | 'ignores-schema' | 'no-probabilities';

export interface ActionOptions {
  /** The model that the settings name; offered for download if it is missing. */
  readonly model: string;
  /** The engine that the settings name. */
  readonly engine?: Settings['engine'];
  /** Whether the client carries out {@link clientCommands}. */
  readonly clientCommands: boolean;
}

/** The next actions after a failure with `code`, as commands that this client can carry out; at least one. */
export function actionsFor(code: FailureCode, options: ActionOptions): Command[] {
  return stepsFor(code)
    .concat('retry')
    .filter((step, i, all) => all.indexOf(step) === i)
    .flatMap((step) => commandFor(step, options) ?? []);
}

/** Opens a setting by its full name; `undefined` if the client cannot. */
export function settingAction(setting: string, clientCommands: boolean): Command | undefined {
  const name = setting.slice(settingsSection.length + 1);
  return commandFor({ setting: name }, { model: '', clientCommands });
}

function stepsFor(code: FailureCode): readonly Step[] {
  if (code === 'unknown-types') return ['chooseModel', { setting: 'schema' }];
  return code === 'ignores-schema' || code === 'no-probabilities' ? ['chooseModel'] : causes[code].steps;
}

/** The address of the server that `engine` means; the other settings of servers are shared. */
function settingFor(setting: string, engine: ActionOptions['engine']): string {
  return engine === 'openai' && setting === 'ollama.host' ? 'openai.url' : setting;
}

function commandFor(step: Step, { model, engine, clientCommands: own }: ActionOptions): Command | undefined {
  if (step === 'retry') return { title: l10n.t('Try again'), command: serverCommands.retry };
  if (!own) return undefined;
  switch (step) {
    case 'chooseModel':
      return { title: l10n.t('Choose a model'), command: clientCommands.chooseModel };
    case 'pullModel':
      if (model === '' || engine === 'openai') return undefined;
      return {
        title: l10n.t('Download {0}', model),
        command: clientCommands.pullModel,
        arguments: [model],
      };
    case 'showLog':
      return { title: l10n.t('Show the log'), command: clientCommands.showLog };
    case 'setKey':
      return { title: l10n.t('Set the key'), command: clientCommands.setServerKey };
    default: {
      const setting = settingFor(step.setting, engine);
      return {
        title: l10n.t('Open the setting {0}', setting),
        command: clientCommands.openSetting,
        arguments: [`${settingsSection}.${setting}`],
      };
    }
  }
}
