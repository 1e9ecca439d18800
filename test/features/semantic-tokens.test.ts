import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NoteView } from '../../server/src/features/note-view.js';
import { provideSemanticTokens, tokenLegend } from '../../server/src/features/semantic-tokens.js';
import type { Span } from '../../server/src/note/span.js';
import { markedNote } from './marked-note.js';

interface Token {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: string;
  readonly modifiers: string[];
}

/** A name without the prefix that all of BioNote's names have. */
function bare(name: string): string {
  assert.match(name, /^bionote-/);
  return name.slice('bionote-'.length);
}

function decode(view: NoteView, within?: Span): Token[] {
  const legend = tokenLegend(true);
  const { data } = provideSemanticTokens(view, within);
  const tokens: Token[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    character = down === 0 ? character + right : right;
    line += down;
    const modifiers = legend.tokenModifiers.filter((_, bit) => bits & (1 << bit)).map(bare);
    tokens.push({ line, character, length, type: bare(legend.tokenTypes[type]!), modifiers });
  }
  return tokens;
}

function shown(view: NoteView, within?: Span): string[] {
  return decode(view, within).map(({ line, character, length, type, modifiers }) => {
    const start = { line, character };
    const text = view.document.getText({ start, end: { line, character: character + length } });
    return [text, type, ...modifiers].join(' ');
  });
}

describe('semantic tokens', () => {
  const cases: Record<string, [string, string[]]> = {
    'types and assertions': [
      'No [fever|problem|absent], on [aspirin|treatment].',
      ['fever problem absent', 'aspirin treatment'],
    ],
    'the inner of nested mentions': [
      'No [[chest|anatomy] pain|problem|absent].',
      ['chest anatomy', ' pain problem absent'],
    ],
    'a mention around another': [
      '[pain in the [left|value] knee|problem]',
      ['pain in the  problem', 'left value', ' knee problem'],
    ],
    'a token for each line': ['[chest\r\npain|problem]', ['chest problem', 'pain problem']],
    'types of the user’s own': ['[Tuesday|weekday]', ['Tuesday entity']],
    'UTF-16 columns': ['🫀 [angina|problem]', ['angina problem']],
  };
  for (const [name, [marked, expected]] of Object.entries(cases)) {
    it(`gives ${name}`, () => {
      assert.deepEqual(shown(markedNote(marked)), expected);
    });
  }

  it('gives those of a range', () => {
    const view = markedNote('[fever|problem]\n[cough|problem]\n[rash|problem]');
    assert.deepEqual(shown(view, { start: 7, end: 8 }), ['cough problem']);
  });

  it('gives other editors standard types, at the same places in the legend', () => {
    const standard = new Set([
      'namespace',
      'type',
      'class',
      'enum',
      'interface',
      'struct',
      'typeParameter',
      'parameter',
      'variable',
      'property',
      'enumMember',
      'event',
      'function',
      'method',
      'macro',
      'keyword',
      'modifier',
      'comment',
      'string',
      'number',
      'regexp',
      'operator',
      'decorator',
      'label',
    ]);
    const other = tokenLegend(false).tokenTypes;
    assert.equal(other.length, tokenLegend(true).tokenTypes.length);
    assert.deepEqual(
      other.filter((type) => !standard.has(type)),
      [],
    );
  });

  it('never overlaps, runs over a line end or goes backwards', () => {
    const span = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z \n]{60,90}$/),
        fc.array(span, { maxLength: 12 }),
        (text, spans) => {
          const entities = spans
            .map(([start, length], i) => ({ start, end: Math.min(text.length, start + length), i }))
            .map(({ start, end, i }) => ({
              id: String(i),
              span: { start, end },
              text: text.slice(start, end),
              type: 'problem',
              alignment: 'exact' as const,
              sentence: 0,
            }))
            .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
          const lines = text.split('\n');
          let line = 0;
          let end = 0;
          for (const token of decode(markedNote('', { analysis: { text, entities } }))) {
            assert.ok(token.length > 0);
            assert.ok(token.line > line || token.character >= end);
            ({ line } = token);
            end = token.character + token.length;
            assert.ok(end <= lines[line]!.length);
          }
        },
      ),
    );
  });
});
