import assert from 'node:assert/strict';
import type { CheckRecord } from '../../../client/src/checks/check-record.js';
import type { ComparisonRecord } from '../../../client/src/checks/comparison-record.js';
import { recordRow, recordsAsJson, recordsAsMarkdown } from '../../../client/src/checks/records.js';
import { Checks } from '../../../client/src/checks/checks.js';
import { english } from '../translator.js';

const made = {
  uri: 'file:///a.note',
  name: 'a.note',
  statement: 'He has *pain*.',
  checked: '2026-01-02T03:04:05.000Z',
  result: {
    verdict: 'conflicting',
    compared: 4,
    sentences: 9,
    threshold: 0.5,
    failed: 0,
    evidence: [
      {
        range: { start: { line: 4, character: 1 }, end: { line: 4, character: 9 } },
        text: 'Chest pain.',
        label: 'entailment',
        probability: 0.9,
      },
      {
        range: { start: { line: 7, character: 0 }, end: { line: 7, character: 8 } },
        text: '![x](http://y)',
        label: 'contradiction',
      },
    ],
  },
} satisfies Omit<CheckRecord, 'id'>;
const record: CheckRecord = { ...made, id: 'check 1' };

describe('a check that was made', () => {
  it('is a row with the verdict, and its evidence below, which leads to the words', () => {
    const row = recordRow(record, english);
    assert.equal(row.label, 'He has *pain*.');
    assert.match(row.description, /supports it and contradicts it.*4 of 9 sentences/);
    assert.deepEqual(
      row.children?.map(({ label, description }) => [label.replaceAll('\u2060', ''), description]),
      [
        ['Chest pain.', 'Supports it · 90 % · line 5'],
        ['![x](http://y)', 'Contradicts it · line 8'],
      ],
    );
    assert.equal(row.children[0]?.place?.text, 'Chest pain.');
  });

  it('is Markdown in which words are nothing but words', () => {
    const markdown = recordsAsMarkdown([record], english);
    assert.match(markdown, /^## He has \\\*pain\\\*\\\.$/m);
    assert.match(markdown, /^- Supports it, 90 %, line 5: Chest pain\\\.$/m);
    assert.ok(!markdown.includes('!['));
  });

  it('is JSON with all that came of it, lines and columns from 1', () => {
    const [check] = JSON.parse(recordsAsJson([record])) as Record<string, unknown>[];
    assert.deepEqual([check?.['verdict'], check?.['note']], ['conflicting', 'file:///a.note']);
    assert.deepEqual((check?.['evidence'] as unknown[])[0], {
      text: 'Chest pain.',
      label: 'entailment',
      probability: 0.9,
      start: { line: 5, column: 2 },
      end: { line: 5, column: 10 },
    });
  });
});

describe('a comparison that was made', () => {
  const comparison: ComparisonRecord = {
    id: 'check 2',
    first: { uri: 'file:///a.note', name: 'a.note' },
    second: { uri: 'file:///b.note', name: 'b.note' },
    checked: '2026-01-02T03:04:05.000Z',
    result: {
      contradictions: [
        {
          first: { start: { line: 0, character: 0 }, end: { line: 0, character: 8 } },
          second: { start: { line: 2, character: 4 }, end: { line: 2, character: 12 } },
          firstText: 'No *pain*.',
          secondText: 'Chest pain.',
          probability: 0.8,
        },
      ],
      compared: 3,
      notCompared: 0,
      failed: 0,
    },
  };

  it('is a row with both notes, and what disagrees below, which leads to the second', () => {
    const row = recordRow(comparison, english);
    assert.equal(row.label, 'a.note and b.note');
    assert.match(row.description, /1 contradiction/);
    const [child] = row.children ?? [];
    assert.equal(child?.description, 'contradicts “No *pain*.” · 80 % · line 3');
    assert.deepEqual([child.place?.uri, child.place?.text], ['file:///b.note', 'Chest pain.']);
  });

  it('is Markdown and JSON beside checks', () => {
    const markdown = recordsAsMarkdown([record, comparison], english);
    assert.match(markdown, /^## He has /m);
    assert.match(markdown, /^- 80 %, line 3: Chest pain\\\. contradicts “No \\\*pain\\\*\\\.”$/m);
    const [, written] = JSON.parse(recordsAsJson([record, comparison])) as Record<string, unknown>[];
    assert.equal(written?.['second'], 'file:///b.note');
    assert.deepEqual((written['contradictions'] as { second: object }[])[0]?.second, {
      text: 'Chest pain.',
      start: { line: 3, column: 5 },
      end: { line: 3, column: 13 },
    });
  });
});

describe('the checks of a window', () => {
  it('are kept, the newest first, made again in place, and removed one by one or all', () => {
    const checks = new Checks();
    let told = 0;
    checks.onDidChange(() => told++);
    const [first, second] = [checks.add(made), checks.add({ ...made, statement: 'He coughs.' })];
    assert.deepEqual(
      checks.all.map(({ id }) => id),
      [second.id, first.id],
    );
    checks.replace({ ...record, id: first.id, result: { ...made.result, verdict: 'neutral' } });
    assert.deepEqual(checks.get(first.id)?.result, { ...made.result, verdict: 'neutral' });
    assert.equal(checks.all[1]?.id, first.id);
    checks.remove(second.id);
    assert.deepEqual(
      checks.all.map(({ id }) => id),
      [first.id],
    );
    checks.remove();
    assert.deepEqual(checks.all, []);
    assert.equal(told, 5);
  });

  it('are bounded', () => {
    const checks = new Checks();
    for (let i = 0; i < 120; i++) checks.add(made);
    assert.equal(checks.all.length, 100);
    assert.equal(checks.all[0]?.id, 'check 120');
  });
});
