import type { FoundEntity } from '../../../server/src/shared/protocol.js';

interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * The mention that comes after (`step` 1) or before (-1) the one that starts at `from`, the least certain first, going round
 * at the end. From anywhere else, the least certain comes next. Only mentions that nobody has confirmed count; those without
 * a confidence come last, and of those that start together the shortest counts, on which the letters decide.
 */
export function nextByCertainty(
  found: readonly FoundEntity[],
  from: Position | undefined,
  step: 1 | -1,
): FoundEntity | undefined {
  const byStart = new Map<string, FoundEntity>();
  for (const entity of found) {
    const { start } = entity.range;
    const key = `${start.line}:${start.character}`;
    const other = byStart.get(key);
    if (!other || isBefore(entity.range.end, other.range.end)) byStart.set(key, entity);
  }
  const ordered = Array.from(byStart.values())
    .filter(({ state }) => state !== 'confirmed')
    .sort((a, b) => (a.confidence ?? 2) - (b.confidence ?? 2));
  const current = ordered.findIndex(
    ({ range: { start } }) => start.line === from?.line && start.character === from.character,
  );
  const next = current < 0 && step < 0 ? -1 : current + step;
  return ordered.at(next >= ordered.length ? 0 : next);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
