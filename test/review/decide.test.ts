import assert from 'node:assert/strict';
import { Refusal, type Decision } from '../../server/src/review/decision.js';
import type { Proposal } from '../../server/src/review/proposal.js';
import type { ReviewFiles } from '../../server/src/review/reviewed-note.js';
import { shown } from '../../server/src/review/shown.js';
import { linesOf } from '../../server/src/review/standoff-lines.js';
import { after, filesOf, noFiles, proposal, readNote, target } from './reviewing.js';

const text = '🩺 Has fever and cough. Takes aspirin for fever.\nNo rash. No rash.\n';
const fever = proposal(text, 'fever', { assertion: 'present', confidence: 0.8 });
const cough = proposal(text, 'cough', { confidence: 0.6 });
const aspirin = proposal(text, 'aspirin', { type: 'treatment', confidence: 0.9 });
const proposals: readonly Proposal[] = [fever, cough, aspirin];

/** The files after several decisions. */
function decided(decisions: readonly Decision[], files: ReviewFiles = noFiles): ReviewFiles {
  return decisions.reduce((now, decision) => after(readNote(text, now), decision, proposals), files);
}

function standoff(files: ReviewFiles): string {
  return files.standoff.join('');
}

function refuses(decision: Decision, code: string, files: ReviewFiles = noFiles): void {
  assert.throws(
    () => decided([decision], files),
    (error) => error instanceof Refusal && error.code === code,
  );
}

