import assert from 'node:assert/strict';
import { lineText } from '../../../client/src/line-relations/line-text.js';
import { english } from '../translator.js';
import { entity, findingsOf, found } from '../panel/findings.js';

const on = (line: number) => ({
  range: { start: { line, character: 0 }, end: { line, character: 4 } },
});

function relation(id: string, head: string, tail: string, probability?: number) {
  const evidence = found('x');
  return {
    id,
    code: 'TrAP',
    gloss: '',
    head,
    tail,
    evidence,
    ...(probability !== undefined && { probability }),
  };
}

describe('the relations of a line', () => {
  const findings = findingsOf({
    entities: [
      entity('a', 'Aspirin', 'treatment', on(1)),
      entity('f', 'fever', 'problem', on(1)),
      entity('r', 'rash', 'problem', on(2)),
      entity('c', 'cough', 'problem', on(3)),
    ],
    relations: [relation('1', 'a', 'f', 0.7), relation('2', 'a', 'r')],
  });

  it('are those that start or end on it', () => {
    assert.equal(lineText(findings, 1, english), 'Aspirin → fever: TrAP 70 % · Aspirin → rash: TrAP');
    assert.equal(lineText(findings, 2, english), 'Aspirin → rash: TrAP');
    assert.equal(lineText(findings, 3, english), '');
    assert.equal(lineText(findings, 9, english), '');
  });

  it('are counted where there are many', () => {
    const relations = Array.from({ length: 7 }, (_, i) => relation(String(i), 'a', 'f'));
    assert.match(lineText({ ...findings, relations }, 1, english), /^(Aspirin → fever: TrAP · ){3}4 more$/);
  });
});
