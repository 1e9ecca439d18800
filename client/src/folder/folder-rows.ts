import type { ReviewState } from '../../../server/src/shared/protocol.js';
import type { FindingsFilter } from '../panel/filter.js';
import { filterFindings } from '../panel/filter.js';
import { noteRows, type Row } from '../panel/rows.js';
import { plainText } from '../plain-text.js';
import { foundText } from '../status/view.js';
import type { Translator } from '../translator.js';
import type { FolderNote, FolderRun } from './folder-notes.js';

/** How far the reviews of notes have come, by their addresses. */
type ReviewStates = ReadonlyMap<string, ReviewState>;

/** A line for each note of a folder, with what was found in it below. */
export function folderRows(
  { notes }: FolderRun,
  filter: FindingsFilter,
  l10n: Translator,
  reviews: ReviewStates = new Map(),
): Row[] {
  return notes.map((note) => noteRow(note, filter, l10n, reviews.get(note.uri)));
}

function noteRow(
  note: FolderNote,
  filter: FindingsFilter,
  l10n: Translator,
  review: ReviewState = 'none',
): Row {
  const label = plainText(note.name);
  const id = `${note.uri} `;
  const { findings } = note;
  if (!findings) {
    const spoken = `${label}, ${note.problem}`;
    return { id, label, description: note.problem, tooltip: note.problem, spoken, icon: { name: 'warning' } };
  }
  const shown = filterFindings(findings, filter);
  const count = foundText(
    {
      entities: shown.entities.length,
      relations: shown.relations.length,
      contradictions: shown.contradictions.length,
      failed: note.failed,
      unplaced: 0,
    },
    l10n,
  );
  const details = review === 'none' ? count : `${count} · ${stateText(review, l10n)}`;
  let children: readonly Row[] | undefined;
  return {
    id,
    label,
    description: details,
    spoken: `${label}, ${details}`,
    icon: { name: review === 'reviewed' ? 'pass' : 'file' },
    // Of two thousand notes, few are opened.
    get children() {
      return (children ??= noteRows(findings, filter, l10n, id));
    },
  };
}

/** How far the reviews of a folder's notes have come, in one sentence; empty if none has begun. */
export function reviewText(reviews: ReviewStates, l10n: Translator): string {
  const states = [...reviews.values()];
  const count = (wanted: ReviewState): number => states.filter((state) => state === wanted).length;
  const [reviewed, begun] = [count('reviewed'), count('begun')];
  if (reviewed + begun === 0) return '';
  return l10n.t('Reviewed: {0} of {1} notes; begun: {2}.', reviewed, states.length, begun);
}

function stateText(state: Exclude<ReviewState, 'none'>, l10n: Translator): string {
  return state === 'reviewed' ? l10n.t('reviewed') : l10n.t('review begun');
}

/** How far the run has come, in one sentence; empty if it is done. */
export function runText({ total, notes, state }: FolderRun, l10n: Translator): string {
  switch (state) {
    case 'running':
      return l10n.t('{0} of {1} notes analyzed', notes.length, total);
    case 'stopped':
      return l10n.t(
        'Stopped after {0} of {1} notes. Analyze the folder again to continue.',
        notes.length,
        total,
      );
    case 'done':
      return '';
  }
}
