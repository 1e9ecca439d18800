import assert from 'node:assert/strict';
import { assertions } from '../../../server/src/tasks/ner/entity.js';
import {
  assertionStyle,
  assertionStyles,
  lineStyles,
} from '../../../client/src/highlights/assertion-style.js';

describe('assertionStyle', () => {
  it('tells every assertion class apart from an asserted mention', () => {
    const styled = assertions.filter((assertion) => assertionStyle(assertion) !== 'asserted');
    assert.deepEqual(
      styled,
      assertions.filter((assertion) => assertion !== 'present'),
    );
  });

  it('draws what it does not know as asserted', () => {
    for (const assertion of [undefined, '', 'toString']) assert.equal(assertionStyle(assertion), 'asserted');
  });

  it('has no two styles that differ by colour alone', () => {
    const looks = assertionStyles.map((style) => JSON.stringify(lineStyles[style]));
    assert.equal(new Set(looks).size, assertionStyles.length);
  });
});