describe('a decision', () => {
  it('writes what was accepted in code points, and says who accepted what', () => {
    const files = after(readNote(text), { action: 'accept', target: fever }, proposals, {
      origin: { model: 'a model', modelDigest: 'sha256:12', dialect: 'json', prompt: '3' },
    });
    assert.equal(standoff(files), 'T1\tproblem 6 11\tfever\nA1\tAssertion T1 present\n');
    const entry = JSON.parse(files.log.join('')) as Record<string, unknown>;
    assert.equal(entry['action'], 'accepted');
    assert.equal(entry['by'], 'A');
    assert.deepEqual(entry['proposal'], {
      type: 'problem',
      start: 6,
      end: 11,
      text: 'fever',
      assertion: 'present',
      confidence: 0.8,
      model: 'a model',
      modelDigest: 'sha256:12',
      dialect: 'json',
      prompt: '3',
      inSentence: 4 + 3,
    });
  });

  it('names the model of a proposal without a confidence, and none of what a person added', () => {
    const origin = { model: 'a model', modelDigest: 'sha256:12' };
    const unsure = [{ ...target(text, 'fever'), text: 'fever' }];
    const accepted = after(readNote(text), { action: 'accept', target: fever }, unsure, { origin });
    const added = after(readNote(text), { action: 'add', target: target(text, 'cough') }, unsure, { origin });
    const [first, second] = [accepted, added].map(
      ({ log }) => (JSON.parse(log.join('')) as { proposal: Record<string, unknown> }).proposal,
    );
    assert.equal(first?.['modelDigest'], 'sha256:12');
    assert.equal(second?.['model'], undefined);
  });

  it('changes the type, the assertion and the span of what is confirmed in one line each', () => {
    const accepted = decided([{ action: 'accept', target: fever }]);
    const span = { start: fever.span.start, end: cough.span.end };
    const changed = decided(
      [
        { action: 'retype', target: fever, type: 'test' },
        { action: 'assert', target: { ...fever, type: 'test' }, assertion: 'absent' },
        { action: 'resize', target: { ...fever, type: 'test' }, span },
      ],
      accepted,
    );
    assert.equal(standoff(changed), 'T1\ttest 6 21\tfever and cough\nA1\tAssertion T1 absent\n');
  });

  it('corrects a proposal, which is not made again', () => {
    const files = decided([{ action: 'retype', target: cough, type: 'test' }]);
    assert.equal(standoff(files), 'T1\ttest 16 21\tcough\n');
    const { proposed, confirmed } = shown(readNote(text, files), identified(), []);
    assert.deepEqual(
      proposed.map((one) => one.text),
      ['fever', 'aspirin'],
    );
    assert.equal(confirmed[0]?.entity.type, 'test');
  });

  it('relates two mentions, and accepts them where nobody has', () => {
    const files = decided([{ action: 'relate', target: aspirin, tail: fever, code: 'TrAP' }]);
    assert.equal(
      standoff(files),
      'T1\ttreatment 29 36\taspirin\nT2\tproblem 6 11\tfever\nA1\tAssertion T2 present\nR1\tTrAP Arg1:T1 Arg2:T2\n',
    );
    refuses({ action: 'relate', target: aspirin, tail: fever, code: 'TrAP' }, 'already-confirmed', files);
    const without = decided([{ action: 'unrelate', target: aspirin, tail: fever, code: 'TrAP' }], files);
    assert.doesNotMatch(standoff(without), /^R/m);
    assert.equal(standoff(decided([{ action: 'undo' }], without)), standoff(files));
    assert.equal(standoff(decided([{ action: 'undo' }, { action: 'undo' }], without)), '');
  });

  it('accepts all of a sentence, and all of a type from a confidence on', () => {
    const sentence = decided([{ action: 'acceptSentence', offset: 4 }]);
    assert.deepEqual(
      readNote(text, sentence).confirmed.map((one) => one.text),
      ['fever', 'cough'],
    );
    const type = decided([{ action: 'acceptType', type: 'problem', confidence: 0.7 }]);
    assert.deepEqual(
      readNote(text, type).confirmed.map((one) => one.text),
      ['fever'],
    );
    assert.equal(standoff(decided([{ action: 'undo' }], sentence)), '');
    refuses({ action: 'acceptType', type: 'problem', confidence: 0.9 }, 'nothing-to-accept');
  });

  it('does not propose again what was rejected, wherever its sentence moves, until that is undone', () => {
    const files = decided([{ action: 'reject', target: fever }]);
    assert.equal(standoff(files), '');
    const moved = `New line.\n${text}`;
    const texts = (now: ReviewFiles): string[] =>
      shown(
        readNote(moved, now),
        identified().map((one) => ({ ...one, ...target(moved, one.text, one.type) })),
        [],
      ).proposed.map((one) => one.text);
    assert.deepEqual(texts(files), ['cough', 'aspirin']);
    assert.deepEqual(texts(decided([{ action: 'undo' }], files)), ['fever', 'cough', 'aspirin']);
  });

  it('keeps the id and the relations of a proposal that was accepted', () => {
    const relations = [
      { head: 'e2', tail: 'e0', code: 'TrAP' },
      { head: 'e2', tail: 'e1', code: 'TrCP' },
    ];
    const files = decided([
      { action: 'relate', target: aspirin, tail: fever, code: 'TrAP' },
      { action: 'reject', target: cough },
    ]);
    const now = shown(readNote(text, files), identified(), relations);
    assert.deepEqual(now.relations, []);
    assert.deepEqual(now.confirmedRelations, [{ code: 'TrAP', head: 'e2', tail: 'e0' }]);
  });

  it('marks one of two equal sentences as reviewed, and the note until it is edited', () => {
    const second = text.lastIndexOf('No rash');
    const files = decided([{ action: 'sentenceReviewed', offset: second }]);
    assert.deepEqual([...readNote(text, files).reviewedSentences], [3]);
    assert.deepEqual([...readNote(`${text}No rash.\n`, files).reviewedSentences], []);
    const note = decided([{ action: 'noteReviewed' }], files);
    assert.equal(readNote(text, note).noteReviewed, 'yes');
    assert.equal(readNote(text, note).reviewedSentences.size, 4);
    assert.equal(readNote(`${text}x`, note).noteReviewed, 'edited');
  });

  it('undoes only what its own annotator did', () => {
    const files = decided([{ action: 'accept', target: fever }]);
    const other = after(readNote(text, files), { action: 'accept', target: cough }, proposals, { by: 'B' });
    const undone = decided([{ action: 'undo' }], other);
    assert.equal(standoff(undone), 'T2\tproblem 16 21\tcough\n');
    refuses({ action: 'undo' }, 'nothing-to-undo', undone);
  });

  it('refuses what does not fit, and says why', () => {
    refuses({ action: 'accept', target: target(text, 'rash') }, 'nothing-there');
    refuses({ action: 'add', target: { span: { start: 2, end: 2 }, type: 'problem' } }, 'empty');
    refuses({ action: 'add', target: { ...fever, type: 'a\tb:c' } }, 'bad-name');
    refuses({ action: 'remove', target: fever }, 'nothing-there');
    refuses({ action: 'undo' }, 'nothing-to-undo');
    refuses({ action: 'accept', target: fever }, 'already-confirmed', filesOf('T9\tproblem 6 11\tfever\n'));
    refuses({ action: 'accept', target: fever }, 'newer-log', filesOf('', '{"v":2,"what":1}\n'));
  });

  it('keeps a line that an event or a group of another tool refers to', () => {
    const files = filesOf('T1\tproblem 6 11\tfever\nE1\tproblem:T1 Theme:T1\n');
    refuses({ action: 'remove', target: fever }, 'referred-to', files);
  });

  it('removes an entity with what is said of it, and brings all of it back', () => {
    const files = filesOf(
      'T1\tproblem 6 11\tfever\nT2\tproblem 16 21\tcough\nA1\tAssertion T1 absent\nR1\tPIP Arg1:T2 Arg2:T1\n#1\tAnnotatorNotes R1\tsure\n#2\tAnnotatorNotes T2\tstays\n',
    );
    const removed = decided([{ action: 'remove', target: fever }], files);
    assert.equal(standoff(removed), 'T2\tproblem 16 21\tcough\n#2\tAnnotatorNotes T2\tstays\n');
    assert.equal(standoff(decided([{ action: 'undo' }], removed)), standoff(files));
  });

  it('reports a line that somebody else has changed, and touches nothing', () => {
    const files = decided([
      { action: 'accept', target: fever },
      { action: 'retype', target: fever, type: 'test' },
    ]);
    const elsewhere = { ...files, standoff: filesOf('T1\tfinding 6 11\tfever\n').standoff };
    refuses({ action: 'undo' }, 'conflict', elsewhere);
  });
});

