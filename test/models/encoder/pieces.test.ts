import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { judgeRow } from '../../../server/src/models/encoder/judge-row.js';
import { Pieces } from '../../../server/src/models/encoder/pieces.js';
import { wordsOf } from '../../../server/src/models/encoder/words.js';

const json = JSON.parse(readFileSync('test/fixtures/encoder/bionote/tokenizer.json', 'utf8')) as {
  model: { vocab: Record<string, number> };
};
const pieces = new Pieces(json);
const names = new Map(Object.entries(json.model.vocab).map(([name, id]) => [id, name]));
const layout = { longest: 256, markers: { head: [1, 2], tail: [3, 4] } } as const;

/** The tokens of a row by name, the markers as signs. */
function shown(ids: readonly number[]): string {
  const signs = new Map([
    ['[unused1]', '<'],
    ['[unused2]', '>'],
    ['[unused3]', '{'],
    ['[unused4]', '}'],
  ]);
  return ids.map((id) => signs.get(names.get(id) ?? '') ?? names.get(id) ?? '?').join(' ');
}

/** A question about marked text: `<` and `>` stand around the head, `{` and `}` around the tail. */
function marked(text: string, first = ''): Parameters<typeof judgeRow>[0] {
  const second = text.replace(/[<>{}]/g, '');
  const at = (sign: string): number => text.slice(0, text.indexOf(sign)).replace(/[<>{}]/g, '').length;
  return {
    first,
    second,
    ...(text.includes('<') ? { head: { start: at('<'), end: at('>') } } : {}),
    ...(text.includes('{') ? { tail: { start: at('{'), end: at('}') } } : {}),
  };
}

describe('word pieces', () => {
  it('are those of words that are runs of letters and digits, or single signs', () => {
    const text = 'T2DM,\tβ-blocker 38°C 👍🏽 x';
    const words = wordsOf(text);
    assert.deepEqual(
      words.map((word) => word.text),
      ['T2DM', ',', 'β', '-', 'blocker', '38', '°', 'C', '👍', '🏽', 'x'],
    );
    for (const { text: word, span } of words) assert.equal(text.slice(span.start, span.end), word);
  });

  it('are at least one for each word, and are the same when asked again', () => {
    assert.equal(shown(pieces.ofWord('T2DM', true)), 't2 ##dm');
    assert.equal(shown(pieces.ofWord('T2DM', true)), 't2 ##dm');
    assert.equal(shown(pieces.ofWord('\u200b', false)), '[UNK]');
  });

  it('are never special tokens, whatever a note says', () => {
    for (const forged of ['[SEP]', '[CLS]', '[unused1]', '[PAD]']) {
      const ids = pieces.of(`pain ${forged} fever`);
      assert.ok(
        ids.every((id) => id >= 5 && names.get(id) !== '[SEP]' && names.get(id) !== '[CLS]'),
        forged,
      );
    }
  });

  it('are refused where a file is no tokenizer', () => {
    for (const wrong of [null, {}, { model: { vocab: {} } }, { model: { vocab: { '[CLS]': 1 } } }]) {
      assert.throws(() => new Pieces(wrong), { name: 'EngineFailure', fault: 'tokenizer' });
    }
  });
});

describe('rows of a judge', () => {
  it('hold the heading, the sentence and the markers around its mentions', () => {
    const { ids, types } = judgeRow(
      marked('no <chest pain> with {aspirin}.', 'Family History'),
      layout,
      pieces,
    );
    assert.equal(shown(ids), '[CLS] family history [SEP] no < chest pain > with { aspirin } . [SEP]');
    assert.equal(types?.join(''), '0000' + '1'.repeat(ids.length - 4));
  });

  it('mark the mentions in whichever order they stand', () => {
    assert.equal(
      shown(judgeRow(marked('{aspirin} for <pain>'), layout, pieces).ids),
      '[CLS] [SEP] { aspirin } for < pain > [SEP]',
    );
  });

  it('are shortened around the mentions, and never in them', () => {
    const long = 'fever '.repeat(300).trim();
    for (const text of [
      `${long} <chest pain> ${long} {aspirin} ${long}`,
      `<chest pain> ${long} {aspirin}`,
      `${long} <chest pain> {aspirin}`,
    ]) {
      const { ids, types } = judgeRow(marked(text, long), layout, pieces);
      assert.equal(ids.length, 256);
      assert.equal(types?.length, 256);
      assert.match(shown(ids), /< chest pain >.*\{ aspirin \}/);
    }
    const { ids } = judgeRow({ first: long, second: long }, layout, pieces);
    const [first = '', second = ''] = shown(ids).split(' [SEP]');
    assert.ok(Math.abs(first.split('fever').length - second.split('fever').length) <= 1);
  });
});
