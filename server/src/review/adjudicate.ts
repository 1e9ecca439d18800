import type { BratEntity } from '../formats/brat-reader.js';
import { fragmentsOf } from '../formats/brat-lines.js';
import { nameOf } from '../formats/brat-names.js';
import type { Span } from '../note/span.js';
import type { AnnotatorsFinding, MarkedMention } from './annotators-finding.js';
import { refersTo } from './anchoring.js';
import { assertionChanges } from './assertions.js';
import { contradict, isConfirmed, rejectContradiction } from './contradictions.js';
import { Refusal } from './decision.js';
import type { Making } from './making.js';
import type { Proposal } from './proposal.js';
import type { ReviewedNote } from './reviewed-note.js';
import { idOf } from './standoff-lines.js';

type Of<Kind extends AnnotatorsFinding['kind']> = Extract<AnnotatorsFinding, { kind: Kind }>;

interface Adjudicated {
  readonly taken: readonly AnnotatorsFinding[];
  readonly left: readonly AnnotatorsFinding[];
}

/**
 * Decides between annotators: what is taken is confirmed, what is left is not, and neither is asked for again. The log
 * says who had said what. Mentions that a relation needs are confirmed with it.
 */
export function adjudicate(making: Making, { taken, left }: Adjudicated): void {
  if (taken.length + left.length === 0) throw new Refusal('nothing-to-accept');
  const own = new OwnMentions(making);
  for (const finding of left) if (finding.kind === 'relation') leaveRelation(making, own, finding);
  const places = new Set(ofKind(taken, 'mention').map(({ mention }) => own.keyOf(mention)));
  for (const finding of ofKind(left, 'mention')) {
    const { mention, by } = finding;
    const there = places.has(own.keyOf(mention)) ? undefined : own.confirmed(mention);
    if (there) making.removeEntity('removed', there, by);
    else making.log('rejected', own.proposal(mention, by), []);
  }
  for (const finding of ofKind(left, 'contradiction')) rejectContradiction(making, finding);
  for (const { mention, by } of ofKind(taken, 'mention')) own.take(mention, by);
  for (const finding of ofKind(taken, 'contradiction')) {
    if (!isConfirmed(making, finding)) contradict(making, finding);
  }
  for (const finding of ofKind(taken, 'relation')) takeRelation(making, own, finding);
}

/** What is confirmed in the place of a mention and of its type: fragment by fragment. */
export function confirmedAs(reviewed: ReviewedNote, mention: MarkedMention): BratEntity | undefined {
  const known = byPlace.get(reviewed) ?? new Map<string, BratEntity>();
  if (!byPlace.has(reviewed)) {
    byPlace.set(reviewed, known);
    for (const entity of reviewed.confirmed.toReversed()) known.set(placeOf(reviewed, entity), entity);
  }
  return known.get(placeOf(reviewed, mention));
}

/** What is confirmed, by its place: many mentions are looked for in one note. */
const byPlace = new WeakMap<ReviewedNote, Map<string, BratEntity>>();

/** A mention by its type and its fragments without line ends, as a file has them. */
export function placeOf({ note }: ReviewedNote, { fragments, type }: MarkedMention): string {
  const parts = fragments.flatMap((fragment) => fragmentsOf(note.text, fragment));
  return `${nameOf(type)} ${parts.map(({ start, end }) => `${start}-${end}`).join(';')}`;
}

/** A mention as something that can be decided on. */
export function proposalOf({ note }: ReviewedNote, { fragments, type, assertion }: MarkedMention): Proposal {
  const parts = fragments.flatMap((fragment) => fragmentsOf(note.text, fragment));
  const [first, last = first] = [parts[0], parts.at(-1)];
  if (!first || !last) throw new Refusal('empty');
  const span: Span = { start: first.start, end: last.end };
  const text = parts.map(({ start, end }) => note.text.slice(start, end)).join(' ');
  return { span, type, text, fragments: parts, ...(assertion !== undefined && { assertion }) };
}

/** The mentions of the file by their places, with those that this decision adds. */
class OwnMentions {
  readonly #added = new Map<string, string>();

  constructor(private readonly making: Making) {}

  keyOf(mention: MarkedMention): string {
    return placeOf(this.making.reviewed, mention);
  }

  confirmed(mention: MarkedMention): BratEntity | undefined {
    return confirmedAs(this.making.reviewed, mention);
  }

  /** The id of a mention that is confirmed, by now. */
  idOf(mention: MarkedMention): string | undefined {
    return this.#added.get(this.keyOf(mention)) ?? this.confirmed(mention)?.id;
  }

  proposal(mention: MarkedMention, by: readonly string[]): Proposal {
    return { ...proposalOf(this.making.reviewed, mention), proposedBy: by };
  }

  /** Confirms a mention as it is marked; one that is confirmed gets its assertion. Returns its id. */
  take(mention: MarkedMention, by: readonly string[]): string {
    const { making } = this;
    requireWritable(mention.type);
    if (mention.assertion !== undefined) requireWritable(mention.assertion);
    const proposal = this.proposal(mention, by);
    const there = this.confirmed(mention);
    if (there) {
      const isSame = there.assertion === mention.assertion;
      if (!isSame) making.log('asserted', proposal, assertionChanges(making, there.id, mention.assertion));
      return there.id;
    }
    const key = this.keyOf(mention);
    const id = this.#added.get(key) ?? making.accept('accepted', proposal);
    this.#added.set(key, id);
    return id;
  }
}

/** What an annotator's file has as a name may stand in another: all that does not end a field or a line. */
function requireWritable(name: string): void {
  if (!/^[^\s\p{Cc}]+$/u.test(nameOf(name))) throw new Refusal('bad-name');
}

function takeRelation(making: Making, own: OwnMentions, { code, head, tail, by }: Of<'relation'>): void {
  requireWritable(code);
  const [from, to] = [head, tail].map((mention) => own.idOf(mention) ?? own.take(mention, by));
  const link = `${nameOf(code)} Arg1:${from} Arg2:${to}`;
  if (making.contents.some((content) => content.startsWith('R') && content.split('\t')[1] === link)) return;
  making.log('related', own.proposal(head, by), [{ after: `${making.nextId('R')}\t${link}` }], {
    said: own.proposal(tail, by),
    code,
  });
}

function leaveRelation(making: Making, own: OwnMentions, { code, head, tail, by }: Of<'relation'>): void {
  const [from, to] = [own.idOf(head), own.idOf(tail)];
  const there = making.reviewed.relations.find(
    (one) => one.code === nameOf(code) && one.head === from && one.tail === to,
  );
  const lines = making.contents.filter(
    (content) =>
      there &&
      (idOf(content) === there.id || (/^[#AM]/.test(content) && refersTo(content).includes(there.id))),
  );
  making.log(
    'relation-rejected',
    own.proposal(head, by),
    lines.map((before) => ({ before })),
    { said: own.proposal(tail, by), code },
  );
}

function ofKind<Kind extends AnnotatorsFinding['kind']>(
  findings: readonly AnnotatorsFinding[],
  kind: Kind,
): Of<Kind>[] {
  return findings.filter((finding): finding is Of<Kind> => finding.kind === kind);
}
