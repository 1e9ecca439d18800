import assert from 'node:assert/strict';
import {
  filterFindings,
  filterText,
  readFilter,
  showEverything,
  type FindingsFilter,
} from '../../../client/src/panel/filter.js';
import { filterItems, filterNames, readPercent } from '../../../client/src/panel/filter-items.js';
import { english } from '../translator.js';
import { sampleFindings } from './findings.js';

function left(filter: Partial<FindingsFilter>): {
  entities: string;
  relations: string;
  contradictions: number;
} {
  const found = filterFindings(sampleFindings(), { ...showEverything, ...filter });
  return {
    entities: found.entities.map(({ id }) => id).join(' '),
    relations: found.relations.map(({ id }) => id).join(' '),
    contradictions: found.contradictions.length,
  };
}

describe('the filter of findings', () => {
  it('shows everything unless it is told otherwise', () => {
    assert.deepEqual(left({}), { entities: 'e1 e2 e3 e4 e5', relations: 'r1 r2', contradictions: 1 });
  });

  it('hides types, and relations that lose an end', () => {
    assert.deepEqual(left({ hiddenTypes: ['problem'] }), {
      entities: 'e1 e5',
      relations: '',
      contradictions: 1,
    });
  });

  it('hides assertions, and mentions of which nothing is said', () => {
    assert.equal(left({ hiddenAssertions: ['absent'] }).entities, 'e1 e2 e4 e5');
    assert.equal(left({ hiddenAssertions: [''] }).entities, 'e3');
  });

  it('has one least confidence for entities, relations and contradictions, and shows what has none', () => {
    assert.deepEqual(left({ minimum: 0.65 }), { entities: 'e1 e2 e5', relations: 'r1', contradictions: 1 });
    assert.deepEqual(left({ minimum: 0.75 }), { entities: 'e1 e2 e5', relations: '', contradictions: 1 });
    assert.deepEqual(left({ minimum: 0.9 }), { entities: 'e1 e5', relations: '', contradictions: 0 });
    assert.equal(left({ minimum: 0.6 }).relations, 'r1 r2', 'a bound is enough');
  });

  it('shows what is confirmed or what is left to review, with the ends of its relations', () => {
    const findings = sampleFindings();
    const reviewed = {
      ...findings,
      entities: findings.entities.map((entity) =>
        ['e1', 'e4'].includes(entity.id) ? { ...entity, state: 'confirmed' as const } : entity,
      ),
      relations: findings.relations.map((relation) =>
        relation.id === 'r1' ? relation : { ...relation, state: 'confirmed' as const },
      ),
    };
    const ids = (state: FindingsFilter['state']): string[] => {
      const { entities, relations, contradictions } = filterFindings(reviewed, { ...showEverything, state });
      return [...entities, ...relations, ...contradictions].map((each) =>
        'id' in each ? each.id : each.key,
      );
    };
    assert.deepEqual(ids('confirmed'), ['e1', 'e4', 'r2']);
    // r1 is between the confirmed e1 and e2.
    assert.deepEqual(ids('proposed'), ['e1', 'e2', 'e3', 'e5', 'r1', 'k']);
    assert.equal(
      filterText({ ...showEverything, state: 'proposed' }, english),
      'Shown: what is left to review',
    );
  });

  it('says in words what it leaves out', () => {
    assert.equal(filterText(showEverything, english), '');
    const filter = { ...showEverything, hiddenTypes: ['test'], hiddenAssertions: [''], minimum: 0.6 };
    assert.equal(
      filterText(filter, english),
      'Shown: without test, without no assertion, confidence from 60 %',
    );
  });

  it('is read back as it was kept, and not misled by anything else', () => {
    const filter: FindingsFilter = {
      hiddenTypes: ['a'],
      hiddenAssertions: ['absent'],
      minimum: 0.5,
      sort: 'certainty',
      state: 'proposed',
    };
    assert.deepEqual(readFilter(JSON.parse(JSON.stringify(filter))), filter);
    for (const junk of [undefined, null, 7, 'x', { minimum: 9, hiddenTypes: 'a', sort: 1, state: 'x' }]) {
      assert.deepEqual(readFilter(junk), showEverything);
    }
  });
});

describe('the menu of the filter', () => {
  it('names each part with what it is set to, and offers to show everything where something is hidden', () => {
    assert.deepEqual(
      filterItems(showEverything, english).map(({ what, description }) => [what, description]),
      [
        ['types', 'all'],
        ['assertions', 'all'],
        ['state', 'all'],
        ['minimum', '0 %'],
        ['sort', 'as in the note'],
      ],
    );
    const set = filterItems(
      { ...showEverything, minimum: 0.6, sort: 'certainty', state: 'confirmed' },
      english,
    );
    assert.deepEqual(set.map(({ what, description }) => [what, description]).slice(2), [
      ['state', 'what is confirmed'],
      ['minimum', '60 %'],
      ['sort', 'the least certain first'],
      ['everything', ''],
    ]);
  });

  it('offers the names of the schema, of the note, and those that are hidden, each once', () => {
    const filter = { ...showEverything, hiddenTypes: ['gone', 'problem'], hiddenAssertions: ['absent'] };
    assert.deepEqual(filterNames('types', sampleFindings(), filter), [
      'problem',
      'treatment',
      'mine',
      'place',
      'gone',
    ]);
    assert.deepEqual(filterNames('assertions', sampleFindings(), filter), ['', 'absent']);
    assert.deepEqual(filterNames('types', undefined, showEverything), []);
  });

  it('reads per cent', () => {
    assert.deepEqual(['60', ' 60 % ', '0', '100'].map(readPercent), [0.6, 0.6, 0, 1]);
    for (const typed of ['', '101', '-1', '6.5', 'six']) assert.equal(readPercent(typed), undefined, typed);
  });
});
