import assert from 'node:assert/strict';
import fc from 'fast-check';
import { definitionsFor, definitionsIn } from '../../server/src/note/definitions.js';

describe('abbreviations that a text defines', () => {
  const cases: [text: string, defined: Record<string, string>][] = [
    ['He had a myocardial infarction (MI) in 2010.', { MI: 'myocardial infarction' }],
    ['An MI (myocardial infarction) is likely.', { MI: 'myocardial infarction' }],
    ['Magnetic resonance imaging (MRI) was done.', { MRI: 'Magnetic resonance imaging' }],
    ['chronic obstructive pulmonary\ndisease (COPD)', { COPD: 'chronic obstructive pulmonary disease' }],
    [
      'Left ventricular ejection fraction (LVEF) 40 %; no heart failure (HF).',
      { LVEF: 'Left ventricular ejection fraction', HF: 'heart failure' },
    ],
    ['tumor necrosis factor-alpha (TNF-alpha)', { 'TNF-alpha': 'tumor necrosis factor-alpha' }],
    ['tumor necrosis factor alpha (TNFA)', { TNFA: 'tumor necrosis factor alpha' }],
    // What no definition is.
    ['Aspirin (ASA) was given (see below).', {}],
    ['He is well (BP 120/80). Pain (R) and swelling (left).', {}],
    ['A PE (private equity) or a pulmonary embolism (PE).', {}],
    ['Pain. Oedema (PO)', {}],
    ['myocardial\n\ninfarction (MI)', {}],
    ['MI (MI)', {}],
    ['(MI)', {}],
  ];
  for (const [text, defined] of cases) {
    it(`are ${Object.keys(defined).join(', ') || 'none'} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(Object.fromEntries(definitionsIn(text)), defined);
    });
  }

  it('are told of a sentence that has them, and does not define them itself', () => {
    const known = definitionsIn('Myocardial infarction (MI) in 2010. Deep vein thrombosis (DVT) in 2012.');
    const told = (sentence: string): string[] => definitionsFor(sentence, known).map(({ short }) => short);
    assert.deepEqual(told('No further DVT or MI, no DVT since.'), ['DVT', 'MI']);
    assert.deepEqual(told('Myocardial infarction (MI) in 2010.'), []);
    assert.deepEqual(told('Mild MIld pain, mi.'), []);
  });

  it('never throw, and quote the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('(', ')', 'MI', ' ', 'myocardial', 'infarction', '-', '\n'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const [short, long] of definitionsIn(text)) {
          assert.ok(text.includes(short));
          assert.ok(text.replace(/\s+/g, ' ').includes(long));
        }
      }),
    );
  });
});
