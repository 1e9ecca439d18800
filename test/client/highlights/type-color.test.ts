import assert from 'node:assert/strict';
import { typeColor } from '../../../client/src/highlights/type-color.js';

describe('typeColor', () => {
  it('takes the colours of the theme for known types', () => {
    assert.deepEqual(typeColor('problem', undefined), {
      background: { themeId: 'bionote.problemBackground' },
      border: { themeId: 'bionote.problemBorder' },
    });
  });

  it('prefers the colour of the schema', () => {
    assert.deepEqual(typeColor('problem', '#12AB34').border, { hex: '#12AB34' });
    assert.match(JSON.stringify(typeColor('mine', '#12ab34').background), /#12ab34[0-9a-f]{2}/);
  });

  for (const color of [undefined, 'red', '#12ab3', '#12ab345', '#fff;} body{display:none', '']) {
    it(`does not let ${JSON.stringify(color)} into a style sheet`, () => {
      assert.deepEqual(typeColor('mine', color).border, { themeId: 'bionote.otherBorder' });
    });
  }
});
