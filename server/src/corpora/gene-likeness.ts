/** What names of genes and proteins look like, in lower case. */
const geneLooks =
  /ase\b|receptor|kinase|transporter|channel|protein|cyp\d|[a-z]{2,}-?\d+$|factor|p-?gp|enzyme|interleukin/;
/** What names of drugs and compounds look like. */
const chemicalLooks =
  /(?:ine|ol|ide|ate|one|acid|mab|statin|azole|pril|sartan|olol|ium|mycin|cillin|inib)s?$|^\d+[a-z]?$|^[a-z]+-\d{4,}$/;

const rounds = 10;

/**
 * Decides for each name in pairs of one chemical and one gene which of the two it is, since the corpus does
 * not say: above zero a gene, below a chemical. The score starts from the look of the name. Since its partners
 * are of the other kind, their scores gradually take over.
 *
 * @param pairs names in lower case, in any order.
 * @returns the likeness of a name; 0 for one that was not among the pairs.
 */
export function geneLikeness(pairs: readonly (readonly [string, string])[]): (name: string) => number {
  const partners = new Map<string, string[]>();
  const join = (a: string, b: string): void => {
    const known = partners.get(a);
    if (known === undefined) partners.set(a, [b]);
    else known.push(b);
  };
  for (const [a, b] of pairs) {
    join(a, b);
    join(b, a);
  }
  const looks = new Map([...partners.keys()].map((name) => [name, lookOf(name)]));
  let score = looks;
  for (let round = 0; round < rounds; round++) {
    const bounded = new Map([...score].map(([name, value]) => [name, Math.max(-1, Math.min(1, value))]));
    score = new Map(
      [...partners].map(([name, others]) => {
        const against = others.reduce((sum, other) => sum + (bounded.get(other) ?? 0), 0);
        return [name, (looks.get(name) ?? 0) - against];
      }),
    );
  }
  return (name) => score.get(name) ?? 0;
}

function lookOf(name: string): number {
  if (geneLooks.test(name)) return 1;
  return chemicalLooks.test(name) ? -1.5 : -0.3;
}
