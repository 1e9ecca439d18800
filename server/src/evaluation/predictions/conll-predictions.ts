import { chunksOf } from '../scores/bio-tags.js';
import type { Predictions, Report } from './predictions.js';

interface Token {
  readonly line: number;
  readonly tag: string;
  /** Its position in the concatenation of all tokens without spaces. */
  readonly start: number;
  readonly end: number;
}

/** Converts tags of schemes that mark ends and single tokens to BIO. */
const asBio: Readonly<Record<string, string>> = { E: 'I', L: 'I', M: 'I', S: 'B', U: 'B', W: 'B' };

/**
 * Predictions in CoNLL columns, with the token first and its tag last, in the order of the gold. Their tokens
 * may differ from the gold's: characters are compared, ignoring white space. A record whose text is not in the
 * file has no predictions.
 */
export function conllPredictions(name: string, content: string, report: Report): Predictions {
  const { text, tokens } = readTokens(name, content, report);
  const starts = new Map(tokens.map(({ start }, index) => [start, index]));
  let next = 0;
  return {
    mentionsOf: (record) => {
      const places = Array.from(record.text.matchAll(/\S/g), (match) => match.index);
      const bare = places.map((place) => record.text.charAt(place)).join('');
      const at = placeOf(text, bare, next, starts);
      const first = at === undefined ? undefined : starts.get(at);
      if (at === undefined || first === undefined) {
        return undefined;
      }
      next = at + bare.length;
      const inside: Token[] = [];
      for (let index = first; (tokens[index]?.end ?? Infinity) <= next; index++) {
        inside.push(...tokens.slice(index, index + 1));
      }
      return chunksOf(inside.map(({ tag }) => tag)).map((chunk) => {
        const from = (inside[chunk.first]?.start ?? at) - at;
        const to = (inside[chunk.last]?.end ?? at + 1) - at;
        return {
          type: chunk.type,
          spans: [{ start: places[from] ?? 0, end: (places[to - 1] ?? 0) + 1 }],
          at: { file: name, line: inside[chunk.first]?.line ?? 1 },
        };
      });
    },
    relationsOf: () => undefined,
    labelOf: () => undefined,
  };
}

/** The position of `bare` at the start of a token: after the last match, or else anywhere. */
function placeOf(
  text: string,
  bare: string,
  next: number,
  starts: ReadonlyMap<number, number>,
): number | undefined {
  for (const from of [next, 0]) {
    for (let at = text.indexOf(bare, from); at >= 0; at = text.indexOf(bare, at + 1)) {
      if (starts.has(at)) {
        return at;
      }
    }
  }
  return undefined;
}

function readTokens(name: string, content: string, report: Report): { text: string; tokens: Token[] } {
  const tokens: Token[] = [];
  const pieces: string[] = [];
  let length = 0;
  for (const [index, row] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    if (row.trim() === '' || row.startsWith('-DOCSTART-')) {
      continue;
    }
    const cells = row.trim().split(/\t| +/);
    const [token = '', tag = ''] = [cells[0], cells[cells.length - 1]];
    const match = /^(?:([BIELMSUW])(?:-(\S+))?|O)$/.exec(tag);
    const bare = token.replace(/\s/g, '');
    if (cells.length < 2 || match === null) {
      report({ file: name, line, code: 'no-tag', message: 'is not a token and its tag' });
    }
    const [, place, type] = match ?? [];
    const bio = place === undefined ? 'O' : (asBio[place] ?? place);
    pieces.push(bare);
    tokens.push({
      line,
      tag: bio === 'O' ? 'O' : `${bio}-${type ?? '_'}`,
      start: length,
      end: length + bare.length,
    });
    length += bare.length;
  }
  return { text: pieces.join(''), tokens };
}
