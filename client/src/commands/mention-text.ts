import type { Annotation } from '../../../server/src/shared/protocol.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** What a mention is, in one line: "chest pain: problem, absent". `text` is its words in the note. */
export function mentionText(
  { type, assertion }: Pick<Annotation, 'type' | 'assertion'>,
  text: string,
  l10n: Translator,
): string {
  return plainText(
    assertion === undefined ? l10n.t('{0}: {1}', text, type) : l10n.t('{0}: {1}, {2}', text, type, assertion),
  );
}
