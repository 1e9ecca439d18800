import type { Block } from './blocks.js';
import { published } from './published.js';
import type { SetReport } from './report.js';
import { score } from './wording.js';

/** Our figures and the published ones of the same data sets, each with its split and source. */
export function beside(sets: readonly SetReport[], system: string): Block[] {
  const rows = sets.flatMap((set) => {
    const others = published.filter((figure) => figure.set === set.name);
    const types = [...new Set(others.map(({ type }) => type))];
    return types.flatMap((type) => {
      const name = type === undefined ? set.name : `${set.name}, ${type}`;
      const how = set.selection.how === 'all' ? set.split : `${set.split}, ${set.selection.how}`;
      const ours = ownFigures(set, type).map(({ value, scorer }) => [
        name,
        `${system} (this report)`,
        scorer,
        score(value),
        how,
        'this report',
      ]);
      const theirs = others
        .filter((figure) => figure.type === type)
        .map((figure) => [
          name,
          figure.system,
          figure.score,
          score(figure.value),
          figure.split,
          figure.source,
        ]);
      return [...ours, ...theirs];
    });
  });
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Beside published figures' },
        {
          kind: 'paragraph',
          text:
            'Figures of different splits and scorers are not comparable. The scorer of Rohanian et al. keeps one label for ' +
            'each different word of a sentence and never compares positions, so it scores another gold; it is applied to ' +
            'our answers too, and named.',
        },
        {
          kind: 'table',
          header: ['Data set', 'System', 'Score', 'Value', 'Split', 'Source'],
          rows,
        },
      ];
}

function ownFigures(
  { entities, inference }: SetReport,
  type: string | undefined,
): { value: number; scorer: string }[] {
  if (inference) {
    return [{ value: inference.labels.accuracy, scorer: 'accuracy' }];
  }
  if (!entities) {
    return [];
  }
  const of = ({ micro, types }: typeof entities.strict): number =>
    type === undefined ? micro.f1 : (types[type]?.f1 ?? 0);
  return [
    { value: of(entities.strict), scorer: 'F1' },
    { value: of(entities.paper), scorer: "F1, the papers' own scorer" },
  ];
}
