import type { Annotation, NoteAnnotations } from '../../../server/src/shared/protocol.js';

/** One entity type as the legend shows it. */
export interface LegendEntry {
  readonly type: string;
  readonly description: string;
  readonly color?: string;
  /** Mentions in the note that is shown. */
  readonly count: number;
  readonly shown: boolean;
}

/** The active schema's types in their order, with how often each is mentioned in the note that is shown. */
export function legendEntries(
  types: NoteAnnotations['types'],
  annotations: readonly Annotation[],
  hidden: ReadonlySet<string>,
): LegendEntry[] {
  const counts = new Map<string, number>();
  for (const { type } of annotations) counts.set(type, (counts.get(type) ?? 0) + 1);
  return types.map(({ name, description, color }) => ({
    type: name,
    description,
    ...(color !== undefined && { color }),
    count: counts.get(name) ?? 0,
    shown: !hidden.has(name),
  }));
}
