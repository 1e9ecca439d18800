import assert from 'node:assert/strict';
import type { NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import { computeAnnotations } from '../../server/src/features/annotations.js';
import { viewOf } from '../../server/src/features/note-view.js';
import { NoteHighlights } from '../../server/src/session/note-highlights.js';
import type { AnnotationsChange } from '../../server/src/shared/protocol.js';
import { markedNote } from '../features/marked-note.js';

const schema = { name: 's', entities: [], relations: [] };

/** A note of so many lines, each with an entity. */
function lines(count: number): NoteAnalysis {
  return markedNote('A [fever|problem].\n'.repeat(count)).analysis;
}

function setUp() {
  const sent: { change: AnnotationsChange; answer: (taken: boolean) => Promise<void> }[] = [];
  let made = 0;
  const highlights = new NoteHighlights({
    annotations: (analysis) => {
      made++;
      return computeAnnotations(viewOf(analysis), schema);
    },
    send: (change) =>
      new Promise((resolve) => {
        const answer = async (taken: boolean): Promise<void> => {
          resolve(taken);
          await new Promise((done) => setImmediate(done));
        };
        sent.push({ change, answer });
      }),
  });
  return { highlights, sent, made: () => made };
}

describe('the highlights of a note', () => {
  it('are sent one message at a time, and of what came meanwhile only the last', async () => {
    const { highlights, sent, made } = setUp();
    for (let count = 1; count <= 50; count++) highlights.show(lines(count));
    assert.equal(sent.length, 1);
    assert.equal(made(), 1);
    await sent[0]?.answer(true);
    assert.equal(sent.length, 2);
    assert.equal(made(), 2);
    await sent[1]?.answer(true);
    assert.equal(sent.length, 2);
    assert.equal(sent[1]?.change.whole, false);
    assert.deepEqual(
      sent[1].change.lines.map(({ from, lines: { length } }) => [from, length]),
      [[1, 49]],
    );
  });

  it('are sent whole again after a message that the client did not take', async () => {
    const { highlights, sent } = setUp();
    highlights.show(lines(1));
    await sent[0]?.answer(false);
    highlights.show(lines(2));
    assert.equal(sent[1]?.change.whole, true);
  });

  it('are no longer sent when the note has gone', async () => {
    const { highlights, sent } = setUp();
    highlights.show(lines(1));
    highlights.show(lines(2));
    highlights.end();
    await sent[0]?.answer(true);
    assert.equal(sent.length, 1);
  });
});
