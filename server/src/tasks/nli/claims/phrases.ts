/**
 * An expression that finds any of the phrases, one on each line, as whole words. Phrases are expressions themselves,
 * matched against text in lower case with single blanks.
 */
export function phrases(lines: TemplateStringsArray, ...values: readonly string[]): RegExp {
  const alternatives = String.raw({ raw: lines.raw }, ...values)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new RegExp(`(?<!\\w)(?:${alternatives.join('|')})(?!\\w)`, 'u');
}

/** The same expression, to find all places at which it matches. */
export function everywhere(pattern: RegExp): RegExp {
  return new RegExp(pattern, 'gu');
}
