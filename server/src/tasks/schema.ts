import type { Assertion } from './ner/entity.js';

/** A type of entity, as a prompt describes it and as the editor colours it. */
export interface EntityType {
  /** Lower case, stable: `problem`, `chemical`. */
  readonly name: string;
  /** What counts and what does not, in one sentence; part of the prompt. */
  readonly description: string;
  /** A theme-independent colour (`#rrggbb`) for types that the extension does not know. */
  readonly color?: string;
}

/** A type of relation between two types of entity, directed from head to tail. */
export interface RelationType {
  /** The field's code: `TrAP`, `CID`. */
  readonly code: string;
  /** What the code means, in a clause: "treatment is administered for problem". */
  readonly gloss: string;
  /** What it means where the entity at its tail is absent. */
  readonly glossIfAbsent?: string;
  /** What it means where the order of the two is not asked for; absent if it has a direction. */
  readonly glossUnordered?: string;
  /** By which a general model is to name it: "given for". */
  readonly words?: string;
  readonly head: string;
  readonly tail: string;
}

/** A sentence with its entities in order of appearance. */
export interface NerExample {
  readonly sentence: string;
  readonly entities: readonly {
    readonly text: string;
    readonly type: string;
    readonly assertion?: Assertion;
  }[];
}

/** A set of entity types and the relations allowed between them. */
export interface Schema {
  /** `clinical`, `biomedical`, or the name that the user gave. */
  readonly name: string;
  readonly entities: readonly EntityType[];
  readonly relations: readonly RelationType[];
  /** Worked examples that the user gave for the prompt; absent: none, or those of a built-in schema. */
  readonly examples?: readonly NerExample[];
}
