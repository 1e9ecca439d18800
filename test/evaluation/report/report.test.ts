import assert from 'node:assert/strict';
import { compose } from '../../../server/src/evaluation/report/composition.js';
import { writeHtml } from '../../../server/src/evaluation/report/html.js';
import { readReport, writeReportJson } from '../../../server/src/evaluation/report/json.js';
import { writeMarkdown } from '../../../server/src/evaluation/report/markdown.js';
import { markedPieces } from '../../../server/src/evaluation/report/marked-text.js';
import { published } from '../../../server/src/evaluation/report/published.js';
import type { EvaluationReport } from '../../../server/src/evaluation/report/report.js';
import { scoresOf } from '../../../server/src/evaluation/scores/by-type.js';
import { calibrationOf } from '../../../server/src/evaluation/scores/calibration.js';
import { labelScores } from '../../../server/src/evaluation/scores/labels.js';
import { findDataSet } from '../../../server/src/evaluation/sets/data-sets.js';

const nasty = '<script>alert("x")</script> & **bold** [a](https://x.example) |\u202e\u0000';

const scores = scoresOf(new Map([['disease', { right: 3, found: 4, gold: 5 }]]));
const bound = { value: 0.667, interval: { low: 0.5, high: 0.8 } };
const calibration = calibrationOf([
  { probability: 0.9, right: true },
  { probability: 0.6, right: false },
]);

const common = {
  split: 'test',
  remarks: [],
  selection: { records: 5, of: 5, documents: 5, how: 'all' },
  problems: { total: 0, byCode: {}, first: [] },
  documents: [{ document: 'd', right: 3, found: 4, gold: 5 }],
} as const;

const report: EvaluationReport = {
  format: 'bionote-evaluation',
  version: 1,
  system: { name: nasty },
  date: '2026-01-02T03:04:05.000Z',
  seed: 1,
  sets: [
    {
      ...common,
      name: 'NCBI-disease',
      kind: 'entities',
      entities: {
        ...{ strict: scores, relaxed: scores, mentionSets: scores, unseen: scores, paper: scores },
        ...{ f1: bound, groups: [], unplaced: 2, unread: 1, calibration },
      },
      errors: [
        {
          kind: 'entities',
          id: nasty,
          text: `${nasty} gout`,
          gold: [{ type: nasty, start: 0, end: 8 }],
          found: [{ type: 'disease', start: 4, end: nasty.length }],
        },
      ],
      run: {
        ...{ calls: 7, made: 5, promptTokens: 1234, outputTokens: 99, milliseconds: 10 },
        ...{ repliesWithProblems: 1, problems: { cut: 2 }, prompts: ['ner starter 1'] },
        ...{ failures: { empty: 3 }, words: 100, secondsPer1000Words: 1.5 },
      },
    },
    {
      ...common,
      name: 'HealthVer',
      kind: 'inference',
      problems: {
        total: 1,
        byCode: { csv: 1 },
        first: [{ file: 'a.csv', line: 9, code: 'csv', message: nasty }],
      },
      inference: {
        labels: labelScores([
          { gold: nasty, answer: 'b' },
          { gold: 'b', answer: undefined },
        ]),
        accuracy: bound,
        decided: { units: 1, accuracy: 0 },
        groups: [{ name: nasty, units: 2, accuracy: 0.5 }],
        calibration,
      },
      errors: [{ kind: 'label', id: 'p', texts: [nasty, 'b'], gold: nasty, answer: '', probability: 0.4 }],
    },
    {
      ...common,
      name: 'ChemProt',
      kind: 'relations',
      relations: {
        ...{ positive: scores, f1: bound, unasked: 2, shown: { from: 0.5, scores }, calibration },
        labels: labelScores([{ gold: 'CPR:3', answer: nasty }]),
      },
      errors: [],
    },
    { ...common, name: 'JNLPBA', kind: 'entities', skipped: 'Not trained.', errors: [], documents: [] },
  ],
};

