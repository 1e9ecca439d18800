/**
 * What a statement claims about a topic on which a note can say one thing only, such as whether the patient ever
 * smoked.
 */
export interface Claim {
  /** Names the topic, and its subject if it can have several: `smoking`, `takes statin`, `had stroke`. */
  readonly topic: string;
  readonly stance: 'affirmed' | 'denied';
  /** `ever`: at no time if denied, at some time if affirmed. `now`: at present. */
  readonly time: 'ever' | 'now';
}

/** Whether both claims cannot be true. What is denied now may have been so once. */
export function areOpposed(one: Claim, other: Claim): boolean {
  if (one.topic !== other.topic || one.stance === other.stance) return false;
  const [denied, affirmed] = one.stance === 'denied' ? [one, other] : [other, one];
  return denied.time === 'ever' || affirmed.time === 'now';
}
