import assert from 'node:assert/strict';
import { decisionsFor, isConfirmed } from '../../../client/src/panel/confirmable.js';
import { showEverything } from '../../../client/src/panel/filter.js';
import { noteRows, type Row } from '../../../client/src/panel/rows.js';
import type { NoteFindings } from '../../../server/src/shared/protocol.js';
import { english } from '../translator.js';
import { sampleFindings } from './findings.js';

function rowsOf(findings: NoteFindings = sampleFindings()): readonly Row[] {
  return noteRows(findings, showEverything, english);
}

function rowNamed(rows: readonly Row[], label: string): Row {
  const found = rows.flatMap(function all(row): Row[] {
    return [row, ...(row.children ?? []).flatMap(all)];
  });
  const row = found.find((each) => each.label === label);
  assert.ok(row, label);
  return row;
}

/** The sample with the fevers, the relation to them and the contradiction confirmed. */
function reviewed(): NoteFindings {
  const confirmed = { state: 'confirmed' } as const;
  const findings = sampleFindings();
  return {
    ...findings,
    entities: findings.entities.map((each) =>
      ['e1', 'e2', 'e3'].includes(each.id) ? { ...each, ...confirmed } : { ...each, state: 'proposed' },
    ),
    relations: findings.relations.map((each) => (each.id === 'r1' ? { ...each, ...confirmed } : each)),
    contradictions: findings.contradictions.map((each) => ({ ...each, ...confirmed })),
  };
}

describe('the checkboxes of the panel', () => {
  it('are checked where all below is confirmed, which the line says', () => {
    const rows = rowsOf(reviewed());
    assert.equal(isConfirmed(rowNamed(rows, 'Fever')), true);
    assert.equal(isConfirmed(rowNamed(rows, 'problem')), false, 'the rash is open');
    assert.equal(isConfirmed(rowNamed(rows, 'TrAP')), true);
    assert.equal(isConfirmed(rowNamed(rows, 'She has fever.')), true);
    assert.match(rowNamed(rows, 'Fever').description, /^confirmed · absent/);
    assert.match(rowNamed(rows, 'Fever').spoken, /confirmed/);
  });

  it('are missing in a note that is no file, and on what is no finding', () => {
    const untitled = rowsOf({ ...sampleFindings(), uri: 'untitled:Untitled-1' });
    assert.ok(untitled.every((row) => isConfirmed(row) === undefined));
    assert.equal(isConfirmed(rowNamed(rowsOf(), 'No fever.')), undefined);
  });

  it('confirm all mentions below in one decision, each once', () => {
    const rows = rowsOf();
    const problem = rowNamed(rows, 'problem');
    const [decision, ...more] = decisionsFor([problem, rowNamed(rows, 'Fever')], true);
    assert.deepEqual(more, []);
    assert.equal(decision?.action, 'acceptEach');
    assert.deepEqual(
      decision.targets?.map(({ range }) => range),
      sampleFindingsRanges(problem),
    );
    assert.deepEqual(decisionsFor([problem], false), [], 'nothing is confirmed yet');
  });

  it('confirm relations after their ends, and take them back before', () => {
    const actions = (findings: NoteFindings, confirm: boolean): string[] =>
      decisionsFor([...rowsOf(findings)], confirm).map(({ action }) => action);
    assert.deepEqual(actions(sampleFindings(), true), ['acceptEach', 'relate', 'relate', 'contradict']);
    assert.deepEqual(actions(reviewed(), false), ['unrelate', 'uncontradict', 'removeEach']);
    const [relation] = decisionsFor([rowNamed(rowsOf(), 'TrAP')], true);
    assert.equal(relation?.value, 'TrAP');
    assert.deepEqual([relation.target?.type, relation.tail?.type], ['treatment', 'problem']);
  });
});

/** The places of a row's mentions. */
function sampleFindingsRanges(row: Row): unknown[] {
  const own = row.kind === 'mention' && row.place ? [row.place.range] : [];
  return [...own, ...(row.children ?? []).flatMap(sampleFindingsRanges)];
}
