import { choiceLabels } from '../../corpora/multiple-choice.js';
import { nliLabels } from '../../tasks/nli/judgement.js';
import { noRelation, type Task } from '../sets/data-set.js';

/** Maps another system's name to what a data set scores, ignoring case; `undefined` if it does not score it. */
export type Lookup = (word: string) => string | undefined;

/**
 * The types, relations or labels of a task, by the corpus's name or ours. A tag without a type means the only
 * type, if there is just one. A judgement without a label in the corpus counts as an answer, a wrong one.
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
    case 'questions':
      return folded(themselves(task.choices.length > 0 ? task.choices : choiceLabels));
    case 'writing':
    case 'coreference':
    case 'medications':
    case 'classification':
    case 'citations':
      // No prediction is scored on these.
      return () => undefined;
  }
}

function themselves(names: readonly string[]): (readonly [string, string])[] {
  return names.map((name) => [name, name]);
}

/** If two names are equal except for case, the later one wins. */
function folded(names: Iterable<readonly [name: string, meant: string]>): Lookup {
  const byName = new Map(Array.from(names, ([name, meant]) => [name.toLowerCase(), meant]));
  return (word) => byName.get(word.trim().toLowerCase());
}
