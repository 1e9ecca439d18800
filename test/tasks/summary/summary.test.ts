import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dischargeSections, summaryCall } from '../../../server/src/tasks/summary/summary.js';
import { readsAnything, reply } from '../written.js';

const passages = [{ text: 'He was treated for pneumonia.' }];

describe('a summary', () => {
  it('asks for so many sentences, and for sections in a discharge summary only', () => {
    const plain = summaryCall(passages, 'plain', 3).prompt;
    assert.match(plain.input, /at most 3 sentences\.$/);
    assert.ok(!JSON.stringify(plain.format).includes('section'));
    const { format } = summaryCall(passages, 'discharge', 100).prompt;
    assert.ok(dischargeSections.every((name) => JSON.stringify(format).includes(name)));
    assert.ok(summaryCall(passages, 'plain', 0).prompt.input.endsWith('at most 1 sentence.'));
  });

  it('is read sentence by sentence; one without text counts as a problem, one without evidence does not', () => {
    const sentences = [{ text: 'A.', evidence: 'He was' }, { text: '' }, { text: 'B.' }];
    assert.deepEqual(summaryCall(passages, 'plain', 5).read(reply({ sentences })), {
      value: [
        { text: 'A.', quotes: ['He was'] },
        { text: 'B.', quotes: [] },
      ],
      problems: [{ code: 'schema', count: 1 }],
    });
  });

  it('keeps what is complete of a reply that was cut', () => {
    const text = '{"sentences":[{"text":"A.","evidence":["He"]},{"text":"B';
    const { value, problems } = summaryCall(passages, 'plain', 5).read(reply(text, 'length'));
    assert.deepEqual(value, [{ text: 'A.', quotes: ['He'] }]);
    assert.equal(problems[0]?.code, 'cut');
  });

  it('has only known sections', () => {
    const sentences = [
      { section: 'hospital course', text: 'A.', evidence: [] },
      { section: 'Gossip', text: 'B.', evidence: [] },
    ];
    const { value } = summaryCall(passages, 'discharge', 5).read(reply({ sentences }));
    assert.deepEqual(value, [{ section: 'Hospital Course', text: 'A.', quotes: [] }]);
  });

  it('reads anything without throwing', () => {
    const item = fc.record({ text: fc.string(), evidence: fc.array(fc.string()) });
    const call = summaryCall(passages, 'plain', 4);
    readsAnything(
      (given) => call.read(given),
      fc.record({ sentences: fc.array(item) }),
      (value) => {
        assert.ok((value?.length ?? 0) <= 4);
      },
    );
  });
});
