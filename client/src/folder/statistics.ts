import { typeColor } from '../highlights/type-color.js';
import { filterFindings, type FindingsFilter } from '../panel/filter.js';
import { themeVariable } from '../graph/model.js';
import type { FolderNote, NoteFile } from './folder-notes.js';

/** A concept over the notes of a folder. */
export interface ConceptCount {
  readonly type: string;
  /** The words of its first mention. */
  readonly label: string;
  readonly color: string;
  readonly mentions: number;
  /** How many notes it is mentioned in. */
  readonly notes: number;
  /** How often it is mentioned, by the note's address; notes without it are left out. */
  readonly byNote: ReadonlyMap<string, number>;
}

export interface TypeCount {
  readonly type: string;
  readonly color: string;
  readonly mentions: number;
  readonly concepts: number;
  readonly notes: number;
}

/** What was found in a folder, counted. */
export interface FolderStatistics {
  /** The notes that were analyzed. */
  readonly notes: readonly NoteFile[];
  /** How many could not be. */
  readonly problems: number;
  readonly entities: number;
  readonly relations: number;
  readonly contradictions: number;
  /** Those with most mentions first. */
  readonly types: readonly TypeCount[];
  readonly concepts: readonly ConceptCount[];
}

interface Counting {
  readonly type: string;
  readonly label: string;
  readonly color: string;
  readonly byNote: Map<string, number>;
}

/** Counts what the filter leaves of the notes' findings. */
export function folderStatistics(notes: readonly FolderNote[], filter: FindingsFilter): FolderStatistics {
  const concepts = new Map<string, Counting>();
  let [entities, relations, contradictions] = [0, 0, 0];
  for (const { uri, findings: all } of notes) {
    if (!all) continue;
    const findings = filterFindings(all, filter);
    entities += findings.entities.length;
    relations += findings.relations.length;
    contradictions += findings.contradictions.length;
    for (const { concept, type, text } of findings.entities) {
      const known = concepts.get(concept);
      const schemaColor = findings.types.find(({ name }) => name === type)?.color;
      const counting = known ?? {
        type,
        label: text,
        color: colorOf(type, schemaColor),
        byNote: new Map<string, number>(),
      };
      if (!known) concepts.set(concept, counting);
      counting.byNote.set(uri, (counting.byNote.get(uri) ?? 0) + 1);
    }
  }
  const counted = [...concepts.values()].map((counting): ConceptCount => ({
    ...counting,
    mentions: sum(counting.byNote.values()),
    notes: counting.byNote.size,
  }));
  const analyzed = notes.filter(({ findings }) => findings !== undefined);
  return {
    notes: analyzed.map(({ uri, name }) => ({ uri, name })),
    problems: notes.length - analyzed.length,
    entities,
    relations,
    contradictions,
    types: typesOf(counted).toSorted((a, b) => b.mentions - a.mentions),
    concepts: counted.toSorted((a, b) => b.mentions - a.mentions),
  };
}

function typesOf(concepts: readonly ConceptCount[]): TypeCount[] {
  return [...new Set(concepts.map(({ type }) => type))].map((type) => {
    const own = concepts.filter((concept) => concept.type === type);
    return {
      type,
      color: own[0]?.color ?? '',
      mentions: sum(own.map(({ mentions }) => mentions)),
      concepts: own.length,
      notes: new Set(own.flatMap(({ byNote }) => [...byNote.keys()])).size,
    };
  });
}

function colorOf(type: string, schemaColor: string | undefined): string {
  const { border } = typeColor(type, schemaColor);
  return 'hex' in border ? border.hex : `var(${themeVariable(border.themeId)})`;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((all, each) => all + each, 0);
}
