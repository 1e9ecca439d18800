import { nameOf } from '../formats/brat-names.js';
import type { MarkedMention } from '../review/annotators-finding.js';
import { confirmedAs, proposalOf } from '../review/adjudicate.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import type { Matter, Matters, Option } from './matter.js';
import type { Annotator } from './annotator.js';
import { relationsOf, type Linked } from './linked.js';
import { around, type MentionMatters } from './mention-matters.js';
import { said, type MentionPoint } from './mention-points.js';

/** What annotators say of the same two things: for each code, who says it and between which mentions. */
interface Link {
  readonly head: MentionPoint;
  readonly tail: MentionPoint;
  readonly codes: Map<string, { readonly relation: Linked; readonly by: string[] }>;
}

/** What annotators say of relations, where their ends are known. */
export function relationMatters(
  annotators: readonly Annotator[],
  gold: ReviewedNote,
  mentions: MentionMatters,
): Matters {
  const agreed: Matters['agreed'][number][] = [];
  const open: Matter[] = [];
  let [decided, waiting] = [0, 0];
  for (const link of linksOf(annotators, mentions)) {
    const options: Option[] = [];
    let settled = 0;
    for (const { relation, by } of link.codes.values()) {
      const heads = mentions.standsFor(link.head, relation.head);
      const tails = mentions.standsFor(link.tail, relation.tail);
      if (heads === undefined || tails === undefined) {
        waiting++;
        continue;
      }
      // One of its ends is not in the gold, so that it cannot be.
      if (heads === 'none' || tails === 'none') continue;
      const [head, tail] = [heads[0], tails[0]];
      if (!head || !tail) continue;
      const { type: code } = relation;
      const inGold = isInGold(gold, code, heads, tails);
      const isSettled = inGold || isRejected(gold, code, head, tail);
      const finding = { kind: 'relation', code, head, tail, by } as const;
      const isAgreed = by.length === annotators.length;
      // Where an end is disputed, they have agreed on another relation than the one that it is now.
      if (isAgreed && isUndisputed(link.head) && isUndisputed(link.tail)) {
        if (!isSettled) agreed.push(finding);
        continue;
      }
      if (isSettled) settled++;
      options.push({ finding, inGold });
    }
    if (options.length === 0) continue;
    if (settled === options.length) decided++;
    else {
      const speaking = new Set(options.flatMap(({ finding }) => finding.by));
      open.push({
        kind: 'relation',
        span: around(options.flatMap(({ finding }) => endsOf(finding))),
        options,
        silent: annotators.map(({ name }) => name).filter((name) => !speaking.has(name)),
        combinable: options.length > 1,
      });
    }
  }
  return { agreed, open, decided, waiting };
}

function linksOf(annotators: readonly Annotator[], mentions: MentionMatters): Link[] {
  const links = new Map<MentionPoint, Map<MentionPoint, Link>>();
  for (const [who, annotator] of annotators.entries()) {
    for (const relation of relationsOf(annotator)) {
      const [head, tail] = [mentions.pointOf(who, relation.head), mentions.pointOf(who, relation.tail)];
      if (!head || !tail) continue;
      const tails = links.get(head) ?? new Map<MentionPoint, Link>();
      links.set(head, tails);
      const link: Link = tails.get(tail) ?? { head, tail, codes: new Map() };
      tails.set(tail, link);
      const code = link.codes.get(relation.type) ?? { relation, by: [] };
      code.by.push(annotator.name);
      link.codes.set(relation.type, code);
    }
  }
  return Array.from(links.values(), (tails) => [...tails.values()]).flat();
}

function isInGold(
  gold: ReviewedNote,
  code: string,
  heads: readonly MarkedMention[],
  tails: readonly MarkedMention[],
): boolean {
  const ids = (mentions: readonly MarkedMention[]): Set<string> =>
    new Set(mentions.flatMap((mention) => confirmedAs(gold, mention)?.id ?? []));
  const [from, to] = [ids(heads), ids(tails)];
  return gold.relations.some(
    (relation) => relation.code === nameOf(code) && from.has(relation.head) && to.has(relation.tail),
  );
}

function isRejected(gold: ReviewedNote, code: string, head: MarkedMention, tail: MarkedMention): boolean {
  return gold.rejected.hasRelation(gold, code, proposalOf(gold, head), proposalOf(gold, tail));
}

/** Whether all who mark something there mark the same words. */
function isUndisputed(point: MentionPoint): boolean {
  return new Set(said(point).map(({ spans }) => JSON.stringify(spans))).size === 1;
}

function endsOf(finding: Option['finding']): MarkedMention['fragments'] {
  return finding.kind === 'relation' ? [...finding.head.fragments, ...finding.tail.fragments] : [];
}
