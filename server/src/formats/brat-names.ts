/** The type of a sentence that takes part in a contradiction. No schema can have it: its types are lower-case. */
export const statementType = 'BioNote_Statement';

/** The relation between two statements that contradict each other. */
export const contradictionType = 'BioNote_Contradicts';

/** The attribute that holds an entity's assertion. */
export const assertionName = 'Assertion';

/** A type or code as standoff takes it: without white space. */
export function nameOf(name: string): string {
  return name.replace(/\s+/g, '_');
}