describe('the HTML report', () => {
  const html = writeHtml(compose(report));

  it('needs nothing from elsewhere and runs nothing', () => {
    assert.doesNotMatch(html, /<script|<img|<link|<iframe|src=|href=|url\(|@import|\son\w+=/i);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
  });

  it('escapes what comes from corpora, models and options, wherever it stands', () => {
    assert.ok(html.split('&lt;script&gt;').length > 6);
    assert.doesNotMatch(html, /\p{Bidi_Control}/u);
    assert.ok(!html.includes('\0'));
  });

  it('has its pictures inline: bars with intervals, and reliability', () => {
    assert.equal(html.split('<svg ').length - 1, 4);
    assert.match(html, /class="interval"/);
    assert.match(html, /class="point"/);
    assert.match(html, /prefers-color-scheme:dark/);
  });

  it('is well formed: what is opened is closed', () => {
    const open: string[] = [];
    for (const [tag, closing, name = '', end] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*?(\/?)>/g)) {
      if (closing === '/') {
        assert.equal(open.pop(), name, tag);
      } else if (end !== '/' && name !== 'meta') {
        open.push(name);
      }
    }
    assert.deepEqual(open, []);
  });
});

describe('the Markdown report', () => {
  const markdown = writeMarkdown(compose(report));

  it('escapes what would be markup, a table cell or HTML', () => {
    assert.doesNotMatch(markdown, /(?<!\\)<script/);
    assert.doesNotMatch(markdown, /(?<!\\)\[a\]/);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    for (const row of rows) {
      assert.match(row, /\|$/);
    }
  });

  it('names split, selection, cost, problems with file and line, and what was left out', () => {
    assert.match(markdown, /\| NCBI-disease \| test \| 5 \| 5 \| F1 \| 0\.667 \\\[0\.500, 0\.800\\\] \|/);
    assert.match(markdown, /\| Tokens in \| 1,234 \|/);
    assert.match(markdown, /\| Words asked about, as often as calls are about them \| 100 \|/);
    assert.match(markdown, /\| Seconds a 1,000 of these words \| 1\.50 \|/);
    assert.match(markdown, /\| Mentions not in the text \| 2 \|/);
    assert.match(markdown, /a\.csv, line 9: /);
    assert.match(markdown, /- JNLPBA \(test\): Not trained\./);
    assert.match(markdown, /expected calibration error 0\.350/);
  });

  it('says what the editor would show of relations, and what could not be asked about', () => {
    assert.match(markdown, /As the editor shows it \(probability from 0\.5\): F1 0\.667, precision 0\.750, /);
    assert.match(markdown, /count as missed in F1, and accuracy and confusion leave them out\./);
  });

  it('sets our figures beside the published ones, each with split and source', () => {
    const beside = markdown.split('\n').filter((line) => line.startsWith('| NCBI-disease | '));
    assert.ok(beside.some((line) => line.includes('this report') && line.includes('own scorer')));
    assert.ok(beside.some((line) => line.includes('Llama2-MedTuned-7B | F1 | 0.872 | dev; the papers')));
  });
});

describe('published figures', () => {
  it('are of data sets that there are, in types that these have', () => {
    for (const { set, type, value, split, source } of published) {
      const { task } = findDataSet(set) ?? {};
      assert.ok(task, set);
      assert.ok(
        type === undefined ||
          (task.kind === 'entities' && task.schema.entities.some(({ name }) => name === type)),
      );
      assert.ok(value > 0 && value < 1 && split !== '' && source !== '');
    }
  });
});

describe('marked text', () => {
  it('is cut where marks begin and end, nested and overlapping ones too', () => {
    const gold = [
      { type: 'a', start: 0, end: 4 },
      { type: 'b', start: 2, end: 6 },
    ];
    assert.deepEqual(markedPieces('abcdefg', gold, []), [
      { text: 'ab', gold: ['a'], found: [] },
      { text: 'cd', gold: ['a', 'b'], found: [] },
      { text: 'ef', gold: ['b'], found: [] },
      { text: 'g', gold: [], found: [] },
    ]);
  });
});

describe('the JSON report', () => {
  it('is read again for comparisons, and nothing else is', () => {
    assert.deepEqual(readReport(writeReportJson(report))?.sets[0]?.documents, common.documents);
    for (const text of [
      '',
      '{}',
      '[1]',
      '{"format":"bionote-evaluation","version":2,"system":{"name":"x"},"sets":[]}',
    ]) {
      assert.equal(readReport(text), undefined);
    }
  });
});
