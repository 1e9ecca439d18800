import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { computeDiagnostics } from '../../server/src/features/diagnostics.js';
import { markedNote, positionOf, textAt, uri } from './marked-note.js';

function messageOf(diagnostic: Diagnostic | undefined): string {
  assert.ok(typeof diagnostic?.message === 'string');
  return diagnostic.message;
}

describe('diagnostics', () => {
  const premise = 'The patient denies chest pain.';
  const hypothesis = 'She has chest pain.';
  const view = markedNote(`${premise}\n${hypothesis}`, {
    contradictions: [{ premise, hypothesis, probability: 0.914 }],
  });
  const options = { severity: 'warning', relatedInformation: true } as const;

  it('puts a contradiction on the hypothesis, with the premise beside it', () => {
    const [diagnostic, ...others] = computeDiagnostics(view, options);
    assert.deepEqual(others, []);
    assert.ok(diagnostic);
    assert.equal(textAt(view, diagnostic.range), hypothesis);
    assert.equal(diagnostic.source, 'BioNote');
    assert.equal(diagnostic.code, 'contradiction');
    assert.equal(diagnostic.severity, DiagnosticSeverity.Warning);
    assert.match(messageOf(diagnostic), /91 %/);
    assert.ok(messageOf(diagnostic).includes(`“${hypothesis}” contradicts “${premise}”`));
    const [related] = diagnostic.relatedInformation ?? [];
    assert.equal(related?.location.uri, uri);
    assert.equal(textAt(view, related.location.range), premise);
    assert.deepEqual(diagnostic.data, { key: 'k0', premise: related.location.range });
  });

  it('has the severity of the settings, and is never an error', () => {
    for (const [severity, expected] of [
      ['warning', DiagnosticSeverity.Warning],
      ['information', DiagnosticSeverity.Information],
      ['hint', DiagnosticSeverity.Hint],
    ] as const) {
      assert.equal(computeDiagnostics(view, { ...options, severity })[0]?.severity, expected);
    }
  });

  it('claims no probability where the engine gives none', () => {
    const unsure = markedNote(`${premise}\n${hypothesis}`, { contradictions: [{ premise, hypothesis }] });
    assert.ok(!messageOf(computeDiagnostics(unsure, options)[0]).includes('%'));
  });

  it('keeps to one line, however long the statements are', () => {
    const long = `No ${'very '.repeat(100)}\nlong finding.`;
    const note = markedNote(`${long}\n${hypothesis}`, { contradictions: [{ premise: long, hypothesis }] });
    const message = messageOf(computeDiagnostics(note, options)[0]);
    assert.ok(message.length < 200 && !message.includes('\n'));
  });

  it('leaves related information out where the client shows none', () => {
    const [diagnostic] = computeDiagnostics(view, { ...options, relatedInformation: false });
    assert.equal(diagnostic?.relatedInformation, undefined);
    assert.deepEqual(diagnostic?.range.start, positionOf(view, hypothesis));
  });
});
