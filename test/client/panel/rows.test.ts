import assert from 'node:assert/strict';
import { showEverything } from '../../../client/src/panel/filter.js';
import { noteRows, type Row } from '../../../client/src/panel/rows.js';
import { english } from '../translator.js';
import { entity, findingsOf, sampleFindings } from './findings.js';

/** The labels of a tree, each level further in. */
function drawn(rows: readonly Row[], depth = 0): string[] {
  return rows.flatMap((row) => [
    `${'  '.repeat(depth)}${row.label}`,
    ...drawn(row.children ?? [], depth + 1),
  ]);
}

function all(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => [row, ...all(row.children ?? [])]);
}

describe('the rows of a note', () => {
  const rows = noteRows(sampleFindings(), showEverything, english);

  it('are entities by type and concept, relations by code, and contradictions with both statements', () => {
    assert.deepEqual(drawn(rows), [
      'problem',
      '  fever',
      '    fever',
      '    Fever',
      '  rash',
      'treatment',
      '  Aspirin',
      'place',
      '  ward 3',
      'Relations',
      '  TrAP',
      '    Aspirin → fever',
      '  TrCP',
      '    Aspirin → rash',
      'Contradictions',
      '  She has fever.',
      '    No fever.',
      '    She has fever.',
    ]);
  });

  it('count what is below, and say how sure, what is said of it, and where', () => {
    const [problems] = rows;
    assert.equal(problems?.description, '3');
    assert.equal(problems.spoken, 'problem, 3 found');
    const [, absent] = problems.children?.[0]?.children ?? [];
    assert.match(absent?.description ?? '', /^absent · 40 % · line \d+$/);
    assert.match(absent?.spoken ?? '', /^Fever, problem, absent, 40 %, line \d+$/);
  });

  it('lead to their words, and are told apart', () => {
    const every = all(rows);
    assert.equal(new Set(every.map(({ id }) => id)).size, every.length);
    for (const { children, place } of every) {
      if (children) continue;
      assert.equal(place?.uri, 'file:///a.note');
      assert.equal(place.version, 3);
      assert.ok(place.text.length > 0);
    }
    const relation = every.find(({ id }) => id === 'relation r1');
    assert.equal(relation?.place?.text, 'Aspirin for fever.');
    assert.match(relation.tooltip ?? '', /treatment is given for problem.*"Aspirin for fever\."/);
  });

  it('come the least certain first where that is asked for', () => {
    const certain = noteRows(sampleFindings(), { ...showEverything, sort: 'certainty' }, english);
    const [problems] = certain;
    assert.deepEqual(
      problems?.children?.flatMap((row) => [row.label, ...(row.children ?? []).map(({ label }) => label)]),
      ['fever', 'Fever', 'fever', 'rash'],
    );
  });

  it('leave out what the filter hides, and headings with nothing below', () => {
    const some = noteRows(sampleFindings(), { ...showEverything, minimum: 0.95 }, english);
    assert.deepEqual(drawn(some), ['place', '  ward 3']);
    assert.deepEqual(noteRows(findingsOf(), showEverything, english), []);
  });

  it('keep words from being obeyed by the editor, and ids of several notes apart', () => {
    const findings = findingsOf({ entities: [entity('e', '$(sync~spin) [x](command:y)', 'problem')] });
    const [row] = noteRows(findings, showEverything, english, 'a ')[0]?.children ?? [];
    assert.ok(row && !row.label.includes('$(') && !row.label.includes(']('));
    assert.equal(row.id, 'a mention e');
  });
});
