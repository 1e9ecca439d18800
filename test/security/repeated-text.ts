/**
 * A program: reads texts that repeat one piece for a megabyte with the reader that is named, prints `piece` for each
 * that was read, and ends. A reader whose time grows with the square of the text would take minutes for one.
 */
import { escapeMarkdown } from '../../client/src/markdown.js';
import { plainText } from '../../client/src/plain-text.js';
import { escaped } from '../../server/src/features/markdown.js';
import { readBrat } from '../../server/src/formats/brat.js';
import { parseNote } from '../../server/src/note/parse.js';
import { visible } from '../../server/src/note/visible.js';
import { readJsonReply } from '../../server/src/tasks/json-object.js';
import { splitWords } from '../../server/src/tasks/ner/words.js';

/** UTF-16 code units. */
const length = 1_000_000;

/** What is repeated without end: no spaces, no ends of sentences, headings, numbers, marks that join. */
const pieces = [
  'a',
  'A',
  ' ',
  '\t',
  '\n',
  '.',
  'a.',
  'a. ',
  'A: ',
  '#',
  '# ',
  '- ',
  '(',
  '["',
  '1,',
  '1.5 ',
  '`',
  '\\',
  '$(',
  '](',
  '&lt;',
  '👩‍⚕️',
  '\u0301',
  '\u202e',
  '\ud800',
  'No fever and ',
];

const readers: Record<string, (text: string) => unknown> = {
  'divides into sentences': (text) => parseNote('file:///a.note', 1, text),
  'splits into words': (text) => splitWords(text),
  'makes visible': (text) => visible(text),
  'escapes for a hover': (text) => escaped(text),
  'escapes for a preview': (text) => escapeMarkdown(text),
  'parts for a list': (text) => plainText(text),
  'reads as a reply': (text) => readJsonReply({ text: `{"a":"${text}`, tokens: [], finish: 'stop' }),
  'reads as standoff': (text) => readBrat(`T1\tproblem 0 5\t${text}\n${text}`, text),
  'takes time by its square': (text) => /a+$/.test(`${text}b`),
};

const read = readers[process.argv[2] ?? ''];
if (!read) throw new Error('no such reader');
for (const piece of pieces) {
  read(piece.repeat(length / piece.length));
  console.log(JSON.stringify(piece));
}
