import type { Translator } from '../translator.js';
import { reviewChoices, type ReviewChoice, type ReviewScene } from './review-choices.js';

/** The assertion classes that a person can choose from. */
export const assertions = [
  'present',
  'absent',
  'possible',
  'conditional',
  'hypothetical',
  'family',
  'history',
];

/** A decision that a key binding names. */
export interface NamedDecision {
  readonly action: ReviewChoice['action'];
  /** The type, the assertion or the relation's code, where the action takes one and it is given. */
  readonly value?: string;
}

type Action = ReviewChoice['action'];

/** Every action of the menu, whatever is under the cursor. */
const actions: readonly Action[] = [
  ...new Set(
    (['proposed', 'confirmed'] as const).flatMap((state) => {
      const start = { line: 0, character: 0 };
      const mention = { range: { start, end: start }, type: '', state };
      const all = { mention, hasSelection: true, hasOthers: true };
      return reviewChoices(all, { t: (text) => text }).map(({ action }) => action);
    }),
  ),
];

/**
 * Reads the arguments of a key binding, `{ "action": "retype", "value": "test" }`.
 *
 * @param types those that the note can have.
 * @returns the decision, or in `problem` why there is none, in a sentence for the user.
 */
export function readReviewArguments(
  given: unknown,
  scene: ReviewScene,
  types: readonly string[],
  l10n: Translator,
): NamedDecision | { readonly problem: string } {
  const { action: named, value } = (typeof given === 'object' && given !== null ? given : {}) as {
    readonly action?: unknown;
    readonly value?: unknown;
  };
  const action = actions.find((each) => each === named);
  if (action === undefined) {
    const list = actions.join(', ');
    const problem =
      typeof named === 'string'
        ? l10n.t('“{0}” is no action of a review. In your key bindings, choose one of: {1}.', named, list)
        : l10n.t('The key binding names no action. Give it "args": { "action": … }, one of: {0}.', list);
    return { problem };
  }
  const misfit = misfitOf(action, scene, l10n);
  if (misfit !== undefined) return { problem: misfit };
  if (value === undefined) return { action };
  const allowed = allowedFor(action, types);
  if (allowed === 'none')
    return { problem: l10n.t('The action “{0}” takes no value in a key binding.', action) };
  if (typeof value !== 'string' || value === '' || (allowed !== 'any' && !allowed.includes(value))) {
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    const problem =
      allowed === 'any'
        ? l10n.t('“{0}” cannot be the code of a relation.', said)
        : l10n.t(
            '“{0}” cannot be chosen here. In your key bindings, choose one of: {1}.',
            said,
            allowed.join(', '),
          );
    return { problem };
  }
  return { action, value };
}

function allowedFor(action: Action, types: readonly string[]): readonly string[] | 'any' | 'none' {
  if (action === 'retype' || action === 'add' || action === 'acceptType') return types;
  if (action === 'assert') return assertions;
  return action === 'relate' ? 'any' : 'none';
}

/** Why an action does not fit what is under the cursor. */
function misfitOf(action: Action, scene: ReviewScene, l10n: Translator): string | undefined {
  if (reviewChoices(scene, l10n).some((choice) => choice.action === action)) return undefined;
  const { mention, hasSelection } = scene;
  if (!hasSelection && action === 'add') return l10n.t('Select some words first.');
  if (!mention) return l10n.t('There is no mention under the cursor.');
  if (action === 'resize') return l10n.t('Select some words first.');
  if (action === 'relate') return l10n.t('There is no other mention that this one can be related to.');
  return mention.state === 'confirmed'
    ? l10n.t('This is confirmed already. Remove it, or change it.')
    : l10n.t('Only what is confirmed can be removed. Reject what is proposed.');
}
