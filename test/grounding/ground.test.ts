import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isCharacterBoundary } from '../../server/src/grounding/boundaries.js';
import { fold } from '../../server/src/grounding/fold.js';
import { ground } from '../../server/src/grounding/ground.js';

/** Grounds quotes and shows each mention as `start:text/alignment`, in the order of the result. */
function placed(text: string, quotes: string[]): { at: string[]; unplaced: string[] } {
  const { mentions, unplaced } = ground(
    text,
    quotes.map((quote) => ({ text: quote, type: 'problem' })),
  );
  for (const mention of mentions)
    assert.equal(mention.text, text.slice(mention.span.start, mention.span.end));
  return {
    at: mentions.map(({ span, text: found, alignment }) => `${span.start}:${found}/${alignment}`),
    unplaced: unplaced.map((mention) => mention.text),
  };
}

const cases: { name: string; text: string; quotes: string[]; at: string[]; unplaced?: string[] }[] = [
  { name: 'exact', text: 'no chest pain', quotes: ['chest pain'], at: ['3:chest pain/exact'] },
  { name: '"MI" is not in "admission"', text: 'On admission, MI.', quotes: ['MI'], at: ['14:MI/exact'] },
  { name: 'nor in any case', text: 'On admission.', quotes: ['MI', 'mi'], at: [], unplaced: ['MI', 'mi'] },
  {
    name: 'a name with a figure is one word',
    text: 'B12 and CYP2D6',
    quotes: ['B', 'CYP2'],
    at: [],
    unplaced: ['B', 'CYP2'],
  },
  {
    name: 'a number is not cut at its point',
    text: 'K 2.5',
    quotes: ['2', '5'],
    at: [],
    unplaced: ['2', '5'],
  },
  {
    name: 'a unit behind its figure is a word',
    text: 'took 10mg',
    quotes: ['10', 'mg'],
    at: ['5:10/exact', '7:mg/exact'],
  },
  {
    name: 'hyphens and apostrophes divide',
    text: "post-MI Parkinson's",
    quotes: ['MI', 'Parkinson'],
    at: ['5:MI/exact', '8:Parkinson/exact'],
  },
  {
    name: 'the same quote takes successive occurrences',
    text: 'pain, pain, pain',
    quotes: ['pain', 'pain', 'pain'],
    at: ['0:pain/exact', '6:pain/exact', '12:pain/exact'],
  },
  {
    name: 'a repetition beyond them is dropped',
    text: 'pain',
    quotes: ['pain', 'pain'],
    at: ['0:pain/exact'],
  },
  {
    name: 'in order: behind the mention before',
    text: 'pain with fever, then pain',
    quotes: ['fever', 'pain'],
    at: ['10:fever/exact', '22:pain/exact'],
  },
  {
    name: 'out of order: anywhere',
    text: 'cough with fever',
    quotes: ['fever', 'cough'],
    at: ['0:cough/exact', '11:fever/exact'],
  },
  {
    name: 'nested where nothing is behind',
    text: 'chest pain',
    quotes: ['chest pain', 'chest'],
    at: ['0:chest pain/exact', '0:chest/exact'],
  },
  { name: 'case', text: 'Chest Pain', quotes: ['chest pain'], at: ['0:Chest Pain/folded'] },
  {
    name: 'white space and line ends',
    text: 'chest\r\n  pain',
    quotes: ['chest pain'],
    at: ['0:chest\r\n  pain/folded'],
  },
  { name: 'a tokenised quote', text: 'K 1.5 mEq/L', quotes: ['1 . 5 mEq / L'], at: ['2:1.5 mEq/L/folded'] },
  {
    name: 'compatibility forms',
    text: 'ﬁbrosis, 10 µg, “x”–y',
    quotes: ['fibrosis', '10 μg', '"x"-y'],
    at: ['0:ﬁbrosis/folded', '9:10 µg/folded', '16:“x”–y/folded'],
  },
  { name: 'a folded ligature is not cut', text: 'ﬁb', quotes: ['f'], at: [], unplaced: ['f'] },
  {
    name: 'composed and decomposed',
    text: 'Sjo\u0308gren',
    quotes: ['Sj\u00f6gren'],
    at: ['0:Sjo\u0308gren/folded'],
  },
  {
    name: 'a letter is not cut from its mark',
    text: 'cafe\u0301 x',
    quotes: ['cafe'],
    at: [],
    unplaced: ['cafe'],
  },
  {
    name: 'emoji before a mention',
    text: '😀 pain 👩🏽‍⚕️ fever',
    quotes: ['pain', 'fever'],
    at: ['3:pain/exact', '16:fever/exact'],
  },
  { name: 'an emoji is not cut from its skin tone', text: '👩🏽', quotes: ['👩'], at: [], unplaced: ['👩'] },
  { name: 'scripts without spaces', text: '患者は胸痛を訴えた', quotes: ['胸痛'], at: ['3:胸痛/exact'] },
  {
    name: 'a typing error',
    text: 'known hypertensoin today',
    quotes: ['hypertension'],
    at: ['6:hypertensoin/fuzzy'],
  },
  {
    name: 'a word too many',
    text: 'left lower lobe pneumonia',
    quotes: ['left lower lobes pneumonia'],
    at: ['0:left lower lobe pneumonia/fuzzy'],
  },
  {
    name: 'an opposite is not an error',
    text: 'known hypotension',
    quotes: ['hypertension'],
    at: [],
    unplaced: ['hypertension'],
  },
  {
    name: 'another figure is not an error',
    text: 'aspirin 20 mg daily',
    quotes: ['aspirin 10 mg daily'],
    at: [],
    unplaced: ['aspirin 10 mg daily'],
  },
  {
    name: 'another stage is not an error',
    text: 'stage II melanoma',
    quotes: ['stage III melanoma'],
    at: [],
    unplaced: ['stage III melanoma'],
  },
  { name: 'a short quote has no errors', text: 'lung', quotes: ['long'], at: [], unplaced: ['long'] },
  {
    name: 'what is not there',
    text: 'he is well',
    quotes: ['sepsis', '', '   '],
    at: [],
    unplaced: ['sepsis', '', '   '],
  },
];

