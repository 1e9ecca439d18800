import assert from 'node:assert/strict';
import { Findings } from '../../../client/src/highlights/findings.js';
import type { AnnotationsParams } from '../../../server/src/protocol.js';

function found(uri: string): AnnotationsParams {
  return { uri, version: 1, annotations: [], types: [], unplaced: [], failures: [] };
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
});
