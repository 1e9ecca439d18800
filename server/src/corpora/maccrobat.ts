/** The entity types of MACCROBAT2020 (Caufield et al. 2020). */
export const maccrobatTypes: readonly string[] = (
  'Activity Administration Age Area Biological_attribute Biological_structure Clinical_event Color Coreference ' +
  'Date Detailed_description Diagnostic_procedure Disease_disorder Distance Dosage Duration Family_history ' +
  'Frequency Height History Lab_value Mass Medication Nonbiological_location Occupation Other_entity Other_event ' +
  'Outcome Personal_background Qualitative_concept Quantitative_concept Severity Sex Shape Sign_symptom Subject ' +
  'Texture Therapeutic_procedure Time Volume Weight'
).split(' ');

/** The types of the `clinical` schema for those that have one there. */
export const clinicalTypeOf: Readonly<Record<string, string>> = {
  Sign_symptom: 'problem',
  Disease_disorder: 'problem',
  Medication: 'treatment',
  Therapeutic_procedure: 'treatment',
  Diagnostic_procedure: 'test',
  Biological_structure: 'anatomy',
  Lab_value: 'value',
  Dosage: 'dosage',
};
