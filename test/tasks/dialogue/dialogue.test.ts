import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dialogueCall, visitSections } from '../../../server/src/tasks/dialogue/dialogue.js';
import { turnsOf } from '../../../server/src/tasks/dialogue/turns.js';
import { textOf } from '../../../server/src/note/span.js';
import { readsAnything, reply } from '../written.js';

describe('the turns of a dialogue', () => {
  const said = (text: string): (string | undefined)[][] =>
    turnsOf(text).map(({ speaker, text: words }) => [speaker, words]);

  it('begin where a line names its speaker, and go on to the next', () => {
    assert.deepEqual(said('Doctor: Any fever?\nPatient: No.\r\nNone at all.\nDoctor: Good: well done.'), [
      ['Doctor', 'Any fever?'],
      ['Patient', 'No.\r\nNone at all.'],
      ['Doctor', 'Good: well done.'],
    ]);
  });

  it('are found behind times and in brackets', () => {
    assert.deepEqual(said('[00:01] [doctor] Hello.\n00:05 [patient] Hi.\n(1:02:03) [doctor] So?'), [
      ['doctor', 'Hello.'],
      ['patient', 'Hi.'],
      ['doctor', 'So?'],
    ]);
  });

  it('are lines where there are no speakers, and sentences of one line', () => {
    assert.deepEqual(said('Any fever?\nNo.\n\nNote: a word.'), [
      [undefined, 'Any fever?'],
      [undefined, 'No.'],
      [undefined, 'Note: a word.'],
    ]);
    assert.deepEqual(said('Do you smoke? I stopped last year.'), [
      [undefined, 'Do you smoke?'],
      [undefined, 'I stopped last year.'],
    ]);
  });

  it('are text of the transcript at their place, in order', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('D: a', 'P: b', 'D: c', '', '[P] x'));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        let end = 0;
        for (const turn of turnsOf(text)) {
          assert.equal(turn.text, textOf(text, turn.span));
          assert.ok(turn.span.start >= end);
          ({ end } = turn.span);
        }
      }),
    );
  });
});

describe('a note from a dialogue', () => {
  const call = dialogueCall([{ speaker: 'Doctor', text: 'Any "fever"?' }, { text: 'No.\nNever.' }]);

  it('shows numbered turns as data', () => {
    assert.equal(call.prompt.input, '1. "Doctor: Any \\"fever\\"?"\n2. "No. Never."');
  });

  it('is read line by line with the turns that are there', () => {
    const lines = [
      { section: 'review of systems', text: 'Denies fever.', turns: [1, '2', 7, 0, 1] },
      { section: 'Gossip', text: 'x', turns: [1] },
      { section: 'Plan', text: 'Rest.', turns: [null, true, [1], { toString: null }] },
    ];
    assert.deepEqual(call.read(reply({ lines })), {
      value: [
        { section: 'Review of Systems', text: 'Denies fever.', turns: [0, 1] },
        { section: 'Plan', text: 'Rest.', turns: [] },
      ],
      problems: [{ code: 'schema', count: 1 }],
    });
  });

  it('reads anything without throwing', () => {
    const line = fc.record({
      section: fc.constantFrom(...visitSections, 'x'),
      text: fc.string(),
      turns: fc.jsonValue(),
    });
    readsAnything(
      (given) => call.read(given),
      fc.record({ lines: fc.array(line) }),
      (value) => {
        for (const { turns } of value ?? []) assert.ok(turns.every((turn) => turn === 0 || turn === 1));
      },
    );
  });
});
