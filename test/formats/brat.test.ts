import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBrat, writeBrat } from '../../server/src/formats/brat.js';
import type { ExportedEntity, ExportedRelation } from '../../server/src/formats/exported.js';
import type { Assertion } from '../../server/src/tasks/ner/entity.js';

function entity(text: string, quote: string, type: string, assertion?: Assertion): ExportedEntity {
  const start = text.indexOf(quote);
  assert.ok(start >= 0);
  return {
    id: `e-${start}`,
    span: { start, end: start + quote.length },
    text: quote,
    type,
    alignment: 'exact',
    ...(assertion !== undefined && { assertion }),
  };
}

describe('writing brat standoff', () => {
  it('entities, assertions and relations', () => {
    const text = 'Aspirin for pain. No fever.';
    const entities = [
      entity(text, 'Aspirin', 'treatment'),
      entity(text, 'pain', 'problem', 'present'),
      entity(text, 'fever', 'problem', 'absent'),
    ];
    const relations: ExportedRelation[] = [
      { id: 'r', code: 'TrAP', head: 'e-0', tail: 'e-12' },
      { id: 's', code: 'TrAP', head: 'e-0', tail: 'not there' },
    ];
    assert.equal(
      writeBrat({ text, entities, relations, contradictions: [] }),
      [
        'T1\ttreatment 0 7\tAspirin',
        'T2\tproblem 12 16\tpain',
        'T3\tproblem 21 26\tfever',
        'A1\tAssertion T2 present',
        'A2\tAssertion T3 absent',
        'R1\tTrAP Arg1:T1 Arg2:T2',
        '',
      ].join('\n'),
    );
  });

  const offsets: [name: string, text: string, quote: string, line: string][] = [
    ['code points behind emoji', '😀😀 pain', 'pain', 'T1\tx 3 7\tpain'],
    ['code points inside', 'a 😀 b', '😀 b', 'T1\tx 2 5\t😀 b'],
    ['lone surrogates are one each', '\ud800\ud800 pain', 'pain', 'T1\tx 3 7\tpain'],
    ['a line end makes fragments', 'chest\npain', 'chest\npain', 'T1\tx 0 5;6 10\tchest pain'],
    [
      'CRLF, indents and blank lines',
      'chest \r\n\r\n  pain',
      'chest \r\n\r\n  pain',
      'T1\tx 0 5;12 16\tchest pain',
    ],
    ['tabs and other line ends make fragments', 'a\tb\u2028c', 'a\tb\u2028c', 'T1\tx 0 1;2 3;4 5\ta b c'],
    [
      "what ends a line for Python's readers",
      'a\vb\fc\x1cd\x1de\x1ef\u0085g',
      'a\vb\fc\x1cd\x1de\x1ef\u0085g',
      'T1\tx 0 1;2 3;4 5;6 7;8 9;10 11;12 13\ta b c d e f g',
    ],
    ['a line end at the end', 'pain\u200d\n- x', 'pain\u200d\n', 'T1\tx 0 5\tpain\u200d'],
  ];
  for (const [name, text, quote, line] of offsets) {
    it(name, () => {
      assert.equal(
        writeBrat({ text, entities: [entity(text, quote, 'x')], relations: [], contradictions: [] }),
        `${line}\n`,
      );
    });
  }

  it('contradictions between statements, and probabilities as notes', () => {
    const text = 'No fever.\nHe has\nfever. Afebrile.';
    const [first, second, third] = [
      { start: 0, end: 9 },
      { start: 10, end: 23 },
      { start: 24, end: 33 },
    ] as const;
    const entities = [{ ...entity(text, 'fever', 'problem'), confidence: 0.98765432 }];
    const contradictions = [
      { premise: first, hypothesis: second, cue: 'assertion', probability: 0.9 },
      { premise: second, hypothesis: third, cue: 'concept' },
    ];
    const written = writeBrat({ text, entities, relations: [], contradictions });
    assert.deepEqual(written.split('\n'), [
      'T1\tproblem 3 8\tfever',
      'T2\tBioNote_Statement 0 9\tNo fever.',
      'T3\tBioNote_Statement 10 16;17 23\tHe has fever.',
      'T4\tBioNote_Statement 24 33\tAfebrile.',
      'R1\tBioNote_Contradicts Arg1:T2 Arg2:T3',
      'R2\tBioNote_Contradicts Arg1:T3 Arg2:T4',
      '#1\tProbability T1\t0.9877',
      '#2\tProbability R1\t0.9',
      '#3\tCue R1\tassertion',
      '#4\tCue R2\tconcept',
      '',
    ]);
    const { value, problems } = readBrat(written, text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      value.entities.map(({ id }) => id),
      ['T1'],
    );
    assert.deepEqual(value.relations, []);
  });

  it('nothing is an empty file', () => {
    assert.equal(writeBrat({ text: 'x', entities: [], relations: [], contradictions: [] }), '');
  });
});

