import assert from 'node:assert/strict';
import { Refusal, type Imported } from '../../server/src/review/decision.js';
import { isDecided, type ReviewFiles } from '../../server/src/review/reviewed-note.js';
import { after, filesOf, noFiles, readNote, target } from './reviewing.js';

const text =
  '🩺 Has fever and cough. Takes aspirin for fever.\nNo fever. Pain in the left and the right knee.\n';

const span = (quote: string, from = 0): { start: number; end: number } => {
  const start = text.indexOf(quote, from);
  return { start, end: start + quote.length };
};

const said: Imported = {
  entities: [
    { id: 'a', type: 'problem', spans: [span('fever')], assertion: 'present' },
    { id: 'b', type: 'treatment', spans: [span('aspirin')] },
    { id: 'c', type: 'problem', spans: [span('Pain in the left'), span('knee')] },
    { id: 'd', type: 'not | a name', spans: [span('cough')] },
  ],
  relations: [
    { id: 'r', type: 'TrAP', head: 'b', tail: 'a' },
    { id: 's', type: 'TrAP', head: 'b', tail: 'd' },
  ],
  contradictions: [{ premise: span('🩺 Has fever and cough.'), hypothesis: span('No fever.') }],
};

const imported = (files: ReviewFiles, what: Imported = said): ReviewFiles =>
  after(readNote(text, files), { action: 'import', said: what }, []);
const standoff = ({ standoff: lines }: ReviewFiles): string => lines.join('');

const all = [
  'T1\tproblem 6 11\tfever',
  'T2\ttreatment 29 36\taspirin',
  'T3\tproblem 58 74;89 93\tPain in the left knee',
  'T4\tBioNote_Statement 0 22\t🩺 Has fever and cough.',
  'T5\tBioNote_Statement 48 57\tNo fever.',
  'A1\tAssertion T1 present',
  'R1\tTrAP Arg1:T2 Arg2:T1',
  'R2\tBioNote_Contradicts Arg1:T4 Arg2:T5',
  '',
].join('\n');

describe('an import', () => {
  it('writes entities, pieces, assertions, relations and contradictions as lines of the standoff file', () => {
    assert.equal(standoff(imported(noFiles)), all);
  });

  it('is one decision, which is undone as one, and logged as imported', () => {
    const files = imported(noFiles);
    const actions = files.log.map((line) => (JSON.parse(line) as { action: string }).action);
    assert.deepEqual(actions, ['imported', 'imported', 'imported', 'imported', 'contradicted']);
    const undone = after(readNote(text, files), { action: 'undo' }, []);
    assert.equal(standoff(undone), '');
  });

  it('adds to what is there, and touches none of it', () => {
    const own = 'T7\tproblem 6 11\tfever\nA3\tAssertion T7 absent\nN1\tReference T7 X:1\tx\n';
    const files = imported(filesOf(own));
    const lines = standoff(files).split('\n');
    for (const line of own.split('\n')) assert.ok(lines.includes(line), line);
    assert.equal(lines.filter((line) => line.includes('problem 6 11')).length, 1);
    assert.ok(lines.includes('R1\tTrAP Arg1:T8 Arg2:T7'), standoff(files));
  });

  it('of the same again adds nothing, and says so', () => {
    const files = imported(noFiles);
    assert.throws(
      () => imported(files),
      (error) => error instanceof Refusal && error.code === 'nothing-to-import',
    );
  });

  it('lets a mention be shown again that was rejected before', () => {
    const fever = { ...target(text, 'fever'), text: 'fever' };
    const rejected = after(readNote(text), { action: 'reject', target: fever }, [fever]);
    assert.ok(isDecided(readNote(text, rejected), fever));
    assert.ok(!isDecided(readNote(text, imported(rejected)), fever));
  });
});
