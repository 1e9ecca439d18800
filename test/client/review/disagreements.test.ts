import assert from 'node:assert/strict';
import type { OpenMatter } from '../../../server/src/shared/protocol.js';
import { annotatorNames } from '../../../client/src/review/annotator-names.js';
import { disagreementChoices, goOnWith } from '../../../client/src/review/disagreement-choices.js';
import { inContext } from '../../../client/src/review/disagreement-text.js';
import { english as l10n } from '../translator.js';

const text = 'Has fever, cough and rash.';

function range(quote: string): OpenMatter['range'] {
  const start = text.indexOf(quote);
  return { start: { line: 0, character: start }, end: { line: 0, character: start + quote.length } };
}

function wordsOf({ start, end }: OpenMatter['range']): string {
  return text.slice(start.character, end.character);
}

function matter(sides: readonly [string, string][], more: Partial<OpenMatter> = {}): OpenMatter {
  return {
    kind: 'type',
    range: range('cough'),
    options: sides.map(([by, type]) => ({
      said: { kind: 'mention', by: [by], mention: { ranges: [range('cough')], type } },
      inGold: false,
    })),
    silent: [],
    combinable: true,
    ...more,
  };
}

describe('the choices at a disagreement', () => {
  it('name both sides by their annotators, and have a letter each', () => {
    const choices = disagreementChoices(
      matter([
        ['anna', 'problem'],
        ['bert', 'test'],
      ]),
      wordsOf,
      l10n,
    );
    assert.deepEqual(choices.map(({ key, label }) => `${key} ${label}`).slice(0, 4), [
      'a anna: problem “cough”',
      'b bert: test “cough”',
      'o Both',
      'r Neither',
    ]);
    assert.deepEqual(
      choices.slice(0, 4).map(({ action }) => action),
      [{ take: [0] }, { take: [1] }, { take: [0, 1] }, { take: [] }],
    );
  });

  it('have no letter twice, however many sides there are', () => {
    const many = Array.from({ length: 20 }, (_, index): [string, string] => [`a${index}`, 'problem']);
    const keys = disagreementChoices(matter(many), wordsOf, l10n).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.every((key) => /^[a-z]$/.test(key)));
  });

  it('do not offer both where only one can stand, and say who says nothing', () => {
    const choices = disagreementChoices(
      matter([['anna', 'problem']], { combinable: false, silent: ['bert', 'cara'] }),
      wordsOf,
      l10n,
    );
    assert.deepEqual(
      choices.slice(0, 2).map(({ label }) => label),
      ['anna: problem “cough”', 'Neither; bert and cara: nothing here'],
    );
  });

  it('go on behind what was decided, and from the start at the end', () => {
    const [first, second] = [matter([], { range: range('fever') }), matter([], { range: range('rash') })];
    assert.equal(goOnWith([first, second], matter([])), 1);
    assert.equal(goOnWith([first], second), 0);
    assert.equal(goOnWith([first, second], undefined), 0);
  });
});

describe('what a disagreement is about', () => {
  it('is shown with the words around it, on one line', () => {
    const lines = [`${'x'.repeat(50)} fever and`, `cough ${'y'.repeat(50)}`];
    const at = (line: number, start: number, last: number, end: number): OpenMatter['range'] => ({
      start: { line, character: start },
      end: { line: last, character: end },
    });
    const lineOf = (line: number): string => lines[line] ?? '';
    assert.equal(inContext(lineOf, at(0, 51, 0, 56)), `…${'x'.repeat(39)} fever and`);
    assert.equal(
      inContext(lineOf, at(0, 51, 1, 5)),
      `…${'x'.repeat(39)} fever and … cough ${'y'.repeat(39)}…`,
    );
  });
});

describe('the names of annotators', () => {
  const names = (...paths: string[]): string[] => annotatorNames(paths, 'note');

  it('are those of their folders where their files have one name', () => {
    assert.deepEqual(names('/w/anna/note.ann', '/w/bert/note.ann'), ['anna', 'bert']);
    assert.deepEqual(names('/w/anna/ann/note.ann', '/w/bert/ann/note.ann'), ['anna/ann', 'bert/ann']);
  });

  it('are those of their files where these differ, without the name of the note', () => {
    assert.deepEqual(names('/w/note.anna.ann', '/w/note-bert.ann'), ['anna', 'bert']);
    assert.deepEqual(names('/w/note.ann', '/w/bert.ann'), ['note', 'bert']);
  });

  it('always tell them apart', () => {
    const found = names('/a/note.ann', '/b/note.ann', '/a/x.ann');
    assert.equal(new Set(found).size, 3);
  });
});
