import type { QuotedMention } from './entity.js';
import { withoutLooseEnd } from './loose-ends.js';

/** A mention with its place in the sentence. */
export type PlacedMention = QuotedMention & { readonly at: NonNullable<QuotedMention['at']> };

/**
 * The mentions of a sentence, where body sites and the other types were found without regard to each other. A site
 * lies within another mention or apart from it. So a mention that ends within a site ("arthroscopy of the right" beside
 * "right knee") ends before it, and one that begins within a site ("lobe pneumonia" beside "right lower lobe") begins
 * with it.
 */
export function besideBodySites(
  sentence: string,
  mentions: readonly PlacedMention[],
): readonly PlacedMention[] {
  const sites = mentions.filter(({ type }) => type === 'anatomy').map(({ at }) => at);
  return mentions.map((mention) => {
    if (mention.type === 'anatomy') return mention;
    let { start, end } = mention.at;
    for (const site of sites) {
      if (start < site.start && site.start < end && end < site.end)
        end = start + withoutLooseEnd(sentence.slice(start, site.start)).length;
      else if (site.start < start && start < site.end && site.end < end) start = site.start;
    }
    return { ...mention, text: sentence.slice(start, end), at: { start, end } };
  });
}
