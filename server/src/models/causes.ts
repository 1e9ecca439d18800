import * as l10n from '@vscode/l10n';
import type { ModelErrorCode } from './error-code.js';

/** A way out that the editor offers. A setting is named without its section. */
export type Step =
  'retry' | 'chooseModel' | 'pullModel' | 'showLog' | 'setKey' | { readonly setting: string };

/** What a root cause means for what comes next. */
export interface Cause {
  /**
   * What else fails: nothing but this `call`; every call for the `moment`; or every call of the `engine`, until
   * somebody does something about it.
   */
  readonly reach: 'call' | 'moment' | 'engine';
  /** Whether to choose the model again: the server, or what it holds, is not what it was. */
  readonly reselect?: true;
  /** What helps in the editor, the most likely first. */
  readonly steps: readonly Step[];
  /** What helps on the command line, where the message itself names a setting of the editor. */
  readonly terminal?: () => string;
}

const otherEngine = (): string =>
  l10n.t(
    'On the command line: --host ADDRESS, or --server URL for another kind of server, or --engine embedded.',
  );

/** All that BioNote knows of each root cause, but for the sentence that the adapter writes. */
export const causes: Readonly<Record<ModelErrorCode, Cause>> = {
  unreachable: {
    reach: 'engine',
    reselect: true,
    steps: ['retry', { setting: 'ollama.host' }, { setting: 'engine' }],
    terminal: otherEngine,
  },
  'not-ollama': {
    reach: 'engine',
    reselect: true,
    steps: [{ setting: 'ollama.host' }, 'retry'],
    terminal: otherEngine,
  },
  'host-refused': {
    reach: 'engine',
    steps: [{ setting: 'ollama.allowRemoteHost' }, { setting: 'ollama.host' }],
    terminal: () => l10n.t('On the command line: --allow-remote-host.'),
  },
  'key-refused': { reach: 'engine', steps: ['setKey', { setting: 'ollama.host' }] },
  'no-model': {
    reach: 'engine',
    steps: ['chooseModel'],
    terminal: () => l10n.t('On the command line: --model NAME. `bionote models` lists the names.'),
  },
  'model-missing': {
    reach: 'engine',
    reselect: true,
    steps: ['pullModel', 'chooseModel'],
    terminal: () => l10n.t('On the command line: `bionote models` lists the available models.'),
  },
  'cloud-refused': {
    reach: 'engine',
    steps: ['chooseModel', { setting: 'ollama.allowCloudModels' }],
    terminal: () => l10n.t('On the command line: --allow-cloud-models.'),
  },
  busy: { reach: 'moment', steps: ['retry'] },
  timeout: { reach: 'call', steps: ['retry', 'chooseModel'] },
  'stream-cut': { reach: 'call', steps: ['retry'] },
  'context-overflow': { reach: 'call', steps: ['chooseModel'] },
  'out-of-memory': { reach: 'engine', steps: ['chooseModel'] },
  'engine-died': { reach: 'engine', steps: ['retry', 'showLog'] },
  'engine-unavailable': {
    reach: 'engine',
    steps: [{ setting: 'engine' }, { setting: 'embedded.modelPath' }, 'showLog'],
    terminal: () => l10n.t('On the command line: --engine ollama --model NAME.'),
  },
  unsupported: {
    reach: 'engine',
    steps: ['chooseModel', { setting: 'dialect' }],
    terminal: () => l10n.t('On the command line: --model FILE.gguf.'),
  },
  // The model does all that it can otherwise.
  'writes-nothing': {
    reach: 'call',
    steps: ['chooseModel'],
    terminal: () => l10n.t('On the command line: --model NAME. `bionote models` lists the names.'),
  },
  'server-error': { reach: 'call', steps: ['retry', 'showLog'] },
};
