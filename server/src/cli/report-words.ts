import * as l10n from '@vscode/l10n';
import type { FailedUnit } from '../analysis/note-analysis.js';

/** What was looked for, in the reader's language. */
export function taskWord(task: FailedUnit['task']): string {
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

/** What made two statements worth comparing, by its cue. */
export function cueWord(cue: string): string {
  switch (cue) {
    case 'assertion':
      return l10n.t('one affirms, one denies');
    case 'laterality':
      return l10n.t('left and right');
    case 'medication':
      return l10n.t('drug given or not');
    case 'number':
      return l10n.t('numbers');
    case 'antonym':
      return l10n.t('opposites');
    default:
      return l10n.t('the same thing');
  }
}

/** Why a piece of work has no usable answer, by its code, in a sentence. */
export function failureReason(code: string): string {
  switch (code) {
    case 'note-too-long':
      return l10n.t(
        'The note is too long: its beginning was analyzed, and what follows from here was not. Split the note.',
      );
    case 'not-json':
    case 'schema':
      return l10n.t('The answer did not have the form that was asked for.');
    case 'cut':
      return l10n.t('The answer was cut off.');
    case 'empty':
      return l10n.t('The answer was empty.');
    case 'looping':
      return l10n.t('The answer repeated itself without end.');
    case 'misaligned':
      return l10n.t('The answer did not repeat the text word for word.');
    case 'unknown-label':
      return l10n.t('The answer named nothing but types that the schema does not have.');
    case 'not-in-text':
      return l10n.t('The answer named words that are not in the text.');
    case 'timeout':
      return l10n.t('The model did not answer in time.');
    case 'stream-cut':
      return l10n.t('The connection to the model broke off.');
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
