import type { FailedPiece } from './protocol.js';

/** A translator: `vscode.l10n` in the client, `@vscode/l10n` on the command line. */
interface Translator {
  t(message: string): string;
}

/** A sentence that says why a piece of work has no usable answer. */
export function failureReason(code: string, l10n: Translator): string {
  switch (code) {
    case 'note-too-long':
      return l10n.t('The note is too long: only the text before this point was analyzed. Split the note.');
    case 'not-json':
    case 'schema':
      return l10n.t('The answer did not have the requested form.');
    case 'cut':
      return l10n.t('The answer was cut off.');
    case 'empty':
      return l10n.t('The answer was empty.');
    case 'looping':
      return l10n.t('The answer repeated itself endlessly.');
    case 'misaligned':
      return l10n.t('The answer did not repeat the text word for word.');
    case 'unknown-label':
      return l10n.t('The answer named only types that the schema does not have.');
    case 'not-in-text':
      return l10n.t('The answer named words that are not in the text.');
    case 'timeout':
      return l10n.t('The model did not answer in time.');
    case 'stream-cut':
      return l10n.t('The connection to the model was lost.');
    case 'context-overflow':
      return l10n.t('The text is longer than the context of the model.');
    case 'busy':
      return l10n.t('The engine was busy.');
    case 'out-of-memory':
      return l10n.t('There was not enough memory for the model.');
    case 'engine-died':
      return l10n.t('The engine ended while it was answering.');
    case 'unreachable':
      return l10n.t('Ollama did not answer.');
    case 'server-error':
      return l10n.t('The engine reported an error.');
    default:
      return l10n.t('There was no usable answer.');
  }
}

/** The name of a task, for people. */
export function taskName(task: FailedPiece['task'], l10n: Translator): string {
  switch (task) {
    case 'ner':
      return l10n.t('Entities');
    case 'relations':
      return l10n.t('Relations');
    case 'nli':
      return l10n.t('Contradictions');
    case 'explanation':
      return l10n.t('Explanation');
  }
}