describe('grounding', () => {
  for (const { name, text, quotes, at, unplaced } of cases) {
    it(name, () => {
      assert.deepEqual(placed(text, quotes), { at, unplaced: unplaced ?? [] });
    });
  }

  it('takes a place that holds the quote, and checks it', () => {
    const quote = { text: 'pain', type: 'problem' };
    const start = (at: { start: number; end: number }): number | undefined =>
      ground('pain, then pain', [{ ...quote, at }]).mentions[0]?.span.start;
    assert.equal(start({ start: 11, end: 15 }), 11);
    for (const wrong of [
      { start: 6, end: 10 },
      { start: -4, end: 0 },
      { start: 11, end: 99 },
      { start: 4, end: 0 },
      { start: 0.5, end: 4 },
      { start: NaN, end: NaN },
    ]) {
      assert.equal(start(wrong), 0);
    }
  });

  it('widens a place that cuts a letter from its mark', () => {
    const { mentions } = ground('cafe\u0301', [{ text: 'cafe', type: 'x', at: { start: 0, end: 4 } }]);
    assert.deepEqual(mentions[0]?.text, 'cafe\u0301');
  });

  it('keeps type, assertion and confidence', () => {
    const { mentions } = ground('no pain', [
      { text: 'pain', type: 'problem', assertion: 'absent', confidence: 0.5 },
      { text: 'pain', type: 'symptom' },
    ]);
    const span = { start: 3, end: 7 };
    assert.deepEqual(mentions, [
      {
        span,
        text: 'pain',
        type: 'problem',
        assertion: 'absent',
        assertionSource: 'model',
        confidence: 0.5,
        alignment: 'exact',
      },
    ]);
  });

  it('does not reach over a line end behind a joiner', () => {
    const text = 'Chest pain\u200d\n- fever';
    const at = { start: 6, end: 11 };
    const [mention] = ground(text, [{ text: 'pain\u200d', type: 'problem', at }]).mentions;
    assert.deepEqual(mention?.span, { start: 6, end: 11 });
  });

  it('places only what is there, whatever the text and the quotes', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'pain',
        'Pain',
        'chest',
        ' ',
        '  ',
        '\n',
        'é',
        'e\u0301',
        '😀',
        '\ud83d',
        '\ude00',
        '胸',
        'ﬁ',
        '2.5',
        'İ',
        '\u200d',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const phrase = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const at = fc.record({ start: fc.integer({ min: -2, max: 30 }), end: fc.integer({ min: -2, max: 30 }) });
    const quoted = fc.record(
      { text: phrase, type: fc.constantFrom('a', 'b'), at },
      { requiredKeys: ['text', 'type'] },
    );
    fc.assert(
      fc.property(
        phrase,
        fc.array(quoted, { maxLength: 6 }),
        fc.nat(20),
        fc.nat(20),
        (text, others, from, length) => {
          const inside = { text: text.slice(from, from + length), type: 'a' };
          const { mentions, unplaced } = ground(text, [...others, inside]);
          assert.ok(mentions.length + unplaced.length <= others.length + 1);
          for (const { span, text: found } of mentions) {
            assert.equal(found, text.slice(span.start, span.end));
            assert.ok(found.length > 0);
            assert.ok(isCharacterBoundary(text, span.start) && isCharacterBoundary(text, span.end));
          }
          const keys = mentions.map(({ span }) => `${span.start} ${span.end}`);
          assert.equal(new Set(keys).size, keys.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  const types: {
    name: string;
    text: string;
    quoted: [text: string, type: string, confidence?: number][];
    found: string[];
  }[] = [
    {
      name: 'the first type where the model was as sure of each',
      text: 'has fever',
      quoted: [
        ['fever', 'problem'],
        ['fever', 'treatment'],
        ['fever', 'test'],
      ],
      found: ['4-9 problem'],
    },
    {
      name: 'the likeliest type',
      text: 'has fever',
      quoted: [
        ['fever', 'treatment', 0.4],
        ['fever', 'problem', 0.9],
        ['fever', 'test', 0.6],
      ],
      found: ['4-9 problem'],
    },
    {
      name: 'the first where a probability is missing',
      text: 'has fever',
      quoted: [
        ['fever', 'treatment'],
        ['fever', 'problem', 0.9],
      ],
      found: ['4-9 treatment'],
    },
    {
      name: 'each occurrence its own type, and another type no later occurrence',
      text: 'fever, no fever',
      quoted: [
        ['fever', 'problem'],
        ['fever', 'treatment'],
        ['fever', 'problem'],
      ],
      found: ['0-5 problem', '10-15 problem'],
    },
    {
      name: 'both types of spans that lie inside each other',
      text: 'ankle swelling',
      quoted: [
        ['ankle', 'anatomy'],
        ['ankle swelling', 'problem'],
      ],
      found: ['0-14 problem', '0-5 anatomy'],
    },
  ];
  for (const { name, text, quoted, found } of types) {
    it(`gives a span one type: ${name}`, () => {
      const { mentions } = ground(
        text,
        quoted.map(([quote, type, confidence]) => ({
          text: quote,
          type,
          ...(confidence !== undefined && { confidence }),
        })),
      );
      assert.deepEqual(
        mentions.map(({ span, type }) => `${span.start}-${span.end} ${type}`),
        found,
      );
    });
  }

  describe('comes to an end', () => {
    const near = (quote: string): { text: string; type: string }[] =>
      Array.from({ length: 40 }, (_, index) => ({ text: `${quote}${index}`, type: 'x' }));

    it('on a text of characters that stand for whole phrases', () => {
      const text = '\ufdfa'.repeat(1000);
      assert.ok(fold(text).text.length <= 4 * text.length);
      assert.equal(ground(text, near(text.slice(0, 500))).unplaced.length, 40);
    });

    it('on a long text that is like its quotes everywhere', () => {
      const text = 'a'.repeat(20_000);
      assert.equal(ground(text, near('a'.repeat(100))).unplaced.length, 40);
      assert.equal(ground(text, near('a'.repeat(5000))).unplaced.length, 40);
    });

    it('and seeks nothing with errors once the text has cost enough', () => {
      const text = `${'a'.repeat(20_000)} pneumonia`;
      const misspelt = { text: 'pneumonja', type: 'problem' };
      assert.equal(ground(text, [misspelt]).mentions.length, 1);
      const costly = [near('b'.repeat(58))[10]!, ...near('b'.repeat(7)).slice(10)];
      assert.deepEqual(ground(text, [...costly, misspelt]).mentions, []);
    });

    it('and still places what stands there literally', () => {
      const text = `${'a'.repeat(20_000)} fever`;
      const { mentions } = ground(text, [...near('a'.repeat(150)), { text: 'Fever', type: 'problem' }]);
      assert.deepEqual(
        mentions.map(({ text: found }) => found),
        ['fever'],
      );
    });
  });

  it('finds every whole-word quote of the text itself', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.nat(11),
        fc.integer({ min: 1, max: 4 }),
        (words, i, n) => {
          const quote = words.slice(i % words.length, (i % words.length) + n).join(' ');
          const { mentions } = ground(words.join(' '), [{ text: quote, type: 'x' }]);
          assert.equal(mentions[0]?.text, quote);
          assert.equal(mentions[0].alignment, 'exact');
        },
      ),
    );
  });
});
