import * as z from 'zod';
import { markdownReport } from '../diagnostics/renderers.js';
import { buildReport } from '../diagnostics/report.js';
import { defaultSettings } from '../settings/settings.js';
import type { DiagnosticsReportResult } from '../shared/protocol.js';
import type { Session } from './session.js';

const word = z.string().max(200);

const editorShape = z.object({
  name: word,
  version: word,
  extension: word,
  kind: word,
  remote: word.optional(),
});

/**
 * The report on this session as Markdown.
 *
 * @param editor what the client says about itself, unchecked.
 * @throws the reason of `signal`.
 */
export async function diagnosticsReport(
  { parts, settings, problems, errors }: Session,
  editor: unknown,
  signal: AbortSignal,
): Promise<DiagnosticsReportResult> {
  const said = editorShape.safeParse(editor).data;
  const report = buildReport({
    ...(await parts.inspect(signal)),
    settings: settings.all.settings,
    defaults: defaultSettings,
    wrongSettings: problems.map(({ setting }) => setting),
    errors: errors.latest(),
    ...(said && {
      editor: {
        name: said.name,
        version: said.version,
        extension: said.extension,
        kind: said.kind,
        ...(said.remote !== undefined && { remote: said.remote }),
      },
    }),
  });
  return { markdown: markdownReport(report), works: report.works };
}
