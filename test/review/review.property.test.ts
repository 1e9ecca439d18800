import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Refusal, type Decision } from '../../server/src/review/decision.js';
import { contentOf } from '../../server/src/review/standoff-lines.js';
import { textOf } from '../../server/src/note/span.js';
import { after, filesOf, readNote } from './reviewing.js';

const words = ['fever', 'cough', '🩺', 'No', 'rash.', 'aspirin,', '\n', 'fever.\r\n', 'a'];
const foreign = [
  'N1\tReference T1 X:1\tx',
  '#9\tAnnotatorNotes T99\tkept',
  'nonsense',
  '',
  '*\tEquiv T50 T51',
];

const step = fc.oneof(
  fc.record({
    kind: fc.constant('decide' as const),
    action: fc.constantFrom('add', 'remove', 'retype', 'assert', 'resize', 'relate', 'undo', 'noteReviewed'),
    at: fc.nat(30),
    length: fc.integer({ min: 0, max: 8 }),
    type: fc.constantFrom('problem', 'test'),
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    at: fc.nat(60),
    removed: fc.nat(3),
    word: fc.constantFrom(...words),
  }),
  fc.record({ kind: fc.constant('outside' as const), line: fc.constantFrom(...foreign) }),
);

describe('a review, whatever is done', () => {
  it('loses no line of others, puts no span off its words, and adds to its log only', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 }),
        fc.array(step, { maxLength: 14 }),
        (start, steps) => {
          let text = start.join(' ');
          let files = filesOf('');
          const kept: string[] = [];
          for (const one of steps) {
            if (one.kind === 'edit') {
              const at = Math.min(one.at, text.length);
              text = text.slice(0, at) + one.word + text.slice(at + one.removed);
            } else if (one.kind === 'outside') {
              files = { ...files, standoff: [...files.standoff, `${one.line}\n`] };
              kept.push(one.line);
            } else {
              const reviewed = readNote(text, files);
              const before = files;
              try {
                files = after(reviewed, decisionOf(one, reviewed.confirmed, text.length));
              } catch (error) {
                if (!(error instanceof Refusal)) throw error;
              }
              assert.ok(files.log.join('').startsWith(before.log.join('')));
            }
            const reviewed = readNote(text, files);
            for (const { fragments, text: said } of reviewed.confirmed) {
              assert.equal(fragments.map((fragment) => textOf(text, fragment)).join(' '), said);
            }
            const contents = files.standoff.map(contentOf);
            // What refers to a removed annotation goes with it, and comes back with it.
            for (const line of kept.filter((other) => !other.startsWith('N1')))
              assert.ok(contents.includes(line));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('comes back to where it was when all of it is undone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const text = 'fever and cough 🩺 for a rash with fever';
        let files = filesOf('T1\tproblem 0 5\tfever\nN1\tReference T1 X:1\tx\n');
        const first = files.standoff.join('');
        for (const one of steps) {
          if (one.kind !== 'decide' || one.action === 'undo') continue;
          const reviewed = readNote(text, files);
          try {
            files = after(reviewed, decisionOf(one, reviewed.confirmed, text.length));
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
        while (readNote(text, files).log.live.length > 0)
          files = after(readNote(text, files), { action: 'undo' });
        assert.deepEqual(files.standoff.join('').split('\n').sort(), first.split('\n').sort());
      }),
      { numRuns: 100 },
    );
  });
});

function decisionOf(
  { action, at, length, type }: { action: string; at: number; length: number; type: string },
  confirmed: readonly { readonly span: { start: number; end: number }; readonly type: string }[],
  size: number,
): Decision {
  const span = { start: Math.min(at, size), end: Math.min(at + length, size) };
  const target = confirmed[at % Math.max(1, confirmed.length)] ?? { span, type };
  const tail = confirmed[length % Math.max(1, confirmed.length)] ?? target;
  switch (action) {
    case 'remove':
      return { action, target };
    case 'retype':
      return { action, target, type };
    case 'assert':
      return { action, target, assertion: 'absent' };
    case 'resize':
      return { action, target, span };
    case 'relate':
      return { action, target, tail, code: 'PIP' };
    case 'undo':
    case 'noteReviewed':
      return { action };
    default:
      return { action: 'add', target: { span, type } };
  }
}
