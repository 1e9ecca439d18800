import type { TagsQuestion, TaggedSpan } from '../../tasks/question.js';
import { decode } from './decode.js';
import type { HeadLayout, TaggerLayout } from './layout.js';
import type { Pieces } from './pieces.js';
import { tagRules, type TagRules } from './tag-scheme.js';
import { windowsOver } from './windows.js';
import { wordsOf } from './words.js';
import type { Work } from './work.js';

/** A tagger's side of a question: which tokens to read, and which entities its logits name. */
export class Tagger {
  readonly #heads: readonly { readonly head: HeadLayout; readonly rules: TagRules }[];
  /** Labels of all heads together. */
  readonly #width: number;

  constructor(
    private readonly layout: TaggerLayout,
    private readonly pieces: Pieces,
    width: number,
  ) {
    this.#heads = layout.heads.map((head) => ({ head, rules: tagRules(head.labels, head.apart) }));
    this.#width = width;
  }

  work({ text, heads }: TagsQuestion): Work {
    const words = wordsOf(text);
    const pieces = words.map((word) =>
      this.pieces.ofWord(word.text, word.span.start > 0 && /\s/u.test(text.charAt(word.span.start - 1))),
    );
    const room = this.layout.longest - 2;
    const windows = windowsOver(
      pieces.map(({ length }) => length),
      room,
    );
    const { start, end } = this.pieces.special;
    return {
      rows: windows.map(({ from, to }) => ({
        ids: [start, ...pieces.slice(from, to).flat().slice(0, room), end],
      })),
      answer: (outputs) => {
        const firsts = windows.flatMap(({ from, own, ownEnd }, index) => {
          const logits = outputs[index]?.['logits'] ?? new Float32Array();
          let at = 1 + pieces.slice(from, own).reduce((sum, { length }) => sum + length, 0);
          return pieces.slice(own, ownEnd).map(({ length }) => {
            const first = logits.subarray(at * this.#width, (at + 1) * this.#width);
            at += length;
            return first;
          });
        });
        const mentions = this.#heads
          .filter(({ head }) => heads.includes(head.name))
          .flatMap(({ head, rules }) =>
            decode(scoresOf(firsts, head), rules).flatMap(({ type, from, to, probability }): TaggedSpan[] => {
              const [first, last] = [words[from], words[to]];
              if (!first || !last || probability < (head.thresholds[type] ?? 0)) return [];
              const span = { start: first.span.start, end: last.span.end };
              return [{ span, head: head.name, label: type, probability }];
            }),
          );
        return { kind: 'tags', mentions };
      },
    };
  }
}

function scoresOf(
  logits: readonly Float32Array[],
  { offset, labels, temperature }: HeadLayout,
): Float64Array[] {
  return logits.map((all) =>
    Float64Array.from(all.subarray(offset, offset + labels.length), (logit) => logit / temperature),
  );
}
