import * as l10n from '@vscode/l10n';
import type { FileProblem } from '../review/standoff-lines.js';

/** Why annotators' files cannot be adjudicated. */
export type AnnotatorProblem =
  | FileProblem
  | 'too-few'
  | 'not-a-file'
  | 'is-gold'
  | 'missing'
  | 'unreadable'
  | 'other-text'
  | 'not-standoff';

/** The same in words that say what to do. `name` is the annotator's. */
export function annotatorSentence(problem: AnnotatorProblem, name: string): string {
  switch (problem) {
    case 'too-few':
      return l10n.t('Choose the files of two or more annotators, each once.');
    case 'not-a-file':
      return l10n.t('The annotations of {0} are not in a file on this machine.', name);
    case 'is-gold':
      return l10n.t(
        'The annotations of {0} are in the file beside this note, to which decisions are written. Annotators’ files are never changed: put them into separate folders.',
        name,
      );
    case 'missing':
      return l10n.t('The file of {0} is no longer there.', name);
    case 'unreadable':
      return l10n.t('The file of {0} cannot be read. Check its permissions.', name);
    case 'too-large':
      return l10n.t('The file of {0} is too large to be read.', name);
    case 'not-text':
      return l10n.t('The file of {0} is not text in UTF-8.', name);
    case 'other-text':
      return l10n.t(
        'The annotations of {0} are about another text: none of their words are at their offsets in this note. Nothing was written.',
        name,
      );
    case 'not-standoff':
      return l10n.t('The file of {0} is not brat standoff. Nothing was written.', name);
  }
}
