import * as l10n from '@vscode/l10n';
import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Contradiction } from '../analysis/note-analysis.js';
import { textOf } from '../note/span.js';
import { visible } from '../note/visible.js';
import type { Settings } from '../shared/protocol.js';
import { rangeOf, type NoteView } from './note-view.js';
import { percent } from './percent.js';

export const diagnosticSource = 'BioNote';
export const contradictionCode = 'contradiction';

/** What a contradiction's diagnostic carries for its quick fixes. */
export interface ContradictionData {
  readonly key: string;
  readonly premise: Range;
}

export interface DiagnosticOptions {
  readonly severity: Settings['contradictions']['severity'];
  /** Whether the client shows related information. */
  readonly relatedInformation: boolean;
}

const severities = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * A diagnostic for each contradiction. It is placed on the hypothesis, the later of the two statements. It is a
 * model's opinion and so never an error.
 */
export function computeDiagnostics(view: NoteView, options: DiagnosticOptions): Diagnostic[] {
  return view.analysis.contradictions.map((contradiction) => diagnosticOf(view, contradiction, options));
}

function diagnosticOf(
  { analysis, document }: NoteView,
  { key, premise, hypothesis, probability }: Contradiction,
  { severity, relatedInformation }: DiagnosticOptions,
): Diagnostic {
  const premiseText = shortened(textOf(analysis.text, premise));
  const hypothesisText = shortened(textOf(analysis.text, hypothesis));
  const message =
    probability === undefined
      ? l10n.t('“{0}” contradicts “{1}”', hypothesisText, premiseText)
      : l10n.t(
          '“{0}” contradicts “{1}” (probability {2})',
          hypothesisText,
          premiseText,
          percent(probability),
        );
  const data: ContradictionData = { key, premise: rangeOf(document, premise) };
  return {
    range: rangeOf(document, hypothesis),
    severity: severities[severity],
    source: diagnosticSource,
    code: contradictionCode,
    message,
    data,
    ...(relatedInformation && {
      relatedInformation: [
        {
          location: { uri: analysis.uri, range: data.premise },
          message: l10n.t('The statement that it contradicts: “{0}”', premiseText),
        },
      ],
    }),
  };
}

/** Words of a note, short enough for one line of a list, with nothing invisible. */
export function shortened(statement: string): string {
  const characters = Array.from(visible(statement.replace(/\s+/g, ' ').trim()));
  return characters.length > 120 ? `${characters.slice(0, 117).join('')}…` : characters.join('');
}
