import { markdownReport, reportShape, textReport } from '../diagnostics/renderers.js';
import { buildReport, type Report } from '../diagnostics/report.js';
import type { LineState } from '../diagnostics/report-line.js';
import { jsonText } from '../formats/json.js';
import { defaultSettings } from '../settings/settings.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { writeResult } from './result-file.js';
import { withParts, type CommandContext } from './session.js';
import { colorsFor, wantsColor } from './style.js';
import { print } from './terminal.js';
import { visible, visibleJson } from './visible.js';

/** The formats of a report. */
export const reportFormats = ['text', 'json', 'markdown'] as const;

/** The options of `bionote doctor`, as commander parses them. */
export interface DoctorOptions extends EngineOptions {
  readonly format: (typeof reportFormats)[number];
  readonly output?: string;
}

/**
 * `bionote doctor`: what is there, what works, and what to do about the rest. Fails where no model can be used.
 *
 * @throws UsageError, OutputError or the signal's reason.
 */
export async function doctor(options: DoctorOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal, version } = context;
  const settings = settingsFrom(options);
  const facts = await withParts(context, settings, clinicalSchema, (parts) => parts.inspect(signal));
  const report = buildReport({
    ...facts,
    machine: { ...facts.machine, bionote: version },
    settings,
    defaults: defaultSettings,
    wrongSettings: [],
  });
  const { format, output = '-' } = options;
  if (output === '-') {
    await print(terminal.stdout, rendered(report, format, wantsColor(terminal.stdout, terminal.env)));
  } else {
    await writeResult(output, rendered(report, format, false));
  }
  return report.works ? exitCode.done : exitCode.failed;
}

function rendered(report: Report, format: DoctorOptions['format'], color: boolean): string {
  switch (format) {
    case 'json':
      return visibleJson(jsonText(reportShape(report), 'indented'));
    case 'markdown':
      return visible(markdownReport(report));
    case 'text': {
      const { green, yellow, red } = colorsFor(color);
      const looks: Readonly<Record<LineState, (text: string) => string>> = {
        ok: green,
        note: yellow,
        problem: red,
      };
      return visible(textReport(report, (state, text) => looks[state](text)));
    }
  }
}
