import type { DocumentEntity } from '../formats/document.js';
import type { Span } from '../note/span.js';
import { confirmedAs, placeOf, proposalOf } from '../review/adjudicate.js';
import type { MarkedMention } from '../review/annotators-finding.js';
import { isDecided, type ReviewedNote } from '../review/reviewed-note.js';
import type { Annotator } from './annotator.js';
import type { Matter, Matters, Option } from './matter.js';
import { kindBetween } from './disagreements.js';
import { mentionPoints, said, type MentionPoint } from './mention-points.js';
import { extent, keyOf } from './typed-span.js';

/** What became of a mention in the gold. */
type Fate = 'confirmed' | 'against' | 'undecided';

/** What annotators say of mentions, and what the gold has of it. */
export class MentionMatters {
  readonly matters: Matters;
  readonly points: readonly MentionPoint[];
  /** The point of each annotator's mention, by its key. */
  readonly #pointOf: readonly ReadonlyMap<string, MentionPoint>[];

  constructor(
    annotators: readonly Annotator[],
    private readonly gold: ReviewedNote,
  ) {
    this.points = mentionPoints(annotators.map(({ entities }) => entities));
    this.#pointOf = annotators.map(
      (_, who) =>
        new Map(
          this.points.flatMap((point) => {
            const mention = point[who];
            return mention ? [[keyOf(mention), point] as const] : [];
          }),
        ),
    );
    const names = annotators.map(({ name }) => name);
    const agreed: Matters['agreed'][number][] = [];
    const open: Matter[] = [];
    let decided = 0;
    for (const point of this.points) {
      const options = this.#optionsOf(point, names);
      const isSettled = said(point).every((mention) => this.#fateOf(marked(mention)) !== 'undecided');
      const [only] = options;
      if (only?.finding.by.length === annotators.length) {
        if (!isSettled) agreed.push(only.finding);
      } else if (isSettled) decided++;
      else open.push(this.#matterOf(point, options, names));
    }
    this.matters = { agreed, open, decided, waiting: 0 };
  }

  /** The point that an annotator's mention is in. */
  pointOf(who: number, mention: DocumentEntity): MentionPoint | undefined {
    return this.#pointOf[who]?.get(keyOf(mention));
  }

  /**
   * What stands for an annotator's mention in the gold: itself, or what was taken in its place. `undefined`: that is
   * not decided yet; `none`: nothing does.
   */
  standsFor(point: MentionPoint, mention: DocumentEntity): readonly MarkedMention[] | 'none' | undefined {
    const fates = said(point).map((each) => [each, this.#fateOf(marked(each))] as const);
    const isAgreed =
      fates.length === point.length && said(point).every((each) => !kindBetween(each, mention));
    if (fates.some(([, fate]) => fate === 'undecided')) return isAgreed ? [marked(mention)] : undefined;
    const confirmed = fates.filter(([, fate]) => fate === 'confirmed').map(([each]) => each);
    if (confirmed.length === 0) return 'none';
    const own = confirmed.filter((each) => keyOf(each) === keyOf(mention));
    return [...own, ...confirmed].map(marked);
  }

  #fateOf(mention: MarkedMention): Fate {
    if (confirmedAs(this.gold, mention)) return 'confirmed';
    return isDecided(this.gold, proposalOf(this.gold, mention)) ? 'against' : 'undecided';
  }

  #optionsOf(point: MentionPoint, names: readonly string[]): Option[] {
    const options = new Map<string, { mention: DocumentEntity; by: string[] }>();
    for (const [who, mention] of point.entries()) {
      if (!mention) continue;
      const key = `${mention.assertion ?? ''} ${keyOf(mention)}`;
      const option = options.get(key) ?? { mention, by: [] };
      option.by.push(names[who] ?? '');
      options.set(key, option);
    }
    return Array.from(options.values(), ({ mention, by }) => ({
      finding: { kind: 'mention', mention: marked(mention), by },
      inGold: confirmedAs(this.gold, marked(mention)) !== undefined,
    }));
  }

  #matterOf(point: MentionPoint, options: readonly Option[], names: readonly string[]): Matter {
    const mentions = said(point);
    const [first] = mentions;
    const kinds = first ? mentions.flatMap((each) => kindBetween(first, each) ?? []) : [];
    const kind = (['type', 'extent', 'assertion'] as const).find((each) => kinds.includes(each));
    const places = new Set(mentions.map((mention) => placeOf(this.gold, marked(mention))));
    return {
      kind: kind ?? 'missing',
      span: around(mentions.map(extent)),
      options,
      silent: names.filter((_, who) => !point[who]),
      combinable: options.length > 1 && places.size === options.length,
    };
  }
}

/** A mention as the review has it. */
export function marked({ spans, type, assertion }: DocumentEntity): MarkedMention {
  return { fragments: spans, type, ...(assertion !== undefined && { assertion }) };
}

/** From the start of the first to the end of the last. */
export function around(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}
