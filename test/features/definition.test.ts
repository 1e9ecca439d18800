import assert from 'node:assert/strict';
import { LocationLink } from 'vscode-languageserver';
import { provideDefinition } from '../../server/src/features/definition.js';
import { provideReferences } from '../../server/src/features/references.js';
import { markedNote, positionOf, textAt, uri } from './marked-note.js';

const view = markedNote(
  'The [chest pain|problem] began today. Her [Chest pain|problem] is gone; [pain|problem].',
);

describe('definition', () => {
  it('is the first mention of the concept', () => {
    const found = provideDefinition(view, positionOf(view, 'Chest'), false);
    assert.ok(found && !Array.isArray(found));
    assert.deepEqual(found, {
      uri,
      range: { start: positionOf(view, 'chest'), end: positionOf(view, ' began') },
    });
  });

  it('underlines the whole mention where the client takes links', () => {
    const found = provideDefinition(view, positionOf(view, 'Chest'), true);
    assert.ok(Array.isArray(found));
    const [link] = found;
    assert.ok(LocationLink.is(link));
    assert.equal(textAt(view, link.originSelectionRange!), 'Chest pain');
    assert.equal(textAt(view, link.targetSelectionRange), 'chest pain');
  });

  it('is nothing beside a mention', () => {
    assert.equal(provideDefinition(view, positionOf(view, 'began'), true), null);
  });
});

describe('references', () => {
  const texts = (includeDefinition: boolean) =>
    provideReferences(view, positionOf(view, 'chest'), includeDefinition)?.map(({ range }) =>
      textAt(view, range),
    );

  it('are the mentions of the concept', () => {
    assert.deepEqual(texts(true), ['chest pain', 'Chest pain']);
    assert.deepEqual(texts(false), ['Chest pain']);
  });
});

describe('linked mentions', () => {
  const text = 'CT showed a mass. The lesion was resected. It was benign.';
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const linked = markedNote('CT showed a [mass|problem]. The lesion was resected. It was benign.', {
    analysis: { chains: [[at('mass'), at('The lesion'), at('It')]] },
  });

  it('lead to the first, also from a word that is no entity', () => {
    const found = provideDefinition(linked, positionOf(linked, 'It was'), false);
    assert.ok(found && !Array.isArray(found));
    assert.equal(textAt(linked, found.range), 'mass');
  });

  it('are found from each other', () => {
    const found = provideReferences(linked, positionOf(linked, 'mass'), true) ?? [];
    assert.deepEqual(
      found.map(({ range }) => textAt(linked, range)),
      ['mass', 'The lesion', 'It'],
    );
  });
});
