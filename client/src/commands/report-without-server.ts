import type { DiagnosticsReportParams } from '../../../server/src/shared/protocol.js';
import type { Translator } from '../translator.js';

/** What can be reported where no language server comes up: the editor's side, as Markdown. */
export function reportWithoutServer(
  { name, version, extension, kind, remote }: NonNullable<DiagnosticsReportParams['editor']>,
  platform: string,
  l10n: Translator,
): string {
  return [
    `# ${l10n.t('BioNote diagnostics report')}`,
    '',
    `- ${l10n.t('The language server is not running.')} ${l10n.t('The log of BioNote says where it stopped.')}`,
    `- ${l10n.t('Editor')}: ${name} ${version} (${kind})`,
    `- ${l10n.t('Extension')}: ${extension}`,
    `- ${l10n.t('Remote')}: ${remote ?? l10n.t('none')}`,
    `- ${l10n.t('Platform')}: ${platform}`,
    '',
  ].join('\n');
}
