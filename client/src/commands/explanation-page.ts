import type { ExplainProgress } from '../../../server/src/shared/protocol.js';
import { escapeMarkdown, withoutAddresses } from '../markdown.js';
import type { Translator } from '../translator.js';

/**
 * The Markdown of an explanation's page: a heading that names the two that are related, once they are known, and the
 * body, which is safe to show.
 */
export function explanationPage(related: ExplainProgress['related'], body: string, l10n: Translator): string {
  const oneLine = (text: string): string => escapeMarkdown(text.replace(/\s+/g, ' '));
  const heading = related
    ? l10n.t('Explanation: {0} → {1}', oneLine(related.head), oneLine(related.tail))
    : l10n.t('Explanation');
  return `### ${withoutAddresses(heading)}\n\n${withoutAddresses(body)}\n`;
}
