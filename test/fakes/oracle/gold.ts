import { Lexicon } from './lexicon.js';

/** An entity that people marked; UTF-16 offsets into its text. */
export interface GoldEntity {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  /** `present` where absent. */
  readonly assertion?: string;
}

/** A text with all its entities. */
export interface GoldText {
  readonly text: string;
  readonly entities: readonly GoldEntity[];
}

/** An entity of a passage, in the passage's own words. */
export interface GoldMention {
  readonly text: string;
  readonly type: string;
  readonly assertion?: string;
}

interface Indexed {
  readonly folded: string;
  readonly entities: readonly GoldEntity[];
}

/**
 * Finds what people marked in any passage that was cut from one of the texts, whatever became of its white space. In
 * other passages it finds the words that were marked elsewhere.
 */
export class Gold {
  /** How many passages were of none of the texts. */
  strangers = 0;
  readonly #texts: readonly Indexed[];
  readonly #lexicon: Lexicon;

  constructor(texts: readonly GoldText[]) {
    this.#texts = texts.map(({ text, entities }) => {
      const { folded, at } = fold(text);
      return {
        folded,
        entities: entities
          .map((entity) => ({
            ...entity,
            start: at[entity.start] ?? 0,
            end: at[entity.end] ?? folded.length,
          }))
          .sort((a, b) => a.start - b.start || b.end - a.end),
      };
    });
    this.#lexicon = new Lexicon(
      this.#texts.flatMap(({ folded, entities }) =>
        entities.map(({ start, end, type, assertion }) => ({
          text: folded.slice(start, end),
          type,
          ...(assertion !== undefined && { assertion }),
        })),
      ),
    );
  }

  /** The mentions that lie wholly in the passage, in order of appearance. */
  mentionsIn(passage: string): GoldMention[] {
    const { folded, from } = fold(passage);
    const sought = folded.trim();
    if (sought === '') return [];
    const lead = folded.length - folded.trimStart().length;
    for (const text of this.#texts) {
      const start = text.folded.indexOf(sought);
      if (start < 0) continue;
      const end = start + sought.length;
      return text.entities
        .filter((entity) => entity.start >= start && entity.end <= end)
        .map((entity) => ({
          text: passage.slice(
            from[entity.start - start + lead],
            (from[entity.end - start + lead - 1] ?? 0) + 1,
          ),
          type: entity.type,
          ...(entity.assertion !== undefined && { assertion: entity.assertion }),
        }));
    }
    this.strangers++;
    return this.#lexicon.mentionsIn(passage);
  }
}

/** One space for each run of white space; `at` leads from offsets of the text into the fold, `from` back. */
function fold(text: string): { folded: string; at: number[]; from: number[] } {
  const at: number[] = [];
  const from: number[] = [];
  let folded = '';
  for (let offset = 0; offset < text.length; offset++) {
    const isSpace = /\s/.test(text[offset] ?? '');
    if (isSpace && folded.endsWith(' ')) {
      at.push(folded.length - 1);
      continue;
    }
    at.push(folded.length);
    from.push(offset);
    folded += isSpace ? ' ' : (text[offset] ?? '');
  }
  at.push(folded.length);
  return { folded, at, from };
}
