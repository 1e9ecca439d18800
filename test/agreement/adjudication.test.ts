import assert from 'node:assert/strict';
import { adjudicationOf } from '../../server/src/agreement/adjudication.js';
import type { Matter, Matters } from '../../server/src/agreement/matter.js';
import type { Annotator } from '../../server/src/agreement/annotator.js';
import { mentionPoints } from '../../server/src/agreement/mention-points.js';
import { readBratDocument } from '../../server/src/formats/brat-document.js';
import type { AnnotatorsFinding } from '../../server/src/review/annotators-finding.js';
import { noFiles, after, readNote } from '../review/reviewing.js';
import type { ReviewFiles } from '../../server/src/review/reviewed-note.js';

const text = 'Aspirin for severe chest pain. No fever.\nHe had rash. He had no rash.\n';

function annotator(name: string, ann: string, of = text): Annotator {
  const { value, problems } = readBratDocument(ann, of, 'note');
  assert.deepEqual(problems, []);
  assert.ok(value[0]);
  return { name, ...value[0] };
}

const anna = annotator(
  'anna',
  'T1\ttreatment 0 7\tAspirin\nT2\tproblem 12 29\tsevere chest pain\nT3\tproblem 34 39\tfever\n' +
    'T4\tanatomy 19 24\tchest\nA1\tAssertion T3 absent\nR1\tTrAP Arg1:T1 Arg2:T2\n' +
    'T5\tBioNote_Statement 41 53\tHe had rash.\nT6\tBioNote_Statement 54 69\tHe had no rash.\n' +
    'R2\tBioNote_Contradicts Arg1:T5 Arg2:T6\n',
);
const bert = annotator(
  'bert',
  'T1\ttreatment 0 7\tAspirin\nT2\tproblem 19 29\tchest pain\nT3\tproblem 34 39\tfever\n' +
    'A1\tAssertion T3 present\nR1\tTrAP Arg1:T1 Arg2:T2\n',
);

function state(files: ReviewFiles, annotators: readonly Annotator[] = [anna, bert]): Matters {
  return adjudicationOf(annotators, readNote(text, files));
}

function words(finding: AnnotatorsFinding): string {
  switch (finding.kind) {
    case 'mention':
      return finding.mention.fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
    case 'relation': {
      const [head, tail] = [finding.head.fragments[0], finding.tail.fragments[0]];
      return `${finding.code} ${text.slice(head?.start, head?.end)} > ${text.slice(tail?.start, tail?.end)}`;
    }
    case 'contradiction':
      return text.slice(finding.hypothesis.start, finding.hypothesis.end);
  }
}

function told({ kind, options }: Matter): string {
  const sides = options.map(({ finding }) => `${finding.by.join('+')} ${words(finding)}`);
  return `${kind}: ${sides.join(' | ')}`;
}

/** Takes one option of the disagreement of a kind, and leaves the others; -1: takes none, 99: all. */
function decide(
  files: ReviewFiles,
  kind: Matter['kind'],
  index: number,
  annotators?: readonly Annotator[],
): ReviewFiles {
  const matter = state(files, annotators).open.find((each) => each.kind === kind);
  assert.ok(matter, kind);
  const isTaken = (at: number): boolean => index === 99 || index === at;
  const of = (taken: boolean): AnnotatorsFinding[] =>
    matter.options.filter((_, at) => isTaken(at) === taken).map(({ finding }) => finding);
  return after(readNote(text, files), { action: 'adjudicate', taken: of(true), left: of(false) });
}

function standoff(files: ReviewFiles): string {
  return files.standoff.join('');
}

