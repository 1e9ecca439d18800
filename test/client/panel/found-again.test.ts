import assert from 'node:assert/strict';
import { foundAgain } from '../../../client/src/panel/found-again.js';

describe('words that are looked for again', () => {
  const text = 'Fever (38.5) today.\nNo rash.\nFever (38.5)\ntonight.';
  const at = (words: string, offset: number): string | undefined => {
    const place = foundAgain(text, words, offset);
    return place && `${place.start} ${text.slice(place.start, place.end)}`;
  };

  it('are found nearest to where they were', () => {
    assert.equal(at('Fever (38.5)', 2), '0 Fever (38.5)');
    assert.equal(at('Fever (38.5)', 25), '29 Fever (38.5)');
  });

  it('are found over the ends of lines', () => {
    assert.equal(at('(38.5) tonight.', 0), '35 (38.5)\ntonight.');
  });

  it('are not found where they are gone', () => {
    assert.equal(at('chest pain', 0), undefined);
    assert.equal(at('', 0), undefined);
  });
});
