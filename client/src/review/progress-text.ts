import type { ReviewProgress } from '../../../server/src/shared/review.js';
import type { Translator } from '../translator.js';

/** How far the review of a note has come, in one line. */
export function progressText(progress: ReviewProgress, l10n: Translator): string {
  const { confirmed, proposed, reviewedSentences, sentences, stale, unusable } = progress;
  const parts = [
    progress.note === 'yes' ? l10n.t('Reviewed') : '',
    progress.note === 'edited' ? l10n.t('Edited since it was reviewed') : '',
    l10n.t(
      '{0} confirmed, {1} proposed; {2} of {3} sentences reviewed',
      confirmed,
      proposed,
      reviewedSentences,
      sentences,
    ),
    stale.length > 0 ? l10n.t('{0} no longer fit the text', stale.length) : '',
    unusable.length > 0 ? l10n.t('{0} lines cannot be used', unusable.length) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