describe('a contradiction', () => {
  const note = 'Has fever and cough.\nNo fever. 🩺 Takes aspirin.\n';
  const premise = { start: 0, end: 20 };
  const hypothesis = { start: 21, end: 30 };
  const other = { start: 31, end: note.length - 1 };
  const made = (decisions: readonly Decision[], files: ReviewFiles = noFiles): ReviewFiles =>
    decisions.reduce((now, decision) => after(readNote(note, now), decision), files);

  it('is kept as a relation of two statements, which stand in the file once, and can be taken back', () => {
    const both = made([
      { action: 'contradict', premise, hypothesis },
      { action: 'contradict', premise, hypothesis: other },
    ]);
    const lines = [
      'T1\tBioNote_Statement 0 20\tHas fever and cough.',
      'T2\tBioNote_Statement 21 30\tNo fever.',
      'T3\tBioNote_Statement 31 47\t🩺 Takes aspirin.',
      'R1\tBioNote_Contradicts Arg1:T1 Arg2:T2',
      'R2\tBioNote_Contradicts Arg1:T1 Arg2:T3',
    ];
    assert.deepEqual(standoff(both), lines.map((line) => `${line}\n`).join(''));
    const read = readNote(note, both);
    assert.deepEqual(read.contradictions, [
      { id: 'R1', premise, hypothesis },
      { id: 'R2', premise, hypothesis: other },
    ]);
    assert.deepEqual([read.confirmed, read.problems], [[], []]);
    // The order of the two does not matter.
    const one = made([{ action: 'uncontradict', premise: hypothesis, hypothesis: premise }], both);
    assert.deepEqual(standoff(one), [lines[0], lines[2], lines[4]].map((line) => `${line}\n`).join(''));
    assert.equal(standoff(made([{ action: 'undo' }], one)), standoff(both));
  });

  it('is refused where it is confirmed already, of one statement alone, or not there', () => {
    const once = made([{ action: 'contradict', premise, hypothesis }]);
    for (const [decision, code, files] of [
      [{ action: 'contradict', premise: hypothesis, hypothesis: premise }, 'already-confirmed', once],
      [{ action: 'contradict', premise, hypothesis: premise }, 'nothing-there', noFiles],
      [{ action: 'uncontradict', premise, hypothesis }, 'nothing-there', noFiles],
    ] as const) {
      assert.throws(
        () => made([decision], files),
        (error) => error instanceof Refusal && error.code === code,
      );
    }
  });
});

