import { pubmedQaLabels } from '../corpora/pubmedqa.js';
import { instructionTasks, type InstructionRow } from './row.js';
import { phraseOf } from './verbs.js';

/** Lengths of texts in words. */
export interface Lengths {
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

/** The composition of a set of rows. */
export interface Composition {
  readonly rows: number;
  /** Task → corpus → rows, most first. */
  readonly byTask: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly bySplit: Readonly<Record<string, number>>;
  readonly byLicence: Readonly<Record<string, number>>;
  /** Verb → object → rows, from the first clause of the instructions; most frequent first. */
  readonly verbs: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly instructions: number;
  readonly lengths: Readonly<Record<string, { readonly input: Lengths; readonly output: Lengths }>>;
  /** Task and corpus → label → rows. For NER, whether a row contains a mention. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Longer texts are counted as this long. */
const longest = 20_000;

/** With more distinct outputs than this, rows have free text rather than labels. */
const mostLabels = 30;

type Nested = Map<string, Map<string, number>>;

/** Accumulates rows in memory that does not grow with their number. */
export class CompositionCounter {
  #rows = 0;
  readonly #byTask: Nested = new Map();
  readonly #bySplit = new Map<string, number>();
  readonly #byLicence = new Map<string, number>();
  readonly #verbs: Nested = new Map();
  readonly #instructions = new Set<string>();
  readonly #lengths = new Map<string, { input: Uint32Array; output: Uint32Array }>();
  readonly #labels: Nested = new Map();

  add(row: InstructionRow): void {
    this.#rows += 1;
    count(this.#byTask, row.task, row.source);
    increase(this.#bySplit, row.split);
    increase(this.#byLicence, row.licence);
    const { verb, object } = phraseOf(row.instruction);
    count(this.#verbs, verb, object);
    this.#instructions.add(row.instruction);
    const lengths = this.#lengths.get(row.task) ?? {
      input: new Uint32Array(longest + 1),
      output: new Uint32Array(longest + 1),
    };
    this.#lengths.set(row.task, lengths);
    for (const side of ['input', 'output'] as const) {
      const words = Math.min(longest, wordsIn(row[side]));
      lengths[side][words] = (lengths[side][words] ?? 0) + 1;
    }
    const label = labelOf(row);
    if (label !== undefined) count(this.#labels, `${row.task} ${row.source}`, label);
  }

  composition(): Composition {
    const tasks = instructionTasks.filter((task) => this.#byTask.has(task));
    return {
      rows: this.#rows,
      byTask: Object.fromEntries(tasks.map((task) => [task, sorted(this.#byTask.get(task))])),
      bySplit: sorted(this.#bySplit),
      byLicence: sorted(this.#byLicence),
      verbs: nested(this.#verbs),
      instructions: this.#instructions.size,
      lengths: Object.fromEntries(
        tasks.map((task) => {
          const { input, output } = this.#lengths.get(task) ?? {};
          return [task, { input: lengthsOf(input), output: lengthsOf(output) }];
        }),
      ),
      labels: Object.fromEntries(
        Object.entries(nested(this.#labels)).filter(([, labels]) => Object.keys(labels).length <= mostLabels),
      ),
    };
  }
}

/** The label of a row; `undefined` for free text. */
function labelOf({ task, output, id, source }: InstructionRow): string | undefined {
  if (task === 'ner') {
    const isEmpty = id.includes('#ner-json') ? output === '{}' : !/ : B(?:-\S+)?$/m.test(output);
    return isEmpty ? 'no mention' : 'mentions';
  }
  if (task === 'relations' || task === 'nli' || task === 'classification') return output;
  return source === 'PubMedQA' && pubmedQaLabels.some((label) => label === output) ? output : undefined;
}

function wordsIn(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/u).length;
}

function lengthsOf(histogram: Uint32Array | undefined): Lengths {
  const total = histogram?.reduce((sum, each) => sum + each, 0) ?? 0;
  if (histogram === undefined || total === 0) return { mean: 0, median: 0, p95: 0, longest: 0 };
  const at = (share: number): number => {
    let passed = 0;
    return histogram.findIndex((each) => (passed += each) >= share * total);
  };
  const sum = histogram.reduce((all, each, words) => all + each * words, 0);
  return {
    mean: sum / total,
    median: at(0.5),
    p95: at(0.95),
    longest: histogram.findLastIndex((each) => each > 0),
  };
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function count(counts: Nested, outer: string, inner: string): void {
  const inside = counts.get(outer) ?? new Map<string, number>();
  counts.set(outer, inside);
  increase(inside, inner);
}

function sorted(counts: ReadonlyMap<string, number> = new Map()): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

function nested(counts: Nested): Record<string, Record<string, number>> {
  const totals = [...counts].map(([key, inside]) => {
    return { key, inside, total: [...inside.values()].reduce((sum, each) => sum + each, 0) };
  });
  totals.sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
  return Object.fromEntries(totals.map(({ key, inside }) => [key, sorted(inside)]));
}
