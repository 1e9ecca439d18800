/**
 * Chooses among lists of types that exclude each other those that together cover `wanted`: the one that adds most
 * first, the one of the fewest types where several add as much, the earlier of equals.
 *
 * @param typesOf the types of a list.
 * @returns the chosen lists in order, each with the types that it adds to those before it.
 */
export function covering<L>(
  wanted: readonly string[],
  lists: readonly L[],
  typesOf: (list: L) => readonly string[],
): { list: L; adds: ReadonlySet<string> }[] {
  const missing = new Set(wanted);
  const chosen: { list: L; adds: ReadonlySet<string> }[] = [];
  for (;;) {
    const best = lists
      .map((list) => ({ list, adds: new Set(typesOf(list).filter((type) => missing.has(type))) }))
      .sort((a, b) => b.adds.size - a.adds.size || typesOf(a.list).length - typesOf(b.list).length)[0];
    if (best === undefined || best.adds.size === 0) return chosen;
    chosen.push(best);
    for (const type of best.adds) missing.delete(type);
  }
}