describe('a pair that was decided against', () => {
  const [fever, cough] = [proposal(text, 'fever'), proposal(text, 'cough')].map((one, index) => ({
    ...one,
    id: `e${index}`,
  }));

  it('is no contradiction any more, in either order, until somebody confirms it or undoes that', () => {
    const [premise, hypothesis] = [
      target(text, 'No rash.').span,
      target(text, 'Takes aspirin for fever.').span,
    ];
    const [one, other] = ['No rash.', 'Takes aspirin for fever.'];
    const rejected = decided([
      { action: 'contradict', premise, hypothesis },
      { action: 'rejectContradiction', premise, hypothesis },
    ]);
    assert.equal(standoff(rejected), '');
    const { rejected: pairs } = readNote(text, rejected);
    assert.ok(pairs.hasContradiction(one, other) && pairs.hasContradiction(other, one));
    for (const decision of [
      { action: 'undo' },
      { action: 'contradict', premise, hypothesis },
    ] as const satisfies readonly Decision[]) {
      const now = readNote(text, decided([decision], rejected));
      assert.ok(!now.rejected.hasContradiction(one, other), decision.action);
    }
  });

  it('is no relation that is proposed again, and its ends still are', () => {
    assert.ok(fever && cough);
    const relation = { code: 'PIP', head: fever.id, tail: cough.id };
    const files = decided([
      {
        action: 'adjudicate',
        taken: [],
        left: [
          {
            kind: 'relation',
            by: ['anna'],
            code: 'PIP',
            head: { fragments: [fever.span], type: 'problem' },
            tail: { fragments: [cough.span], type: 'problem' },
          },
        ],
      },
    ]);
    const after = shown(readNote(text, files), [fever, cough], [relation, { ...relation, code: 'TeRP' }]);
    assert.deepEqual(
      after.relations.map(({ code }) => code),
      ['TeRP'],
    );
    assert.equal(after.proposed.length, 2);
  });
});

describe('a relation that a person rejects', () => {
  const relations = [{ head: 'e2', tail: 'e0', code: 'TrAP' }];
  const link = { target: aspirin, tail: fever, code: 'TrAP' } as const;
  const proposed = (files: ReviewFiles): unknown[] => [
    ...shown(readNote(text, files), identified(), relations).relations,
  ];

  it('is not proposed again, whether its ends are confirmed or not, until that is undone', () => {
    const rejected = decided([{ action: 'rejectRelation', ...link }]);
    assert.deepEqual([standoff(rejected), proposed(rejected)], ['', []]);
    assert.equal(shown(readNote(text, rejected), identified(), relations).proposed.length, 3);
    const accepted = decided([{ action: 'acceptEach', targets: [fever, aspirin] }], rejected);
    assert.deepEqual(proposed(accepted), []);
    assert.deepEqual(proposed(decided([{ action: 'undo' }], rejected)), relations);
  });

  it('leaves the file where it was confirmed, and can be confirmed later', () => {
    const related = decided([{ action: 'relate', ...link }]);
    const rejected = decided([{ action: 'rejectRelation', ...link }], related);
    assert.doesNotMatch(standoff(rejected), /^R/m);
    assert.match(standoff(rejected), /^T1.*\nT2/);
    const again = decided([{ action: 'relate', ...link }], rejected);
    assert.match(standoff(again), /^R2\tTrAP Arg1:T1 Arg2:T2$/m);
    assert.deepEqual(proposed(decided([{ action: 'unrelate', ...link }], again)), relations);
    refuses({ action: 'rejectRelation', ...link, target: target(text, 'rash') }, 'nothing-there');
  });
});

describe('many mentions at once', () => {
  it('are rejected in one decision, and what is confirmed stays', () => {
    const accepted = decided([{ action: 'accept', target: fever }]);
    const targets = [fever, cough, aspirin];
    const rejected = decided([{ action: 'rejectEach', targets }], accepted);
    assert.equal(standoff(rejected), standoff(accepted));
    const { proposed } = shown(readNote(text, rejected), identified(), []);
    assert.deepEqual(proposed, []);
    const undone = shown(readNote(text, decided([{ action: 'undo' }], rejected)), identified(), []);
    assert.equal(undone.proposed.length, 2);
    refuses({ action: 'rejectEach', targets: [fever] }, 'nothing-to-reject', accepted);
  });

  it('are accepted and removed in one decision, which one undo takes back', () => {
    const accepted = decided([{ action: 'acceptEach', targets: [fever, cough] }]);
    assert.match(standoff(accepted), /^T1\tproblem 6 11\tfever\nT2\tproblem 16 21\tcough\n/);
    assert.equal(standoff(decided([{ action: 'undo' }], accepted)), '');
    const removed = decided([{ action: 'withdrawEach', targets: [fever, cough] }], accepted);
    assert.equal(standoff(removed), '');
    assert.equal(standoff(decided([{ action: 'undo' }], removed)), standoff(accepted));
    refuses({ action: 'acceptEach', targets: [fever] }, 'nothing-to-accept', accepted);
  });

  it('are proposed again once they were withdrawn, and not once they were removed', () => {
    const proposed = (decision: Decision): string[] => {
      const accepted = decided([{ action: 'acceptEach', targets: [fever, cough] }]);
      const named = proposals.map((each, index) => ({ ...each, id: `e${index}` }));
      return shown(readNote(text, decided([decision], accepted)), named, []).proposed.map(
        (each) => each.text,
      );
    };
    assert.deepEqual(proposed({ action: 'withdrawEach', targets: [fever, cough] }), [
      'fever',
      'cough',
      'aspirin',
    ]);
    assert.deepEqual(proposed({ action: 'remove', target: fever }), ['aspirin']);
  });
});