describe('reading brat standoff', () => {
  it('entities, relations and assertions, and passes over what is not ours', () => {
    const text = '😀 Aspirin for chest\npain';
    const ann = [
      'T1\ttreatment 2 9\tAspirin',
      'T2\tproblem 14 19;20 24\tchest pain',
      'E1\ttreatment:T1 ',
      'R1\tTrAP Arg1:T1 Arg2:T2\t',
      'A1\tAssertion T2 Absent',
      'A2\tCertainty T1 low',
      'A3\tAssertion E1 possible',
      'R2\tBEFORE Arg1:E1 Arg2:T2',
      '#1\tAnnotatorNotes T1\tsure?',
      'N1\tReference T1 RxNorm:1191\taspirin',
      '*\tEquiv T1 T2',
      '',
    ].join('\r\n');
    assert.deepEqual(readBrat(ann, text), {
      value: {
        entities: [
          {
            id: 'T1',
            type: 'treatment',
            span: { start: 3, end: 10 },
            fragments: [{ start: 3, end: 10 }],
            text: 'Aspirin',
            assertion: 'possible',
          },
          {
            id: 'T2',
            type: 'problem',
            span: { start: 15, end: 25 },
            fragments: [
              { start: 15, end: 20 },
              { start: 21, end: 25 },
            ],
            text: 'chest pain',
            assertion: 'absent',
          },
        ],
        relations: [
          { id: 'R1', code: 'TrAP', head: 'T1', tail: 'T2' },
          { id: 'R2', code: 'BEFORE', head: 'T1', tail: 'T2' },
        ],
      },
      problems: [],
    });
  });

  it('discontinuous entities keep their fragments', () => {
    const text = 'pain in left and right arm';
    const { value } = readBrat('T1\tproblem 0 12;23 26\tpain in left arm', text);
    assert.equal(value.entities[0]?.text, 'pain in left arm');
    assert.deepEqual(value.entities[0].span, { start: 0, end: 26 });
  });

  const wrong: [name: string, line: string, message: RegExp][] = [
    ['other words', 'T1\tx 0 4\tgain', /words are not at its offsets/],
    ['offsets beyond the text', 'T1\tx 0 400\tpain', /beyond the end/],
    ['offsets the wrong way', 'T1\tx 4 0\tpain', /out of order/],
    ['fragments out of order', 'T1\tx 2 4;0 2\tin pa', /out of order/],
    ['no offsets', 'T1\tx\tpain', /type and offsets/],
    ['offsets that are no numbers', 'T1\tx a b\tpain', /type and offsets/],
    ['a relation of one', 'R1\tx Arg1:T1', /not a relation/],
    ['a relation of nothing', 'R1\tx Arg1:T8 Arg2:T9', /not there/],
    ['an event without a trigger', 'E1\tx', /not an event/],
    ['an attribute of nothing', 'A1\tAssertion T9 absent', /no entity/],
    ['another format', 'pain\tB-problem', /not a line/],
  ];
  for (const [name, line, message] of wrong) {
    it(`names the line of ${name}, and keeps the rest`, () => {
      const { value, problems } = readBrat(`T5\tx 0 4\tpain\n${line}\nT6\tx 5 10\tfever\n`, 'pain fever');
      assert.deepEqual(
        problems.map((problem) => problem.line),
        [2],
      );
      assert.match(problems[0]?.message ?? '', message);
      assert.deepEqual(
        value.entities.map(({ id }) => id),
        ['T5', 'T6'],
      );
    });
  }

  it('an id counts once', () => {
    const { value, problems } = readBrat('T1\tx 0 1\ta\nT1\tx 2 3\tb', 'a b');
    assert.equal(value.entities.length, 1);
    assert.equal(problems[0]?.line, 2);
  });

  it('reads back what it writes', () => {
    const piece = fc.constantFrom(
      'a',
      'pain',
      ' ',
      '\n',
      '\r\n',
      '\t',
      '😀',
      '\ud800',
      'é',
      '\u2028',
      '\x1c',
      '\u0085',
    );
    const mentions = fc.array(
      fc.tuple(fc.nat(60), fc.nat(60), fc.constantFrom('absent' as const, undefined)),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 5 }), mentions, (pieces, places) => {
        const text = pieces.join('');
        const entities = places.flatMap(([a, b, assertion], i): ExportedEntity[] => {
          const span = { start: Math.min(a, b), end: Math.min(Math.max(a, b), text.length) };
          const quote = text.slice(span.start, span.end);
          if (
            /^\s|^\p{Cc}|\s$|\p{Cc}$/u.test(quote) ||
            quote === '' ||
            /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(quote)
          )
            return [];
          const base = { id: String(i), span, text: quote, type: 'x', alignment: 'exact' as const };
          return [{ ...base, ...(assertion && { assertion }) }];
        });
        const { value, problems } = readBrat(
          writeBrat({ text, entities, relations: [], contradictions: [] }),
          text,
        );
        assert.deepEqual(problems, []);
        assert.deepEqual(
          value.entities.map(({ span, assertion }) => [span, assertion]),
          entities.map(({ span, assertion }) => [span, assertion]),
        );
      }),
    );
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('T1\tx 0 1\ta', 'T1\tx 0 1;', 'R1\t', 'A1\tAssertion', '\t', 'T'),
    );
    fc.assert(fc.property(fc.array(line), (lines) => void readBrat(lines.join('\n'), 'a b')));
  });
});
