import { nliLabels } from '../../tasks/nli/judgement.js';
import { noRelation, type Task } from '../sets/data-set.js';

/** Finds what a data set scores by the word of another system, in any case; `undefined` where it scores no such thing. */
export type Lookup = (word: string) => string | undefined;

/**
 * The types, relations or labels of a task, by the corpus's name or by ours. A tag without a type is of the only
 * one there is; a judgement that the corpus has no label for is an answer all the same, and a wrong one.
 */
export function lookupFor(task: Task): Lookup {
  switch (task.kind) {
    case 'entities': {
      const names = task.schema.entities.map(({ name }) => name);
      const [only, ...others] = names;
      const byName = folded([...task.types, ...themselves(names)]);
      return (word) => (word === '_' && others.length === 0 ? only : byName(word));
    }
    case 'relations': {
      const codes = task.schema.relations.map(({ code }) => code);
      return folded([...task.labels, ...themselves([...codes, noRelation])]);
    }
    case 'inference': {
      const judgements = nliLabels.map((label) => [label, task.labels[label] ?? label] as const);
      return folded([...judgements, ...themselves(Object.values(task.labels))]);
    }
  }
}

function themselves(names: readonly string[]): (readonly [string, string])[] {
  return names.map((name) => [name, name]);
}

/** Of two names that differ in case alone, or are the same, the later one is meant. */
function folded(names: Iterable<readonly [name: string, meant: string]>): Lookup {
  const byName = new Map(Array.from(names, ([name, meant]) => [name.toLowerCase(), meant]));
  return (word) => byName.get(word.trim().toLowerCase());
}
