import type { Claim } from './claim.js';

/** A claim with the phrases that make it, unless certain others are beside them. */
export interface Rule extends Claim {
  readonly says: RegExp;
  readonly unless?: RegExp | undefined;
}

/** The rules of a topic: what denies it and what affirms it, at any time or now. */
export function rulesOf(
  topic: string,
  wordings: Readonly<
    Partial<
      Record<'deniedEver' | 'deniedNow' | 'affirmedEver' | 'affirmedNow', { says: RegExp; unless?: RegExp }>
    >
  >,
): Rule[] {
  const kinds = {
    deniedEver: { stance: 'denied', time: 'ever' },
    deniedNow: { stance: 'denied', time: 'now' },
    affirmedEver: { stance: 'affirmed', time: 'ever' },
    affirmedNow: { stance: 'affirmed', time: 'now' },
  } as const;
  return (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) => {
    const wording = wordings[kind];
    return wording === undefined ? [] : [{ topic, ...kinds[kind], ...wording }];
  });
}

/** The claims that a clause makes by some rules. */
export function claimsBy(rules: readonly Rule[], text: string): Claim[] {
  return rules
    .filter(({ says, unless }) => says.test(text) && unless?.test(text) !== true)
    .map(({ topic, stance, time }) => ({ topic, stance, time }));
}
