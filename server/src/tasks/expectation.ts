import * as l10n from '@vscode/l10n';
import type * as z from 'zod';

/** Longest list of unknown keys in a message, and longest key. */
const longest = { keys: 5, key: 40 };

/**
 * What was expected of a value that a person wrote, in the reader's language; completes "expected …". Holds
 * nothing of the value. Own checks of a shape say it themselves, with a message in the same form.
 */
export function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kindOf(issue.expected);
    case 'invalid_value':
      return l10n.t('one of {values}', { values: issue.values.map(String).join(', ') });
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum));
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum));
    case 'unrecognized_keys':
      return l10n.t('no unknown keys, such as {keys}', {
        keys: issue.keys.slice(0, longest.keys).map(printable).join(', '),
      });
    case 'invalid_union':
      return expectation(nearest(issue.errors) ?? { code: 'custom', path: [], message: otherwise() });
    case 'custom':
    case 'invalid_format':
      return issue.message;
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return otherwise();
  }
}

/** A key that a person wrote, short enough for a message and on one line. */
export function printable(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
  return line.length > longest.key ? `${line.slice(0, longest.key)}…` : line || '""';
}

function kindOf(type: string): string {
  const kinds: ReadonlyMap<string, string> = new Map([
    ['string', l10n.t('text')],
    ['number', l10n.t('a number')],
    ['int', l10n.t('a whole number')],
    ['boolean', l10n.t('true or false')],
    ['array', l10n.t('a list')],
    ['object', l10n.t('an object')],
    ['record', l10n.t('an object')],
  ]);
  return kinds.get(type) ?? otherwise();
}

function atLeast(origin: string, minimum: number): string {
  switch (origin) {
    case 'string':
      return minimum === 1 ? l10n.t('some text') : l10n.t('at least {minimum} characters', { minimum });
    case 'array':
      return l10n.t('at least {minimum} entries', { minimum });
    default:
      return l10n.t('a number of at least {minimum}', { minimum });
  }
}

function atMost(origin: string, maximum: number): string {
  switch (origin) {
    case 'string':
      return l10n.t('at most {maximum} characters', { maximum });
    case 'array':
      return l10n.t('at most {maximum} entries', { maximum });
    default:
      return l10n.t('a number of at most {maximum}', { maximum });
  }
}

/** The issue of the alternative that the value came closest to: one of its right kind, if there is one. */
function nearest(alternatives: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
  const ofKind = alternatives.find(
    ([issue]) => issue && !(issue.code === 'invalid_type' && issue.path.length === 0),
  );
  return (ofKind ?? alternatives[0])?.[0];
}

function otherwise(): string {
  return l10n.t('another value');
}
