import assert from 'node:assert/strict';
import { Findings, restingNotes } from '../../../client/src/highlights/findings.js';
import type { NoteAnnotations, NoteStatus, StatusParams } from '../../../server/src/shared/protocol.js';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };

function found(uri: string, ...entities: string[]): NoteAnnotations {
  const annotations = entities.map((type) => ({ range, type }));
  return { uri, version: 1, annotations, types: [], unplaced: [], failures: [] };
}

describe('what was found', () => {
  it('goes with the document, and says whether there was any', () => {
    const findings = new Findings();
    findings.set('a', found('a'));
    assert.equal(findings.forget('a'), true);
    assert.equal(findings.forget('a'), false);
    assert.equal(findings.get('a'), undefined);
  });

  it('stays where another server tells of the document, and goes where it does not', () => {
    const findings = new Findings();
    for (const uri of ['note', 'text']) findings.set(uri, found(uri));
    assert.deepEqual(
      findings.restarted((uri) => uri === 'note'),
      ['text'],
    );
    assert.ok(findings.get('note'));
    assert.equal(findings.get('text'), undefined);
  });

  it('stays where a server that has just started has found nothing yet', () => {
    const findings = new Findings();
    findings.set('note', found('note', 'problem'));
    findings.restarted(() => true);
    assert.equal(findings.set('note', found('note')), false);
    assert.deepEqual(findings.get('note'), found('note', 'problem'));
    assert.equal(findings.set('note', found('note', 'test')), true);
    assert.deepEqual(findings.get('note'), found('note', 'test'));
    assert.equal(findings.set('note', found('note')), true);
    assert.deepEqual(findings.get('note'), found('note'));
  });

  it('goes where that server has come to rest and found nothing', () => {
    const findings = new Findings();
    for (const uri of ['note', 'other']) findings.set(uri, found(uri, 'problem'));
    findings.restarted(() => true);
    findings.set('note', found('note'));
    assert.deepEqual(findings.rested(['note', 'other']), ['note']);
    assert.deepEqual(findings.get('note'), found('note'));
    assert.deepEqual(findings.get('other'), found('other', 'problem'));
    assert.deepEqual(findings.rested(['note', 'other']), []);
    assert.equal(findings.set('other', found('other')), true, 'from then on the server knows');
  });
});

describe('the notes at rest', () => {
  const cases: [StatusParams['state'], NoteStatus['state'], boolean][] = [
    ['analyzing', 'running', false],
    ['analyzing', 'waiting', false],
    ['analyzing', 'done', true],
    ['analyzing', 'off', true],
    ['starting', 'waiting', false],
    ['ready', 'waiting', true],
    ['unavailable', 'failed', true],
    ['unavailable', 'waiting', true],
  ];
  for (const [state, noteState, rests] of cases) {
    it(`${rests ? 'include' : 'leave out'} one that is ${noteState} where the server is ${state}`, () => {
      const counts = { finished: 0, total: 1, entities: 0, relations: 0, contradictions: 0 };
      const note: NoteStatus = { uri: 'a', state: noteState, ...counts, failed: 0, unplaced: 0 };
      assert.deepEqual(restingNotes({ state, notes: [note] }), rests ? ['a'] : []);
    });
  }
});
