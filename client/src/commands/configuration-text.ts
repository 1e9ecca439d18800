import type { ConfigurationResult } from '../../../server/src/shared/protocol.js';
import type { Translator } from '../translator.js';

/** The effective configuration as JSON with comments: problems first, then settings, schemas and status. */
export function configurationText(
  { settings, problems, status, schemas }: ConfigurationResult,
  l10n: Translator,
): string {
  const { state, engine, model, host, device, detail, problem } = status;
  const comments =
    problems.length === 0
      ? [l10n.t('Nothing is wrong with the settings.')]
      : [l10n.t('Wrong in the settings, and replaced by a default:'), ...problems.map((each) => `- ${each}`)];
  return [
    ...comments.map((line) => `// ${line.replace(/\s+/g, ' ')}`),
    JSON.stringify(
      { settings, schemas, status: { state, engine, model, host, device, detail, problem } },
      undefined,
      2,
    ),
    '',
  ].join('\n');
}
