import { maxListed, type NoteAnnotations, type FailedPiece } from '../../../server/src/shared/protocol.js';
import { failureReason, taskName } from '../../../server/src/shared/failure-reason.js';
import type { Translator } from '../translator.js';

/** What the legend lists of a note besides its types: a heading, and below it what it concerns. */
export interface LeftOutGroup {
  readonly id: 'unplaced' | 'failures';
  readonly label: string;
  readonly tooltip: string;
  readonly items: readonly LeftOutItem[];
}

/** One line below a heading; it leads to a sentence. */
export interface LeftOutItem {
  readonly label: string;
  readonly description: string;
  readonly uri: string;
  readonly range: FailedPiece['range'];
}

/** What could not be placed in the note, and what has no usable answer; headings with nothing below are left out. */
export function leftOut(
  { uri, unplaced, failures }: Pick<NoteAnnotations, 'uri' | 'unplaced' | 'failures'>,
  l10n: Translator,
): LeftOutGroup[] {
  const line = ({ start }: FailedPiece['range']): string => l10n.t('line {0}', start.line + 1);
  const groups: LeftOutGroup[] = [
    {
      id: 'unplaced',
      label: l10n.t('Not placed ({0})', count(unplaced)),
      tooltip: l10n.t('Mentions from the model that are not in their sentence'),
      items: unplaced.map(({ range, text, type }) => ({
        label: text,
        description: `${type} · ${line(range)}`,
        uri,
        range,
      })),
    },
    {
      id: 'failures',
      label: l10n.t('Without a usable answer ({0})', count(failures)),
      tooltip: l10n.t('Sentences and pairs of statements without a usable answer'),
      items: failures.map(({ range, task, code }) => ({
        label: failureReason(code, l10n),
        description: `${taskName(task, l10n)} · ${line(range)}`,
        uri,
        range,
      })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** How many there are; where the message holds no more, that there are at least so many. */
function count({ length }: readonly unknown[]): string {
  return length < maxListed ? String(length) : `${length}+`;
}
