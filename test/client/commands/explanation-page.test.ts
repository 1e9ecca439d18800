import assert from 'node:assert/strict';
import { explanationPage } from '../../../client/src/commands/explanation-page.js';
import { english } from '../translator.js';

describe('the page of an explanation', () => {
  it('names the two that are related in its heading', () => {
    const page = explanationPage({ head: 'low dose\naspirin', tail: 'fever' }, 'It helps.', english);
    assert.equal(page, '### Explanation: low dose aspirin → fever\n\nIt helps.\n');
  });

  it('has a heading before it knows them', () => {
    assert.equal(explanationPage(undefined, '…', english), '### Explanation\n\n…\n');
  });

  it('shows the words of a note as text', () => {
    const page = explanationPage({ head: '![x](y)', tail: '<b>' }, '', english);
    assert.ok(page.startsWith('### Explanation: \\!\\[x\\]\\(y\\) → &lt;b'), page);
  });
});
