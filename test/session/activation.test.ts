import assert from 'node:assert/strict';
import { isAutomatic, startsOn, type Occasion } from '../../server/src/session/activation.js';
import { longestNote, unsuitable } from '../../server/src/session/suitability.js';

describe('activation', () => {
  it('takes clinical notes, and what the user lists', () => {
    assert.equal(isAutomatic('clinical-note', { languages: [] }), true);
    assert.equal(isAutomatic('markdown', { languages: [] }), false);
    assert.equal(isAutomatic('markdown', { languages: ['markdown'] }), true);
  });

  const table: Record<'whileTyping' | 'onSave' | 'onDemand', Occasion[]> = {
    whileTyping: ['opened', 'edited'],
    onSave: ['opened', 'saved'],
    onDemand: [],
  };
  for (const [analyze, expected] of Object.entries(table)) {
    it(`starts ${analyze} when ${expected.join(' or ') || 'asked'}`, () => {
      const occasions: Occasion[] = ['opened', 'edited', 'saved'];
      const settings = { analyze: analyze as keyof typeof table };
      assert.deepEqual(
        occasions.filter((occasion) => startsOn(occasion, settings)),
        expected,
      );
    });
  }
});

describe('suitability', () => {
  it('takes texts, however odd', () => {
    for (const text of ['', 'No fever.', '\uD800', 'x'.repeat(longestNote)]) {
      assert.equal(unsuitable(text), undefined);
    }
  });

  it('says why it refuses', () => {
    assert.match(unsuitable('GGUF\u0000\u0001') ?? '', /binary/);
    assert.match(unsuitable('x'.repeat(longestNote + 1)) ?? '', /5 MB/);
  });
});