describe('an adjudication', () => {
  it('tells what all say from what they do not, in the order of the text', () => {
    const { agreed, open, waiting } = state(noFiles);
    assert.deepEqual(agreed.map(words), ['Aspirin']);
    assert.deepEqual(open.map(told), [
      'extent: anna severe chest pain | bert chest pain',
      'missing: anna chest',
      'assertion: anna fever | bert fever',
      'contradiction: anna He had no rash.',
    ]);
    assert.deepEqual(
      open.map(({ combinable, silent }) => [combinable, silent]),
      [
        [true, []],
        [false, ['bert']],
        [false, []],
        [false, ['bert']],
      ],
    );
    // The relation waits for its end.
    assert.equal(waiting, 1);
  });

  it('ends in a gold, decision by decision, and asks for nothing twice', () => {
    let files = after(readNote(text), { action: 'adjudicate', taken: state(noFiles).agreed, left: [] });
    assert.deepEqual(state(files).agreed, []);
    files = decide(files, 'extent', 1);
    // Anna's relation is to what was taken in the place of her mention, and both say it now.
    assert.deepEqual(
      state(files)
        .open.filter(({ kind }) => kind === 'relation')
        .map(told),
      ['relation: anna+bert TrAP Aspirin > chest pain'],
    );
    files = decide(files, 'missing', -1);
    files = decide(files, 'assertion', 0);
    files = decide(files, 'relation', 0);
    files = decide(files, 'contradiction', -1);
    const { open, agreed, decided, waiting } = state(files);
    assert.deepEqual([open, agreed, decided, waiting], [[], [], 5, 0]);
    assert.equal(
      standoff(files),
      'T1\ttreatment 0 7\tAspirin\nT2\tproblem 19 29\tchest pain\nT3\tproblem 34 39\tfever\n' +
        'A1\tAssertion T3 absent\nR1\tTrAP Arg1:T1 Arg2:T2\n',
    );
    const logged = files.log.map(
      (line) => JSON.parse(line) as { action: string; proposal: { proposedBy: string[] } },
    );
    assert.deepEqual(
      logged.map(({ action, proposal }) => `${action} ${proposal.proposedBy.join('+')}`),
      [
        'accepted anna+bert',
        'rejected anna',
        'accepted bert',
        'rejected anna',
        'rejected bert',
        'accepted anna',
        'related anna+bert',
        'contradiction-rejected anna',
      ],
    );
  });

  it('takes both where both can stand', () => {
    const files = decide(noFiles, 'extent', 99);
    assert.equal(standoff(files), 'T1\tproblem 12 29\tsevere chest pain\nT2\tproblem 19 29\tchest pain\n');
    assert.ok(!state(files).open.some(({ kind }) => kind === 'extent'));
  });

  it('opens a disagreement again when its decision is undone', () => {
    const before = state(noFiles).open.map(told);
    for (const [kind, index] of [
      ['extent', 0],
      ['missing', -1],
      ['assertion', 1],
      ['contradiction', 0],
      ['contradiction', -1],
    ] as const) {
      const files = decide(noFiles, kind, index);
      assert.notDeepEqual(state(files).open.map(told), before, kind);
      const undone = after(readNote(text, files), { action: 'undo' });
      assert.deepEqual(state(undone).open.map(told), before, kind);
      assert.equal(standoff(undone), '');
    }
  });

  it('forgets a relation whose end nobody took, and a rejected relation is not asked for again', () => {
    let files = after(readNote(text), { action: 'adjudicate', taken: state(noFiles).agreed, left: [] });
    const without = decide(files, 'extent', -1);
    assert.ok(!state(without).open.some(({ kind }) => kind === 'relation'));
    assert.equal(state(without).waiting, 0);
    files = decide(decide(files, 'extent', 0), 'relation', -1);
    assert.ok(!state(files).open.some(({ kind }) => kind === 'relation'));
    assert.doesNotMatch(standoff(files), /TrAP/);
  });

  it('corrects a gold that has another assertion or the other extent', () => {
    const gold = after(readNote(text), {
      action: 'adjudicate',
      taken: [
        { kind: 'mention', by: ['x'], mention: { fragments: [{ start: 12, end: 29 }], type: 'problem' } },
      ],
      left: [],
    });
    const files = decide(gold, 'extent', 1);
    assert.equal(standoff(files), 'T2\tproblem 19 29\tchest pain\n');
    const [matter] = state(gold).open;
    assert.deepEqual(
      matter?.options.map(({ inGold }) => inGold),
      [true, false],
    );
  });

  it('keeps the parts of a mention that is not in one piece', () => {
    const parted = annotator('cara', 'T1\tproblem 12 18;25 29\tsevere pain\n');
    const files = decide(noFiles, 'missing', 0, [parted, annotator('dora', '')]);
    assert.equal(standoff(files), 'T1\tproblem 12 18;25 29\tsevere pain\n');
    assert.deepEqual(state(files, [parted, annotator('dora', '')]).open, []);
  });

  it('takes it for no disagreement how a file writes a mention across a line end, and blanks for no mention', () => {
    const lines = 'Has severe \n chest pain.\n';
    const whole = annotator('a', 'T1\tproblem 4 23\tsevere chest pain\nT2\tproblem 10 13\t \n', lines);
    const parts = annotator('b', 'T1\tproblem 4 10;13 23\tsevere chest pain\n', lines);
    const { agreed, open } = adjudicationOf([whole, parts], readNote(lines));
    assert.deepEqual([agreed.length, open.length], [1, 0]);
    const files = after(readNote(lines), { action: 'adjudicate', taken: agreed, left: [] });
    assert.equal(standoff(files), 'T1\tproblem 4 10;13 23\tsevere chest pain\n');
  });

  it('takes a type as an annotator named it', () => {
    const odd = [annotator('a', 'T1\tx:y|z 34 39\tfever\n'), annotator('b', '')];
    assert.equal(standoff(decide(noFiles, 'missing', 0, odd)), 'T1\tx:y|z 34 39\tfever\n');
  });

  it('goes on after a decision against what stands in no sentence', () => {
    const heading = 'HISTORY:\nHas fever.\nHISTORY:\nHad cough.\n';
    const both = 'T1\tproblem 0 7\tHISTORY\nT2\tproblem 20 27\tHISTORY\n';
    const [one, two] = [annotator('a', both, heading), annotator('b', '', heading)];
    const open = (files: ReviewFiles): readonly Matter[] =>
      adjudicationOf([one, two], readNote(heading, files)).open;
    const left = open(noFiles).flatMap(({ options }) => options.map(({ finding }) => finding));
    assert.equal(left.length, 2);
    const files = after(readNote(heading), { action: 'adjudicate', taken: [], left: left.slice(0, 1) });
    assert.deepEqual(
      open(files).map(({ span }) => span.start),
      [20],
    );
  });

  it('settles a mention that is left for another with the same words in other parts', () => {
    const sides = [
      annotator('a', 'T1\tproblem 12 18;19 29\tsevere chest pain\n'),
      annotator('b', 'T1\tproblem 12 29\tsevere chest pain\n'),
    ];
    for (const index of [0, 1]) {
      const files = decide(noFiles, 'extent', index, sides);
      assert.deepEqual([state(files, sides).open, state(files, sides).decided], [[], 1]);
    }
    const neither = decide(noFiles, 'extent', -1, sides);
    assert.deepEqual([state(neither, sides).open, standoff(neither)], [[], '']);
    const entries = neither.log.map((line) => JSON.parse(line) as { proposal: Record<string, unknown> });
    assert.deepEqual(
      entries.map(({ proposal }) => proposal['fragments']),
      [
        [
          [12, 18],
          [19, 29],
        ],
        undefined,
      ],
    );
  });

  it('decides on a sentence alone, also where the note has it twice', () => {
    const twice = 'Has fever.\nHas fever.\n';
    const [first, second] = ['T1\tproblem 4 9\tfever\n', 'T2\tproblem 15 20\tfever\n'];
    const sides = [annotator('a', first + second, twice), annotator('b', second, twice)];
    const now = (files: ReviewFiles): Matters => adjudicationOf(sides, readNote(twice, files));
    const left = now(noFiles).open.flatMap(({ options }) => options.map(({ finding }) => finding));
    const files = after(readNote(twice), { action: 'adjudicate', taken: [], left });
    const { agreed, open, decided } = now(files);
    assert.deepEqual([agreed.length, open.length, decided], [1, 0, 1]);
    const gold = after(readNote(twice, files), { action: 'adjudicate', taken: agreed, left: [] });
    assert.equal(standoff(gold), 'T1\tproblem 15 20\tfever\n');
    assert.deepEqual(now(gold).open, []);
  });

  it('is of three annotators as of two: what all three say is agreed', () => {
    const three = [
      annotator('a', 'T1\tproblem 34 39\tfever\nT2\ttreatment 0 7\tAspirin\n'),
      annotator('b', 'T1\tproblem 34 39\tfever\nT2\ttreatment 0 7\tAspirin\n'),
      annotator('c', 'T9\ttest 34 39\tfever\nT2\ttreatment 0 7\tAspirin\n'),
    ];
    const { agreed, open } = state(noFiles, three);
    assert.deepEqual(agreed.map(words), ['Aspirin']);
    assert.deepEqual(open.map(told), ['type: a+b fever | c fever']);
    const [first, second] = [three[0], annotator('b', '')];
    assert.ok(first);
    assert.deepEqual(state(noFiles, [first, second, first]).open.map(told), [
      'missing: a+a Aspirin',
      'missing: a+a fever',
    ]);
  });
});

describe('the points of annotators', () => {
  it('have each mention of each annotator once', () => {
    const all = [anna, bert, anna].map(({ entities }) => entities);
    const points = mentionPoints(all);
    for (const [who, entities] of all.entries()) {
      const own = points.flatMap((point) => point[who] ?? []);
      assert.deepEqual(new Set(own), new Set(entities));
      assert.equal(own.length, entities.length);
    }
  });
});
