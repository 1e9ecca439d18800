import assert from 'node:assert/strict';
import {
  checkRow,
  checksAsJson,
  checksAsMarkdown,
  type CheckRecord,
} from '../../../client/src/checks/check-record.js';
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
    const row = checkRow(record, english);
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
    const markdown = checksAsMarkdown([record], english);
    assert.match(markdown, /^## He has \\\*pain\\\*\\\.$/m);
    assert.match(markdown, /^- Supports it, 90 %, line 5: Chest pain\\\.$/m);
    assert.ok(!markdown.includes('!['));
  });

  it('is JSON with all that came of it, lines and columns from 1', () => {
    const [check] = JSON.parse(checksAsJson([record])) as Record<string, unknown>[];
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
    checks.replace(first.id, 'later', { ...made.result, verdict: 'neutral' });
    assert.equal(checks.get(first.id)?.result.verdict, 'neutral');
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
