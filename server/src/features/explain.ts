import * as l10n from '@vscode/l10n';
import type { Relation } from '../analysis/note-analysis.js';
import { textOf } from '../note/span.js';
import type { ExplainResult } from '../shared/protocol.js';
import { relationGloss } from '../tasks/schema-words.js';
import { escaped, quoted } from './markdown.js';
import type { NoteView } from './note-view.js';
import { percent } from './percent.js';

/**
 * A relation as Markdown that is safe to show: its code and gloss, its probability, its evidence, and the model's
 * explanation, if there is one.
 */
export function explanationOf(
  view: NoteView,
  relation: Relation,
  explanation: string | undefined,
): ExplainResult {
  const head = view.entities.get(relation.head)?.text ?? '';
  const tail = view.entities.get(relation.tail)?.text ?? '';
  const gloss = escaped(relationGloss(relation));
  const lines = [
    `**${escaped(relation.code)}**: ${escaped(head)} → ${escaped(tail)}`,
    relation.probability === undefined
      ? gloss
      : l10n.t('{0} (probability {1})', gloss, percent(relation.probability)),
    quoted(textOf(view.analysis.text, relation.evidence)),
    explanation === undefined
      ? l10n.t('The model in use cannot write an explanation.')
      : escaped(explanation),
  ];
  return { markdown: lines.join('\n\n') };
}
