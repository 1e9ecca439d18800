import * as l10n from '@vscode/l10n';
import type { EntityType, RelationType } from './schema.js';
import { biomedicalSchema, clinicalSchema } from './schemas.js';

/*
 * What the built-in schemas say, in the reader's language. Prompts say it in English whatever the reader speaks, so
 * they take it from the schemas. The texts stand here once more because translators are given what calls name in full.
 */

const descriptions: Readonly<Record<string, () => string>> = {
  problem: () =>
    l10n.t(
      'a disease, symptom, sign, injury or abnormal finding, with its modifiers; not the person, not a normal finding',
    ),
  treatment: () =>
    l10n.t(
      'a drug, operation, device or therapy given or withheld; not its dose, not the clinic that gives it',
    ),
  test: () =>
    l10n.t('an examination, measurement or investigation, such as blood pressure or MRI; not its result'),
  anatomy: () => l10n.t('a part, organ, tissue or fluid of the body; not a whole person'),
  value: () =>
    l10n.t(
      'the result of a test or measurement, with its unit, in figures or words; not a dose, date or age',
    ),
  dosage: () => l10n.t('the amount, frequency or route of a treatment; not the name of the drug'),
  disease: () => l10n.t('a disease, syndrome, symptom or adverse effect; not the organism that causes it'),
  chemical: () =>
    l10n.t('a drug, compound, element or other chemical substance; not a protein, not a class by effect'),
  gene: () => l10n.t('a gene, or its RNA or protein, by name or symbol; not a protein family in general'),
  species: () => l10n.t('an organism or virus, by its common or scientific name, patients included'),
  cell: () => l10n.t('a type of cell or a cell line; not a tissue'),
  variant: () => l10n.t('a mutation or polymorphism of a sequence, such as V600E or rs334'),
};

const glosses: Readonly<Record<string, () => string>> = {
  TrIP: () => l10n.t('the treatment improves or cures the problem'),
  TrWP: () => l10n.t('the treatment worsens the problem or fails against it'),
  TrCP: () => l10n.t('the treatment causes the problem'),
  TrAP: () => l10n.t('the treatment is given for the problem'),
  TrNAP: () => l10n.t('the treatment is withheld or stopped because of the problem'),
  TeRP: () => l10n.t('the test shows the problem'),
  TeCP: () => l10n.t('the test is done to look into the problem'),
  PIP: () => l10n.t('the first problem points to the second, or brings it about'),
  CID: () => l10n.t('the chemical induces the disease'),
  'CPR:3': () => l10n.t('the chemical activates the gene or raises its expression'),
  'CPR:4': () => l10n.t('the chemical inhibits the gene or lowers its expression'),
  'CPR:5': () => l10n.t('the chemical is an agonist of the gene product'),
  'CPR:6': () => l10n.t('the chemical is an antagonist of the gene product'),
  'CPR:9': () => l10n.t('the chemical is a substrate or product of the gene product'),
};

const builtIn = [clinicalSchema, biomedicalSchema];

/** What counts as a type of entity, for people; a custom type uses the user's words. */
export function describedType({ name, description }: EntityType): string {
  const own = !builtIn.some(({ entities }) =>
    entities.some((type) => type.name === name && type.description === description),
  );
  return own ? description : (descriptions[name]?.() ?? description);
}

const glossesIfAbsent: Readonly<Record<string, () => string>> = {
  TeRP: () => l10n.t('the test shows no sign of the problem'),
};

/** What a relation means, for people; a custom one uses the user's words. */
export function relationGloss({ code, gloss }: Pick<RelationType, 'code' | 'gloss'>): string {
  const type = builtIn
    .flatMap(({ relations }) => relations)
    .find((each) => each.code === code && [each.gloss, each.glossIfAbsent].includes(gloss));
  if (type === undefined) return gloss;
  return (gloss === type.gloss ? glosses : glossesIfAbsent)[code]?.() ?? gloss;
}
