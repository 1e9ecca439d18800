import * as l10n from '@vscode/l10n';
import type * as z from 'zod';
import { expectation, printable } from './expectation.js';

/** What is wrong with a part of a schema that a person wrote, a sentence each. */
export function issues(where: string, error: z.ZodError): string[] {
  return error.issues
    .slice(0, 5)
    .map((issue) =>
      problemAt([where, ...issue.path.map((key) => printable(String(key)))].join('.'), expectation(issue)),
    );
}

/** One sentence on what is wrong, where, and what to do; `where` is empty for the schemas as a whole. */
export function problemAt(where: string, expected: string): string {
  return where === ''
    ? l10n.t('Expected {expected}. Anything else is ignored.', { expected })
    : l10n.t('{where}: expected {expected}. It is ignored until this is corrected.', { where, expected });
}
