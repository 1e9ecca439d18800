import { overlaps, type Span } from '../note/span.js';
import { parseNote } from '../note/parse.js';
import { nameOf } from './brat-names.js';
import type { AnnotatedDocument, DocumentEntity, ReadDocuments, ReadProblem } from './document.js';
import { filePlaces } from './file-names.js';
import { flatEntities, LossCount, lossesOf } from './losses.js';
import { tokensOf } from './tokens.js';
import type { Writer } from './writer.js';

/**
 * CoNLL columns with IOB2 tags (Tjong Kim Sang and Veenstra 1999; `B-` opens every entity): a token, a tab, its tag; an
 * empty line after each sentence; one file a note. Of entities that overlap the longer is kept. Tokens are those of
 * {@link tokensOf}; an entity that begins or ends inside one is widened to it.
 */
export const writeConll: Writer = (documents) => {
  const losses = new LossCount();
  const places = filePlaces(documents);
  return {
    files: documents.map((document, index) => ({
      name: `${places[index]}.conll`,
      text: columnsOf(document, losses),
    })),
    losses: lossesOf(
      documents,
      [
        'assertion',
        'assertionSource',
        'confidence',
        'review',
        'source',
        'alignment',
        'relations',
        'contradictions',
      ],
      losses,
    ),
  };
};

function columnsOf({ id, text, entities }: AnnotatedDocument, losses: LossCount): string {
  const kept = flatEntities(entities, losses);
  const sentences = sequencesOf(id, text);
  const tokens = sentences.flat();
  const tags = new Map<Span, string>();
  for (const entity of kept) {
    const covered = tokens.filter((token) => overlaps(token, entity.spans[0]));
    if (covered.length === 0) losses.add('boundaries');
    else if (covered.some((token) => tags.has(token))) losses.add('overlapping');
    else {
      if (covered[0]?.start !== entity.spans[0].start || covered.at(-1)?.end !== entity.spans[0].end) {
        losses.add('boundaries');
      }
      covered.forEach((token, index) => tags.set(token, `${index === 0 ? 'B' : 'I'}-${nameOf(entity.type)}`));
    }
  }
  return sentences
    .filter((sentence) => sentence.length > 0)
    .map((sentence) => {
      // A tag that goes on from the sentence before would be no IOB2.
      const lines = sentence.map((token, index) => {
        const tag = tags.get(token) ?? 'O';
        return `${text.slice(token.start, token.end)}\t${index === 0 ? tag.replace(/^I-/, 'B-') : tag}\n`;
      });
      return `${lines.join('')}\n`;
    })
    .join('');
}

/** The tokens of a text, divided where a sentence begins or ends; a bullet or a heading's mark lies outside of them. */
function sequencesOf(id: string, text: string): Span[][] {
  const ends = parseNote(id, 0, text).sentences.flatMap(({ span }) => [span.start, span.end]);
  const sequences: Span[][] = [[]];
  let next = 0;
  for (const token of tokensOf(text)) {
    let isNew = false;
    for (; (ends[next] ?? Infinity) <= token.start; next++) isNew = true;
    if (isNew) sequences.push([]);
    sequences.at(-1)?.push(token);
  }
  return sequences;
}

const opens = /^[BSUW]-/;
const goesOn = /^[IELM]-/;

/**
 * Reads CoNLL columns that belong to `text`: the token first, its tag last, in IOB2, IOB1, BIOES or BILOU. Tokens are
 * looked up in the text one after another, white space aside, so another tokenizer's fit, too. A token that is not
 * there ends the reading, and the problem names its line.
 */
export function readConll(content: string, text: string, id: string): ReadDocuments {
  const problems: ReadProblem[] = [];
  const entities: DocumentEntity[] = [];
  let at = 0;
  let open: { type: string; start: number; end: number } | undefined;
  const close = (): void => {
    if (open) {
      const { type, start, end } = open;
      entities.push({ id: `T${entities.length + 1}`, type, spans: [{ start, end }] });
    }
    open = undefined;
  };
  for (const [index, row] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (row.trim() === '' || row.startsWith('-DOCSTART-') || /^# \S+ = /.test(row)) {
      close();
      continue;
    }
    const cells = row.split(/\t| +/);
    const [token = '', tag = ''] = [cells[0], cells.at(-1)];
    if (cells.length < 2 || !(tag === 'O' || opens.test(tag) || goesOn.test(tag))) {
      problems.push({ line: index + 1, document: id, message: 'is not a token and its tag' });
      close();
      continue;
    }
    const start = nextOf(text, token, at);
    if (start === undefined) {
      problems.push({
        line: index + 1,
        document: id,
        message: 'a token that is not next in the text; what follows is left out',
      });
      break;
    }
    at = start + token.length;
    const type = tag.slice(2);
    if (!goesOn.test(tag) || open?.type !== type) close();
    if (tag !== 'O') open = { type, start: open?.start ?? start, end: at };
    if (/^[ELSUW]-/.test(tag)) close();
  }
  close();
  return { value: [{ id, text, entities, relations: [], contradictions: [] }], problems };
}

/** Where the token stands, if nothing but white space and control characters lies before it. */
function nextOf(text: string, token: string, from: number): number | undefined {
  const start = text.indexOf(token, from);
  return start >= 0 && /^[\s\p{C}\p{Z}]*$/u.test(text.slice(from, start)) ? start : undefined;
}
