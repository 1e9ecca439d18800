import * as l10n from '@vscode/l10n';
import { readQuestions } from '../shared/questions.js';
import { longestQuestion, type NoteQuestion } from '../tasks/answer/form.js';
import { readTextFile } from './bounded-reading.js';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/** In bytes. */
const largestFile = 1_000_000;

/**
 * The questions to ask: those on the command line, then those of a file, which is JSON or holds one on each line.
 *
 * @throws UsageError if there is none, one is too long, or the file cannot be read; or the signal's reason.
 */
export async function questionsFrom(
  given: readonly string[],
  path: string | undefined,
  choices: readonly string[],
  signal: AbortSignal,
): Promise<NoteQuestion[]> {
  const text = path === undefined ? '' : await readTextFile(path, largestFile, signal);
  const kept = readQuestions(text);
  if (!kept) {
    throw new UsageError(
      l10n.t(
        '{file} is not a list of questions: expected JSON with a list "questions", or one question per line.',
        {
          file: visible(path ?? ''),
        },
      ),
    );
  }
  const own = given
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => ({ text: each, ...(choices.length > 0 && { choices }) }));
  const questions = [...own, ...kept];
  if (questions.length === 0) {
    throw new UsageError(
      path === undefined
        ? l10n.t('Give a question: --question "Does the patient smoke?", or a file: --questions FILE.')
        : l10n.t('{file} contains no question.', { file: visible(path) }),
    );
  }
  if (questions.some((question) => question.text.length > longestQuestion)) {
    throw new UsageError(
      l10n.t('A question has more than {limit} characters. Ask one thing at a time.', {
        limit: longestQuestion,
      }),
    );
  }
  return questions;
}
