import assert from 'node:assert/strict';
import {
  decisionsFor,
  hasProposals,
  rowsBelow,
  type RowDecision,
} from '../../../client/src/panel/confirmable.js';
import { showEverything } from '../../../client/src/panel/filter.js';
import { noteRows, type Row } from '../../../client/src/panel/rows.js';
import type { NoteFindings } from '../../../server/src/shared/protocol.js';
import { english } from '../translator.js';
import { sampleFindings } from './findings.js';

function rowsOf(findings: NoteFindings = sampleFindings()): readonly Row[] {
  return noteRows(findings, showEverything, english);
}

function all(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => [row, ...all(row.children ?? [])]);
}

/** The row of that name, one with a checkbox first. */
function rowNamed(rows: readonly Row[], label: string): Row {
  const named = all(rows).filter((each) => each.label === label);
  const row = named.find(({ confirmable }) => confirmable) ?? named.at(-1);
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
  it('are those of mentions, relations and contradictions, and the line says what is confirmed', () => {
    const rows = rowsOf(reviewed());
    const stateOf = (label: string) => rowNamed(rows, label).confirmable?.state;
    assert.equal(stateOf('Fever'), 'confirmed');
    assert.equal(stateOf('rash'), 'proposed');
    assert.equal(stateOf('Aspirin → fever'), 'confirmed');
    assert.equal(stateOf('She has fever.'), 'confirmed');
    assert.equal(stateOf('problem'), undefined);
    assert.match(rowNamed(rows, 'Fever').description, /^confirmed · absent/);
    assert.match(rowNamed(rows, 'Fever').spoken, /confirmed/);
  });

  it('are missing in a note that is no file, and on what is no finding', () => {
    const untitled = rowsOf({ ...sampleFindings(), uri: 'untitled:Untitled-1' });
    assert.equal(rowNamed(untitled, 'Fever').confirmable, undefined);
    assert.equal(rowNamed(rowsOf(), 'No fever.').confirmable, undefined, 'a statement of a contradiction');
  });

  it('confirm all mentions in one decision', () => {
    const mentions = ['Fever', 'rash'].map((label) => rowNamed(rowsOf(), label));
    const [decision, ...more] = decisionsFor(mentions, 'accept');
    assert.deepEqual(more, []);
    assert.equal(decision?.action, 'acceptEach');
    assert.deepEqual(
      decision.targets?.map(({ type }) => type),
      ['problem', 'problem'],
    );
    assert.deepEqual(decisionsFor(mentions, 'takeBack'), [], 'nothing is confirmed yet');
  });

  it('confirm relations after their ends, and take them back before', () => {
    const actions = (findings: NoteFindings, decision: RowDecision): string[] =>
      decisionsFor(all(rowsOf(findings)), decision).map(({ action }) => action);
    assert.deepEqual(actions(sampleFindings(), 'accept'), ['acceptEach', 'relate', 'relate', 'contradict']);
    assert.deepEqual(actions(reviewed(), 'takeBack'), ['unrelate', 'uncontradict', 'withdrawEach']);
    const [relation] = decisionsFor([rowNamed(rowsOf(), 'Aspirin → fever')], 'accept');
    assert.equal(relation?.value, 'TrAP');
    assert.deepEqual([relation.target?.type, relation.tail?.type], ['treatment', 'problem']);
  });

  it('decide on a whole type, concept or code at once, and leave what is confirmed', () => {
    const rows = rowsOf(reviewed());
    const group = (id: string): Row => {
      const row = all(rows).find((each) => each.id === id);
      assert.ok(row, id);
      return row;
    };
    const decisions = decisionsFor(rowsBelow(group('type problem')), 'reject');
    assert.deepEqual(
      decisions.map(({ action, targets }) => [action, targets?.length]),
      [['rejectEach', 1]],
    );
    assert.ok(hasProposals(group('type problem')) && !hasProposals(group('concept problem fever')));
    const relations = decisionsFor(rowsBelow(group('relations')), 'reject');
    assert.deepEqual(
      relations.map(({ action, value }) => [action, value]),
      [['rejectRelation', 'TrCP']],
    );
    assert.deepEqual(decisionsFor(rowsBelow(group('contradictions')), 'reject'), []);
    const untouched = rowsOf();
    const [contradictions] = untouched.filter(({ id }) => id === 'contradictions');
    assert.ok(contradictions);
    assert.deepEqual(
      decisionsFor(rowsBelow(contradictions), 'reject').map(({ action }) => action),
      ['rejectContradiction'],
    );
  });
});