describe('a correction that is taken back', () => {
  const retype = { action: 'retype', target: cough, type: 'test' } as const;
  const proposed = (files: ReviewFiles): string[] =>
    shown(readNote(text, files), identified(), []).proposed.map((one) => one.text);

  it('leaves the proposal of the model as it was', () => {
    const corrected = decided([
      retype,
      { action: 'retype', target: { ...cough, type: 'test' }, type: 'value' },
    ]);
    assert.deepEqual(proposed(corrected), ['fever', 'aspirin']);
    const target = { span: cough.span, type: 'value' };
    const back = decided([{ action: 'withdrawEach', targets: [target] }], corrected);
    assert.deepEqual([standoff(back), proposed(back)], ['', ['fever', 'cough', 'aspirin']]);
    assert.deepEqual(proposed(decided([{ action: 'undo' }], back)), ['fever', 'aspirin']);
    // One that is removed is none, whatever it was called.
    assert.deepEqual(proposed(decided([{ action: 'remove', target }], corrected)), ['fever', 'aspirin']);
  });

  it('leaves it as it was where its extent was corrected, also where an edit has moved it since', () => {
    const span = { start: fever.span.start, end: cough.span.end };
    const corrected = decided([{ action: 'resize', target: fever, span }]);
    assert.deepEqual(proposed(corrected), ['cough', 'aspirin']);
    const edited = `New.\n${text}`;
    const moved = proposal(edited, 'fever and cough');
    const back = after(readNote(edited, corrected), { action: 'withdrawEach', targets: [moved] });
    assert.equal(standoff(back), '');
    assert.deepEqual(proposed(back), ['fever', 'cough', 'aspirin']);
  });

  it('proposes nothing again that was rejected before', () => {
    const twice = decided([{ action: 'reject', target: cough }, retype]);
    const back = decided([{ action: 'withdrawEach', targets: [{ ...cough, type: 'test' }] }], twice);
    assert.deepEqual(proposed(back), ['fever', 'aspirin']);
  });
});

describe('files that are not as they should be', () => {
  it('are kept byte for byte, with what cannot be read', () => {
    const odd =
      '\ufeffT1\tproblem 6 11\tfever\r\nT1\tproblem 16 21\tcough\r\nT7\tproblem 900 905\tbeyond\r\n\r\nnonsense\r\n*\tEquiv T1 T7\r\nN1\tReference T1 UMLS:C1\tFever\r\nT8\tproblem 3 1\tback';
    const files = decided([{ action: 'accept', target: aspirin }], filesOf(odd));
    assert.equal(standoff(files), `${odd}\r\nT9\ttreatment 29 36\taspirin\r\n`);
    const { confirmed, problems, stale } = readNote(text, filesOf(odd));
    assert.equal(confirmed.length, 1);
    assert.equal(problems.length, 3);
    assert.deepEqual(
      stale.map(({ id }) => id),
      ['T7'],
    );
  });

  it('are left alone where they are binary, too large or in another encoding', () => {
    assert.equal(linesOf(new Uint8Array(50_000_000).fill(65)), 'too-large');
    assert.equal(linesOf(new Uint8Array([84, 49, 0, 1])), 'not-text');
    assert.equal(linesOf(new Uint8Array([84, 0xe9, 10])), 'not-text');
  });

  it('are a log with a line cut off, which stays', () => {
    const files = filesOf('', '{"v":1,"at":"2020","by":"A","act');
    assert.deepEqual(readNote(text, files).log.unreadable, [1]);
    const now = decided([{ action: 'reject', target: fever }], files);
    assert.equal(now.log[0], '{"v":1,"at":"2020","by":"A","act\n');
    assert.equal(readNote(text, now).log.live.length, 1);
  });
});

function identified(): (Proposal & { id: string })[] {
  return proposals.map((one, index) => ({ ...one, id: `e${index}` }));
}
