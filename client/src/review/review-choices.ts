import type { Annotation, ReviewParams } from '../../../server/src/shared/protocol.js';
import type { Translator } from '../translator.js';

/** A decision that a person can make here, and the key that makes it. */
export interface ReviewChoice {
  /** One letter. */
  readonly key: string;
  readonly label: string;
  /** What the server is asked, or what the editor does by itself. */
  readonly action:
    | Exclude<
        ReviewParams['action'],
        | 'rejectRelation'
        | 'acceptEach'
        | 'rejectEach'
        | 'withdrawEach'
        | 'contradict'
        | 'uncontradict'
        | 'rejectContradiction'
        | 'adjudicate'
      >
    | 'next'
    | 'previous'
    | 'order';
}

/** What the menu of a review depends on. */
export interface ReviewScene {
  /** The mention under the cursor, the shortest where several are. */
  readonly mention?: Annotation | undefined;
  readonly hasSelection: boolean;
  /** Whether there is another mention that this one can be related to. */
  readonly hasOthers: boolean;
  /** Whether the next one and the previous one are found by their certainty. */
  readonly byCertainty?: boolean;
}

/** The decisions that fit, in the order of the menu. */
export function reviewChoices(
  { mention, hasSelection, hasOthers, byCertainty = false }: ReviewScene,
  l10n: Translator,
): ReviewChoice[] {
  const choices: ReviewChoice[] = [];
  if (mention) {
    if (mention.state === 'confirmed') {
      choices.push({ key: 'd', label: l10n.t('Remove this annotation'), action: 'remove' });
    } else {
      choices.push({ key: 'a', label: l10n.t('Accept'), action: 'accept' });
      choices.push({ key: 'r', label: l10n.t('Reject'), action: 'reject' });
    }
    choices.push({ key: 't', label: l10n.t('Change the type …'), action: 'retype' });
    choices.push({ key: 's', label: l10n.t('Change the assertion …'), action: 'assert' });
    if (hasSelection) {
      choices.push({ key: 'e', label: l10n.t('Resize to the selection'), action: 'resize' });
    }
    if (hasOthers) choices.push({ key: 'l', label: l10n.t('Relate to another mention …'), action: 'relate' });
  }
  if (hasSelection) choices.push({ key: 'i', label: l10n.t('Annotate the selection …'), action: 'add' });
  return [
    ...choices,
    { key: 'n', label: l10n.t('Go to the next one to review'), action: 'next' },
    { key: 'p', label: l10n.t('Go to the previous one to review'), action: 'previous' },
    {
      key: 'o',
      label: byCertainty ? l10n.t('Go in the order of the note') : l10n.t('Go to the least certain first'),
      action: 'order',
    },
    { key: 'c', label: l10n.t('Accept all in this sentence'), action: 'acceptSentence' },
    { key: 'y', label: l10n.t('Accept all of a type …'), action: 'acceptType' },
    { key: 'v', label: l10n.t('This sentence is reviewed'), action: 'sentenceReviewed' },
    { key: 'w', label: l10n.t('The whole note is reviewed'), action: 'noteReviewed' },
    { key: 'u', label: l10n.t('Undo the last decision'), action: 'undo' },
  ];
}
