import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { Entity, NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import { markedLines } from '../../server/src/cli/marked-text.js';
import { textReport } from '../../server/src/cli/text-report.js';
import { linesOf } from '../../server/src/note/lines.js';
import type { Assertion } from '../../server/src/tasks/ner/entity.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';

const text = 'No chest pain.\nAspirin for left chest pain\u001b[2J.';

describe('text report', () => {
  it('shows the note, its relations and contradictions with their places, without colour', () => {
    assert.equal(
      textReport(sample(), { schema: clinicalSchema, source: 'a\u001b.note', color: false }),
      `a␛.note

1 │ No {{chest|anatomy} pain|problem absent}.
2 │ {Aspirin|treatment} for {left chest pain|problem present}␛[2J.

Relations
  2:1  TrAP  93 %  Aspirin → left chest pain  the treatment is given for the problem

Contradictions
  1:1  No chest pain.
  2:1  Aspirin for left chest pain␛[2J. (88 %, one affirms, one denies)

Named by the model, but not in the text
  1:1  test  a scan

Without a usable result
  Relations: The answer did not have the requested form.  2:1

4 entities, 1 relation, 1 contradiction
`,
    );
  });

  it('sets types and assertions apart by colour alone, and explains them in a legend', () => {
    const report = textReport(sample(), { schema: clinicalSchema, source: 'a', color: true });
    const [problem, anatomy] = ['\u001b[101m', '\u001b[105m'];
    const [, legend = ''] = report.split('\n');
    assert.ok(legend.includes(`${problem}\u001b[30m problem `));
    assert.ok(legend.includes('absent'));
    assert.ok(report.includes(`${anatomy}\u001b[30mchest`));
    assert.ok(report.includes(`${problem}\u001b[30mleft chest pain`));
    assert.ok(report.includes('\u001b[9m\u001b[31m pain'));
    const bare = stripVTControlCharacters(report);
    assert.ok(bare.includes('2 │ Aspirin for left chest pain␛[2J.'));
    assert.ok(!bare.includes('\u001b'));
  });

  it('keeps the words of the note between the marks, however mentions nest and cross', () => {
    const words = fc.stringMatching(/^[ab \n\r]{0,30}$/);
    const spans = fc.array(fc.tuple(fc.nat(29), fc.integer({ min: 1, max: 12 })), { maxLength: 8 });
    fc.assert(
      fc.property(words, spans, (note, places) => {
        const entities = places
          .map(([start, length]) => ({ start, end: start + length }))
          .filter(({ end }) => end <= note.length)
          .sort((a, b) => a.start - b.start || b.end - a.end)
          .map((span) => entity('problem', span.start, span.end));
        const marked = markedLines(note, entities, {
          style: (_, inner) => `{${inner}}`,
          opening: () => '[',
          closing: () => ']',
        });
        const lines = Array.from(linesOf(note), ({ start, end }) => note.slice(start, end));
        assert.deepEqual(
          marked.map((line) => line.replace(/[[\]{}]/g, '')),
          lines,
        );
      }),
    );
  });
});

function entity(type: string, start: number, end: number, assertion?: Assertion): Entity {
  return {
    id: `${type}${start}`,
    sentence: 0,
    span: { start, end },
    text: text.slice(start, end),
    type,
    alignment: 'exact',
    ...(assertion !== undefined && { assertion }),
  };
}

function sample(): NoteAnalysis {
  return {
    uri: 'file:///a.note',
    version: 1,
    text,
    entities: [
      entity('problem', 3, 13, 'absent'),
      entity('anatomy', 3, 8),
      entity('treatment', 15, 22),
      entity('problem', 27, 42, 'present'),
    ],
    relations: [
      {
        id: 'r',
        code: 'TrAP',
        gloss: 'the treatment is given for the problem',
        head: 'treatment15',
        tail: 'problem27',
        probability: 0.93,
        evidence: { start: 15, end: text.length },
      },
    ],
    contradictions: [
      {
        key: 'k',
        premise: { start: 0, end: 14 },
        hypothesis: { start: 15, end: text.length },
        probability: 0.88,
        cue: 'assertion',
      },
    ],
    unplaced: [{ sentence: { start: 0, end: 14 }, mention: { text: 'a scan', type: 'test' } }],
    failures: [{ task: 'relations', span: { start: 15, end: text.length }, code: 'not-json' }],
    progress: { state: 'done', total: 2, finished: 2 },
  };
}
