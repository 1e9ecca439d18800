import type { Schema } from '../schema.js';
import { hasAssertion } from '../schemas.js';
import { promptedAssertions, type Assertion } from './entity.js';

/** A list of mentions in a grouped reply: those of one type, or of one type under one assertion. */
export interface MentionGroup {
  /** What the reply calls it: the type, or the type behind an assertion: "absent problem". */
  readonly key: string;
  readonly type: string;
  /** Absent in a type's plain group: a model that makes no distinction has said nothing, so the rules decide. */
  readonly assertion?: Assertion;
}

/**
 * The groups of a reply, in order: first each type, then the types under an assertion. A grammar writes them in this
 * order, so an omitted group cannot be added later.
 */
export function mentionGroups({ entities }: Schema): MentionGroup[] {
  const names = entities.map(({ name }) => name);
  return [
    ...names.map((name): MentionGroup => ({ key: name, type: name })),
    ...names
      .filter(hasAssertion)
      .flatMap((name) =>
        promptedAssertions
          .filter((assertion) => assertion !== 'present')
          .map((assertion): MentionGroup => ({ key: `${assertion} ${name}`, type: name, assertion })),
      ),
  ];
}

/** The group that a reply means by `key`, also where it wrote it in another case or the assertion behind the type. */
export function groupNamed(key: string, groups: readonly MentionGroup[]): MentionGroup | undefined {
  const name = key.trim().toLowerCase();
  return (
    groups.find((group) => group.key === name) ??
    groups.find(({ type, assertion }) => {
      const words = name.split(/[^\p{L}\p{N}_-]+/u).filter(Boolean);
      return words.length === 2 && words.includes(type) && words.includes(assertion ?? '');
    })
  );
}
