import assert from 'node:assert/strict';
import type { Annotation } from '../../../server/src/shared/protocol.js';
import { groupAnnotations, isCurrent, lookKey } from '../../../client/src/highlights/grouping.js';

function annotation(type: string, line: number, assertion?: string): Annotation {
  const range = { start: { line, character: 0 }, end: { line, character: 4 } };
  return { range, type, ...(assertion !== undefined && { assertion }) };
}

describe('groupAnnotations', () => {
  const fever = annotation('problem', 0, 'present');
  const pain = annotation('problem', 1, 'absent');
  const cough = annotation('problem', 2);
  const aspirin = annotation('treatment', 3);

  it('puts together what is drawn alike, whatever lies between', () => {
    const groups = groupAnnotations([fever, pain, aspirin, cough], new Set());
    assert.deepEqual(
      [...groups.values()].map(({ type, style, annotations }) => [type, style, annotations.length]),
      [
        ['problem', 'asserted', 2],
        ['problem', 'absent', 1],
        ['treatment', 'asserted', 1],
      ],
    );
    assert.deepEqual(groups.get(lookKey('problem', 'asserted'))?.annotations, [fever, cough]);
  });

  it('keeps mentions that lie within each other', () => {
    const groups = groupAnnotations([fever, { ...fever, type: 'anatomy' }, fever], new Set());
    assert.equal(groups.get(lookKey('problem', 'asserted'))?.annotations.length, 2);
    assert.equal(groups.get(lookKey('anatomy', 'asserted'))?.annotations.length, 1);
  });

  it('leaves hidden types out', () => {
    const groups = groupAnnotations([fever, pain, aspirin], new Set(['problem']));
    assert.deepEqual([...groups.keys()], [lookKey('treatment', 'asserted')]);
  });

  it('has different keys for types and styles that could run together', () => {
    assert.notEqual(lookKey('absent', 'possible'), lookKey('possible', 'absent'));
  });
});

describe('isCurrent', () => {
  it('takes annotations for the version of the document, and no others', () => {
    assert.equal(isCurrent({ version: 3 }, { version: 3 }), true);
    assert.equal(isCurrent({ version: 2 }, { version: 3 }), false);
    assert.equal(isCurrent({ version: 4 }, { version: 3 }), false);
  });
});
