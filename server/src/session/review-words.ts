import * as l10n from '@vscode/l10n';
import type { RefusalCode } from '../review/decision.js';
import type { Left } from './review-writing.js';

/** Why a decision was not carried out, in one sentence that says what helps. */
export function refusalSentence(code: RefusalCode, line = ''): string {
  switch (code) {
    case 'nothing-there':
      return l10n.t('There is no such mention here any more.');
    case 'already-confirmed':
      return l10n.t('This is already confirmed.');
    case 'no-sentence':
      return l10n.t('There is no sentence here.');
    case 'nothing-to-undo':
      return l10n.t('You have nothing to undo in the review of this note.');
    case 'nothing-to-accept':
      return l10n.t('There is nothing to accept.');
    case 'nothing-to-reject':
      return l10n.t('There is nothing to reject.');
    case 'nothing-to-import':
      return l10n.t('There is nothing new to import.');
    case 'conflict':
      return l10n.t('Somebody else has changed line {0}. Nothing was written; look at it again.', line);
    case 'referred-to':
      return l10n.t('Other lines of the file refer to {0}. Remove them in the tool that made them.', line);
    case 'empty':
      return l10n.t('Select some words first.');
    case 'bad-name':
      return l10n.t('This name cannot be written to a standoff file.');
    case 'newer-log':
      return l10n.t('The log of this review was written by a newer BioNote. Update BioNote to continue.');
  }
}

/** Why the files of a note cannot be used. `file` is the name of the one that it is about. */
export function fileSentence(
  problem: 'not-a-file' | 'unsaved' | 'too-large' | 'not-text',
  file = '',
): string {
  switch (problem) {
    case 'not-a-file':
      return l10n.t('Only a note in a file can be reviewed. Save it first.');
    case 'unsaved':
      return l10n.t('Save the note first, in UTF-8: its review refers to the saved text.');
    case 'too-large':
      return l10n.t('{0} is too large to be read. Move it away to start a review.', file);
    case 'not-text':
      return l10n.t(
        '{0} is not text in UTF-8, so it is left unchanged. Move it away to start a review.',
        file,
      );
  }
}

/**
 * Why a review could not be written, what that has left, and what to do about it.
 *
 * @param code the system's code.
 * @param file the name of the file that could not be written.
 * @param log the name of the file in which `left` is.
 */
export function unwrittenSentence(code: string, file: string, left: Left, log: string): string {
  return `${whyUnwritten(code, file)} ${leftSentence(left, log)}`;
}

function whyUnwritten(code: string, file: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return l10n.t('{0} cannot be written: it is read-only, or its folder is.', file);
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('{0} cannot be written: the disk is full.', file);
    default:
      return l10n.t('{0} cannot be written ({1}).', file, code);
  }
}

function leftSentence(left: Left, log: string): string {
  if (left === 'nothing') return l10n.t('Nothing has changed.');
  if (left === 'unknown') {
    return l10n.t(
      'Nothing was decided, but {0} cannot be read now. Look at its last lines before you go on.',
      log,
    );
  }
  return l10n.t(
    'Nothing was decided, but what was written to {0} could not be taken back. Delete it from line {1} on before you decide again.',
    log,
    left.fromLine,
  );
}
