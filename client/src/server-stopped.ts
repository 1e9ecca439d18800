import { clientCommands, type RequestFailure, type StatusParams } from '../../server/src/shared/protocol.js';
import type { Translator } from './translator.js';

const problem = 'server-stopped';

/** What helps where no server runs. */
function actions(l10n: Translator): RequestFailure['actions'] {
  return [
    { title: l10n.t('Try again'), command: 'bionote.restart' },
    { title: l10n.t('Show the log'), command: clientCommands.showLog },
  ];
}

/**
 * The status where no server runs.
 *
 * @param forGood whether it will not be started again by itself, so that the user has to be told.
 */
export function stoppedStatus(forGood: boolean, l10n: Translator): StatusParams {
  return {
    state: 'unavailable',
    detail: l10n.t('The language server is not running.'),
    actions: actions(l10n),
    ...(forGood && { problem }),
  };
}

/**
 * What a request ends with where the server does not come up. It has the cause that the status names too, so that the
 * two are told of once; what exactly went wrong is in the log.
 */
export class ServerStopped extends Error {
  readonly data: RequestFailure;

  constructor(l10n: Translator) {
    super(l10n.t('The language server is not running.'));
    this.data = { problem, actions: actions(l10n) };
  }
}
