import * as l10n from '@vscode/l10n';
import type { Alignment, Assertion } from '../tasks/ner/entity.js';

/** An assertion class in the reader's language. */
export function assertionWord(assertion: Assertion): string {
  switch (assertion) {
    case 'present':
      return l10n.t('present');
    case 'absent':
      return l10n.t('absent');
    case 'possible':
      return l10n.t('possible');
    case 'conditional':
      return l10n.t('conditional');
    case 'hypothetical':
      return l10n.t('hypothetical');
    case 'family':
      return l10n.t('of someone other than the patient');
    case 'history':
      return l10n.t('in the past');
  }
}

/** How a mention was placed, if not verbatim. */
export function alignmentWord(alignment: Alignment): string | undefined {
  switch (alignment) {
    case 'exact':
      return undefined;
    case 'folded':
      return l10n.t('placed by ignoring case and spaces');
    case 'fuzzy':
      return l10n.t('placed by similarity: the model quoted it differently');
  }
}
