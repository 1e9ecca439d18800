/** Names that the makers of models give to the types of the built-in schemas, without case and separators. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  problem: [
    'disease',
    'disorder',
    'condition',
    'diagnosis',
    'symptom',
    'signsymptom',
    'diseasedisorder',
    'medicalcondition',
    'adverseeffect',
    'phenotype',
  ],
  treatment: ['drug', 'medication', 'medicine', 'chemical', 'therapy', 'therapeuticprocedure', 'procedure'],
  test: ['diagnosticprocedure', 'labtest', 'investigation', 'exam'],
  anatomy: ['biologicalstructure', 'bodypart', 'organ', 'tissue', 'anatomicalsystem', 'bodystructure'],
  value: ['labvalue', 'labresult', 'result', 'measurement'],
  dosage: ['dose', 'strength', 'frequency', 'route', 'administration'],
  disease: ['disorder', 'diseasedisorder', 'diseaseclass', 'specificdisease', 'cancer', 'diso', 'problem'],
  chemical: ['drug', 'chem', 'simplechemical', 'compound', 'medication', 'simplechemicals'],
  gene: ['protein', 'geneorgeneproduct', 'geneprotein', 'geneproduct', 'dna', 'rna', 'ggp', 'gpro'],
  species: ['organism', 'taxon', 'livingbeing'],
  cell: ['celltype', 'cellline'],
  variant: ['mutation', 'snp', 'dnamutation', 'proteinmutation', 'geneticvariant'],
};

/**
 * The entity types that a model's name for a type can stand for, the best first: what a map says and nothing else, or
 * else the same name whatever its case, and then the built-in types that are often called so.
 *
 * @param map from a model's names to those of a schema, whatever their case; a name that is mapped to nothing known
 *   is left out.
 */
export function typesNamed(name: string, map?: Readonly<Record<string, string>>): readonly string[] {
  const folded = fold(name);
  if (map) {
    const mapped = Object.entries(map).find(([from]) => fold(from) === folded)?.[1];
    return mapped === undefined ? [] : [mapped];
  }
  const same = [name.toLowerCase(), ...Object.keys(aliases).filter((type) => type === folded)];
  const others = Object.entries(aliases).flatMap(([type, names]) => (names.includes(folded) ? [type] : []));
  return [...new Set([...same, ...others])];
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
