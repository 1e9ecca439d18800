/** The entity types with theme colours of their own (`contributes.colors`). */
const themedTypes: ReadonlySet<string> = new Set([
  'problem',
  'treatment',
  'test',
  'anatomy',
  'value',
  'dosage',
  'disease',
  'chemical',
  'gene',
  'species',
  'cell',
  'variant',
]);

/** A colour of the theme by its id, or one that the user's schema gives. */
export type Color = { readonly themeId: string } | { readonly hex: string };

export interface TypeColor {
  readonly background: Color;
  readonly border: Color;
}

/**
 * The colours of an entity type: those of its schema where it names one (`#rrggbb`), else the theme's.
 * Anything that is not such a colour counts as none, since it would end in a style sheet.
 */
export function typeColor(type: string, schemaColor: string | undefined): TypeColor {
  if (schemaColor !== undefined && /^#[0-9a-fA-F]{6}$/.test(schemaColor)) {
    return { background: { hex: `${schemaColor}2e` }, border: { hex: schemaColor } };
  }
  const name = themedTypes.has(type) ? type : 'other';
  return {
    background: { themeId: `bionote.${name}Background` },
    border: { themeId: `bionote.${name}Border` },
  };
}
