import * as l10n from '@vscode/l10n';
import { CodeActionKind, type CodeAction, type CodeActionContext, type Range } from 'vscode-languageserver';
import type { Contradiction } from '../analysis/note-analysis.js';
import { overlaps } from '../note/span.js';
import { serverCommands } from '../shared/protocol.js';
import { contradictionCode, diagnosticSource } from './diagnostics.js';
import { rangeOf, spanOf, type NoteView } from './note-view.js';
import { contradictionActions, reviewActions } from './review-actions.js';

export interface CodeActionOptions {
  /** Whether the client can show a range when the server asks. */
  readonly showDocument: boolean;
}

/**
 * Quick fixes for the contradictions that `range` touches: go to the premise, ignore the pair, confirm or reject it. Where the
 * user asks for actions, also those that decide on the mentions there.
 */
export function provideCodeActions(
  view: NoteView,
  range: Range,
  context: CodeActionContext,
  { showDocument }: CodeActionOptions,
): CodeAction[] {
  if (context.only && !context.only.some((kind) => isWithin(CodeActionKind.QuickFix, kind))) return [];
  const { analysis, document } = view;
  const { start, end } = spanOf(document, range);
  const touched = { start, end: Math.max(end, start + 1) };
  const fixes = analysis.contradictions
    .filter(({ hypothesis }) => overlaps(hypothesis, touched))
    .flatMap((contradiction) => {
      const shared = {
        kind: CodeActionKind.QuickFix,
        diagnostics: context.diagnostics.filter((diagnostic) => isAbout(diagnostic, contradiction)),
      };
      const show = l10n.t('Go to the statement that it contradicts');
      const ignore = l10n.t('Ignore this pair of statements');
      const fixes: CodeAction[] = [
        {
          ...shared,
          title: ignore,
          command: {
            title: ignore,
            command: serverCommands.ignorePair,
            arguments: [analysis.uri, contradiction.key],
          },
        },
      ];
      if (showDocument) {
        fixes.unshift({
          ...shared,
          title: show,
          command: {
            title: show,
            command: serverCommands.show,
            arguments: [analysis.uri, rangeOf(document, contradiction.premise)],
          },
        });
      }
      return [
        ...fixes,
        ...contradictionActions(view, contradiction).map((action) => ({ ...shared, ...action })),
      ];
    });
  return [...fixes, ...reviewActions(view, range, context)];
}

/** Kinds are paths: `quickfix` is within `quickfix` and within the empty kind. */
function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

/** Diagnostics come back from the client, so their data is checked and not trusted. */
function isAbout({ source, code, data }: CodeActionContext['diagnostics'][number], { key }: Contradiction) {
  const known: unknown = data;
  return (
    source === diagnosticSource &&
    code === contradictionCode &&
    typeof known === 'object' &&
    known !== null &&
    'key' in known &&
    known.key === key
  );
}
