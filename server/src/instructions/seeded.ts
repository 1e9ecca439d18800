/**
 * A number in [0, 1) that depends only on the seed and the key: FNV-1a over UTF-16 units, finalised as in
 * MurmurHash3.
 */
export function seededUnit(seed: number, key: string): number {
  return hash32(key, seed) / 0x1_0000_0000;
}

/** An item of a non-empty list. */
export function seededChoice<T>(seed: number, key: string, list: readonly [T, ...T[]]): T {
  return list[Math.floor(seededUnit(seed, key) * list.length)] ?? list[0];
}

/** The wording of a row: one of all, by its seed, or the first, which is the product's own if there is one. */
export function wordingOf<T>(
  { seed, wordings }: { readonly seed: number; readonly wordings: 'varied' | 'product' },
  key: string,
  list: readonly [T, ...T[]],
): T {
  return wordings === 'product' ? list[0] : seededChoice(seed, key, list);
}

/** A 53-bit hash of a text: enough that no collision is expected among millions of sentences. */
export function hash53(text: string): number {
  return (hash32(text, 0x2f) & 0x1f_ffff) * 0x1_0000_0000 + hash32(text, 0x9e37);
}

function hash32(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
