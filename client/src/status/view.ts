import type { NoteStatus, StatusParams } from '../../../server/src/shared/protocol.js';
import { duration } from '../format.js';
import { progressText } from '../review/progress-text.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** What the language status and the status bar show. */
export interface StatusView {
  /** A few words: what is in use, or what is wrong. */
  readonly text: string;
  /** All the rest, in one line of parts. */
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  /** The user has switched the note off. */
  readonly off?: boolean;
}

/**
 * The status in words. `status` is missing until the server has said something; `note` is the one in the
 * active editor, if it is analyzed.
 */
export function statusView(
  status: StatusParams | undefined,
  note: NoteStatus | undefined,
  l10n: Translator,
  switchedOff = false,
): StatusView {
  if (switchedOff) return offView(status, l10n);
  if (!status) return { text: l10n.t('Starting'), detail: '', severity: 'information', busy: true };
  const parts = [
    engineText(status, l10n),
    status.detail,
    status.wrongSetting?.message,
    lastText(status, l10n),
    noteText(note, l10n),
    note?.review && progressText(note.review, l10n),
  ];
  return {
    text: plainText(text(status, note, l10n)),
    detail: plainText(parts.filter((part) => part !== undefined && part !== '').join(' · ')),
    severity: severity(status, note),
    busy: status.state === 'starting' || status.state === 'analyzing',
  };
}

/** A note that the user has switched off; what is wrong still shows. */
function offView(status: StatusParams | undefined, l10n: Translator): StatusView {
  const detail = plainText(
    status?.wrongSetting?.message ?? l10n.t('Analysis is switched off for this note.'),
  );
  const severity = status?.wrongSetting ? 'warning' : 'information';
  return { text: l10n.t('Switched off'), detail, severity, busy: false, off: true };
}

function text(status: StatusParams, note: NoteStatus | undefined, l10n: Translator): string {
  const model = [status.model, status.device].filter((part) => part !== undefined).join(' · ');
  switch (status.state) {
    case 'starting':
      return l10n.t('Starting');
    case 'unavailable':
      return l10n.t('No model');
    case 'off':
      return l10n.t('Off');
    case 'analyzing':
      return note?.state === 'running' && note.total > 0
        ? l10n.t('{0} of {1} · {2}', note.finished, note.total, model)
        : l10n.t('Analyzing · {0}', model);
    case 'ready':
      return model === '' ? l10n.t('Ready') : model;
  }
}

function severity(status: StatusParams, note: NoteStatus | undefined): StatusView['severity'] {
  if (status.state === 'unavailable') return 'error';
  if (status.wrongSetting || status.problem !== undefined) return 'warning';
  return note !== undefined && (note.failed > 0 || note.state === 'failed') ? 'warning' : 'information';
}

function engineText({ engine, host }: StatusParams, l10n: Translator): string | undefined {
  if (engine === 'embedded') return l10n.t('Embedded engine');
  if (engine === 'ollama') return host === undefined ? 'Ollama' : l10n.t('Ollama at {0}', host);
  if (engine === 'openai') return host === undefined ? undefined : l10n.t('Server at {0}', host);
  return undefined;
}

function lastText({ lastMilliseconds }: StatusParams, l10n: Translator): string | undefined {
  return lastMilliseconds === undefined
    ? undefined
    : l10n.t('last analysis {0}', duration(lastMilliseconds, l10n));
}

/** What was found in one note, and what was not: "12 entities, 3 relations, 1 contradiction, 2 failed". */
export function noteText(note: NoteStatus | undefined, l10n: Translator): string | undefined {
  if (!note) return undefined;
  if (note.state === 'off') return note.detail;
  const found = foundText(note, l10n);
  if (note.state !== 'waiting') return found;
  return note.finished === 0 ? l10n.t('not analyzed yet') : l10n.t('{0}, the rest not analyzed yet', found);
}

/** Counts of what was found, in words. */
export function foundText(
  found: Pick<
    NoteStatus,
    'entities' | 'relations' | 'contradictions' | 'failed' | 'unplaced' | 'pairsNotCompared'
  >,
  l10n: Translator,
): string {
  const parts = [
    found.entities === 1 ? l10n.t('1 entity') : l10n.t('{0} entities', found.entities),
    found.relations === 1 ? l10n.t('1 relation') : l10n.t('{0} relations', found.relations),
    found.contradictions === 1
      ? l10n.t('1 contradiction')
      : l10n.t('{0} contradictions', found.contradictions),
    ...(found.failed > 0 ? [l10n.t('{0} without a usable answer', found.failed)] : []),
    ...(found.unplaced > 0 ? [l10n.t('{0} not found in the text', found.unplaced)] : []),
    ...((found.pairsNotCompared ?? 0) > 0
      ? [
          found.pairsNotCompared === 1
            ? l10n.t('1 pair of statements not compared')
            : l10n.t('{0} pairs of statements not compared', found.pairsNotCompared ?? 0),
        ]
      : []),
  ];
  return parts.join(', ');
}
