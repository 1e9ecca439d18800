import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { biomedicalSchema, clinicalSchema } from '../../server/src/tasks/schemas.js';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** What people see, in linear RGB: all colours, or without one kind of cone (Machado et al. 2009, severity 1). */
const sights: Readonly<Record<string, Matrix>> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red cones': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green cones': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** OKLab (Ottosson 2020): distances in it are differences as people see them. */
const toCones: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const toLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

/** The kinds of theme, each with the background of its editor. */
const themes = { light: '#ffffff', dark: '#1f1f1f', highContrast: '#000000', highContrastLight: '#ffffff' };

function times(matrix: Matrix, [x, y, z]: Triple): Triple {
  const row = ([a, b, c]: Triple): number => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function each([x, y, z]: Triple, change: (value: number) => number): Triple {
  return [change(x), change(y), change(z)];
}

function linear(hex: string): Triple {
  const at = (start: number): number => parseInt(hex.slice(start, start + 2), 16) / 255;
  return each([at(1), at(3), at(5)], (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
}

/** 1 is the distance between black and white. */
function distance(first: string, second: string, sight: Matrix): number {
  const lab = (hex: string): Triple => {
    const seen = each(times(sight, linear(hex)), (c) => Math.min(1, Math.max(0, c)));
    return times(toLab, each(times(toCones, seen), Math.cbrt));
  };
  const [a, b] = [lab(first), lab(second)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** As the WCAG define it: 1 to 21. */
function contrast(first: string, second: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [a, b] = [luminance(first), luminance(second)];
  return Math.max(a, b) / Math.min(a, b);
}

describe('the colours of the types', () => {
  let colors: Map<string, Record<string, string>>;

  before(async () => {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    const { contributes } = JSON.parse(text) as {
      contributes: { colors: { id: string; defaults: Record<string, string> }[] };
    };
    colors = new Map(contributes.colors.map(({ id, defaults }) => [id, defaults]));
  });

  const border = (type: string, theme: string): string =>
    colors.get(`bionote.${type}Border`)?.[theme] ?? assert.fail(`${type} has no colour in ${theme}`);

  // Types that a relation joins stand in one sentence, and so do a treatment and its dosage.
  const pairs = [...clinicalSchema.relations, ...biomedicalSchema.relations]
    .map(({ head, tail }) => [head, tail] as const)
    .concat([['treatment', 'dosage']])
    .filter(([head, tail]) => head !== tail);

  for (const [theme, background] of Object.entries(themes)) {
    it(`differ in ${theme} for everyone where they stand together`, () => {
      for (const [head, tail] of pairs) {
        for (const [name, sight] of Object.entries(sights)) {
          const apart = distance(border(head, theme), border(tail, theme), sight);
          assert.ok(apart > 0.08, `${head} and ${tail} to eyes with ${name}: ${apart.toFixed(3)}`);
        }
      }
    });

    it(`stand out from the editor in ${theme}`, () => {
      for (const type of new Set([...clinicalSchema.entities, ...biomedicalSchema.entities])) {
        assert.ok(contrast(border(type.name, theme), background) > 4.5, type.name);
      }
    });
  }
});
