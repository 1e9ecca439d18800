import type { Tag, TagRules } from './tag-scheme.js';

/** Words, by index, that make up one entity; `to` is the last. */
export interface TaggedRun {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  /** That of the least certain word's tag, given that the labelling keeps to its scheme; 0 to 1. */
  readonly probability: number;
}

/**
 * The entities of the most probable labelling that keeps to its scheme (Viterbi). A run is as probable as its least
 * certain word: the words of a name are right or wrong together, so that a product would call every long name doubtful.
 *
 * @param scores of each word, the logarithm of each tag's probability or any shift of it.
 */
export function decode(scores: readonly Float64Array[], rules: TagRules): TaggedRun[] {
  if (scores.length === 0) return [];
  const path = bestPath(scores, rules);
  const certain = marginals(scores, rules);
  const runs: { type: string; from: number; to: number; probability: number }[] = [];
  let before: Tag | undefined;
  for (const [word, index] of path.entries()) {
    const tag = rules.tags[index];
    if (!tag) continue;
    const probability = certain[word]?.[index] ?? 0;
    const run = runs.at(-1);
    if (tag.part !== 'O') {
      if (run && before && continues(before, tag)) {
        run.to = word;
        run.probability = Math.min(run.probability, probability);
      } else {
        runs.push({ type: tag.type, from: word, to: word, probability });
      }
    }
    before = tag;
  }
  return runs;
}

function continues(before: Tag, tag: Tag): boolean {
  return (
    before.type === tag.type &&
    (tag.part === 'I' || tag.part === 'L') &&
    (before.part === 'B' || before.part === 'I')
  );
}

type Values = Float64Array<ArrayBuffer>;

function bestPath(scores: readonly Float64Array[], rules: TagRules): number[] {
  const cameFrom: number[][] = [];
  const [first, ...rest] = scores;
  let best = rules.mayBegin.map((may, tag) => (may ? (first?.[tag] ?? 0) : -Infinity));
  for (const own of rest) {
    const from = rules.before.map((before) => bestOf(before, best));
    cameFrom.push(from);
    best = from.map((before, tag) => (best[before] ?? -Infinity) + (own[tag] ?? 0));
  }
  const ends = [...rules.tags.keys()].filter((tag) => rules.mayEnd[tag]);
  const path = [bestOf(ends, best)];
  for (const from of cameFrom.reverse()) path.push(from[path.at(-1) ?? 0] ?? 0);
  return path.reverse();
}

function bestOf(tags: readonly number[], scores: readonly number[]): number {
  let best = tags[0] ?? 0;
  for (const tag of tags) if ((scores[tag] ?? -Infinity) > (scores[best] ?? -Infinity)) best = tag;
  return best;
}

/** The probability of each tag at each word over all labellings that keep to the scheme (forward-backward). */
function marginals(scores: readonly Float64Array[], rules: TagRules): Values[] {
  const weights = scores.map((own) => {
    const highest = Math.max(...own);
    return Float64Array.from(own, (score) => Math.exp(score - highest));
  });
  const forward: Values[] = [];
  for (const own of weights) {
    const former = forward.at(-1);
    const reached = rules.before.map((before, tag) =>
      former ? sumOf(before, former) : Number(rules.mayBegin[tag]),
    );
    forward.push(normalised(reached.map((value, tag) => value * (own[tag] ?? 0))));
  }
  let backward = normalised(rules.mayEnd.map(Number));
  const result: Values[] = [];
  for (const [word, own] of [...weights.entries()].reverse()) {
    const later = backward;
    result.push(normalised([...(forward[word] ?? [])].map((value, tag) => value * (later[tag] ?? 0))));
    const ahead = Float64Array.from(own, (weight, tag) => weight * (later[tag] ?? 0));
    backward = normalised(rules.after.map((after) => sumOf(after, ahead)));
  }
  return result.reverse();
}

function sumOf(tags: readonly number[], values: Float64Array): number {
  return tags.reduce((sum, tag) => sum + (values[tag] ?? 0), 0);
}

function normalised(values: readonly number[]): Values {
  const total = values.reduce((sum, value) => sum + value, 0);
  return Float64Array.from(values, (value) => (total > 0 ? value / total : value));
}
