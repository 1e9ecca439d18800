import { detokenise } from './detokenise.js';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldMention } from './records.js';
import { textLines, type TextLine } from './text-lines.js';

/** The tag style of a corpus. */
export interface IobStyle {
  /** The types that tags may have. */
  readonly types: readonly string[];
  /** The type that tags stand for, if they are plain `B`, `I` and `O`. */
  readonly bare?: string;
}

/**
 * Reads a CoNLL file: one token per line with a tab and its tag, and an empty line after each sentence
 * (Ramshaw and Marcus 1995, in the variant in which every mention starts with `B`). Each sentence is a record
 * of its own, since these files do not mark where documents end. Its text is {@link detokenise | reassembled}.
 * A sentence with an unreadable line is reported and skipped. An `I` that continues nothing starts a mention,
 * as in the shared task's own scorer, and is reported too.
 */
export async function* readIob(file: CorpusFile, part: Part, style: IobStyle): AsyncGenerator<CorpusItem> {
  let sentence: TextLine[] = [];
  for await (const line of textLines(file)) {
    if (line.readable && line.text.trim() === '') {
      yield* sentenceOf(sentence, file, part, style);
      sentence = [];
    } else if (!line.text.startsWith('-DOCSTART-')) {
      sentence.push(line);
    }
  }
  yield* sentenceOf(sentence, file, part, style);
}

interface TagRun {
  readonly type: string;
  readonly first: number;
  last: number;
}

function* sentenceOf(
  lines: readonly TextLine[],
  file: CorpusFile,
  part: Part,
  style: IobStyle,
): Generator<CorpusItem> {
  const [first] = lines;
  if (first === undefined) return;
  const tokens: string[] = [];
  const runs: TagRun[] = [];
  const stray: number[] = [];
  let open: TagRun | undefined;
  for (const [i, line] of lines.entries()) {
    const read = readLine(line, style);
    if ('code' in read) {
      yield problemAt(file, line.number, read.code, read.message);
      return;
    }
    tokens.push(read.token);
    if (read.type === undefined) {
      open = undefined;
    } else if (read.begins || open?.type !== read.type) {
      if (!read.begins) stray.push(line.number);
      open = { type: read.type, first: i, last: i };
      runs.push(open);
    } else {
      open.last = i;
    }
  }
  for (const line of stray) yield problemAt(file, line, 'starts-with-i', 'a mention that starts with I-');
  const { text, spans } = detokenise(tokens);
  const mentions = runs.map((run, i): GoldMention => ({
    id: `T${i + 1}`,
    type: run.type,
    spans: [{ start: spans[run.first]?.start ?? 0, end: spans[run.last]?.end ?? 0 }],
  }));
  yield { record: { kind: 'annotated', ...originOf(part, first.number), text, mentions, relations: [] } };
}

type ReadLine =
  | { readonly token: string; readonly type: string | undefined; readonly begins: boolean }
  | { readonly code: string; readonly message: string };

function readLine({ text, readable, ended }: TextLine, { types, bare }: IobStyle): ReadLine {
  if (!readable) return { code: 'encoding', message: 'is not UTF-8' };
  const cells = text.split('\t');
  const [token = '', tag = ''] = cells;
  if (cells.length < 2 || token.trim() === '' || tag.trim() === '') {
    return ended
      ? { code: 'no-tag', message: 'is not a token and its tag' }
      : { code: 'truncated', message: 'the file ends within a line' };
  }
  const word = token.trim();
  if (/\s/u.test(word)) return { code: 'no-tag', message: 'is not one token and its tag' };
  if (tag.trim() === 'O') return { token: word, type: undefined, begins: false };
  const [, place, named] = /^([BI])(?:-(.+))?$/.exec(tag.trim()) ?? [];
  const type = named ?? bare;
  if (place === undefined || type === undefined || !types.includes(type)) {
    const message = ended ? 'a tag that the corpus does not have' : 'the file ends within a tag';
    return { code: ended ? 'unknown-label' : 'truncated', message };
  }
  return { token: word, type, begins: place === 'B' };
}
