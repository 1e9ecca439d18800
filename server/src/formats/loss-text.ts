import * as l10n from '@vscode/l10n';
import type { ExportFormat } from '../shared/export.js';
import type { Loss } from './losses.js';

/** What a format could not carry, in a sentence. */
export function lossText(format: ExportFormat, { feature, count }: Loss): string {
  const whats: Record<Loss['feature'], string> = {
    assertion: l10n.t('assertions'),
    assertionSource: l10n.t('sources of an assertion'),
    confidence: l10n.t('confidences'),
    review: l10n.t('states of review'),
    source: l10n.t('sources of an annotation'),
    alignment: l10n.t('alignments'),
    discontinuous: l10n.t('discontinuous entities'),
    overlapping: l10n.t('overlapping entities'),
    relations: l10n.t('relations'),
    relationProbability: l10n.t('probabilities of relations'),
    evidence: l10n.t('pieces of evidence'),
    contradictions: l10n.t('contradictions'),
    type: l10n.t('entities of a type or assertion that it does not have'),
    boundaries: l10n.t('boundaries inside a token'),
    lineEnds: l10n.t('line ends'),
    characters: l10n.t('characters'),
    length: l10n.t('texts at full length'),
  };
  return l10n.t('{format} cannot carry: {what} ({count}).', { format, what: whats[feature], count });
}
