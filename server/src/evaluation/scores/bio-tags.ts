/** A run of tagged tokens, by the indices of its first and last token. */
export interface TaggedChunk {
  readonly type: string;
  readonly first: number;
  readonly last: number;
}

/**
 * The entities that tags name (`B-type`, `I-type`, `O`), read like `seqeval` by default: an `I` that continues
 * nothing, or another type, starts an entity. Tags without a type have the type `_`.
 */
export function chunksOf(tags: readonly string[]): TaggedChunk[] {
  const chunks: TaggedChunk[] = [];
  let open: { type: string; first: number; last: number } | undefined;
  for (const [index, tag] of tags.entries()) {
    const part = tag.charAt(0);
    const type = tag.slice(1).replace(/^-/, '') || '_';
    if (part !== 'B' && part !== 'I') {
      open = undefined;
    } else if (part === 'I' && open?.type === type) {
      open.last = index;
    } else {
      open = { type, first: index, last: index };
      chunks.push(open);
    }
  }
  return chunks;
}
