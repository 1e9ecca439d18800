import assert from 'node:assert/strict';
import { CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { provideCodeActions } from '../../server/src/features/code-action.js';
import { computeDiagnostics } from '../../server/src/features/diagnostics.js';
import { serverCommands } from '../../server/src/shared/protocol.js';
import { markedNote, positionOf, uri } from './marked-note.js';

describe('code action', () => {
  const view = markedNote('No fever.\nFever.\nNo cough.\nCough.', {
    contradictions: [
      { premise: 'No fever.', hypothesis: 'Fever.' },
      { premise: 'No cough.', hypothesis: 'Cough.' },
    ],
  });
  const diagnostics: Diagnostic[] = computeDiagnostics(view, { severity: 'hint', relatedInformation: false });
  const at = (quote: string) => ({ start: positionOf(view, quote), end: positionOf(view, quote) });
  const all = { showDocument: true };

  it('offers to go to the premise and to ignore the pair', () => {
    const actions = provideCodeActions(view, at('Cough.'), { diagnostics }, all);
    assert.deepEqual(
      actions.map(({ command }) => [command?.command, command?.arguments]),
      [
        [serverCommands.show, [uri, { start: positionOf(view, 'No cough'), end: { line: 2, character: 9 } }]],
        [serverCommands.ignorePair, [uri, 'k1']],
      ],
    );
    assert.deepEqual(actions[0]?.diagnostics, [diagnostics[1]]);
  });

  it('offers nothing elsewhere, or where other kinds are asked for', () => {
    assert.deepEqual(provideCodeActions(view, at('No fever.'), { diagnostics }, all), []);
    const only = [CodeActionKind.Refactor];
    assert.deepEqual(provideCodeActions(view, at('Cough.'), { diagnostics, only }, all), []);
    const wider = [CodeActionKind.QuickFix];
    assert.equal(provideCodeActions(view, at('Cough.'), { diagnostics, only: wider }, all).length, 2);
  });

  it('offers no jump to a client that cannot show a range', () => {
    const actions = provideCodeActions(view, at('Cough.'), { diagnostics }, { showDocument: false });
    assert.deepEqual(
      actions.map(({ command }) => command?.command),
      [serverCommands.ignorePair],
    );
  });

  it('does not trust the data that diagnostics come back with', () => {
    const tampered = [null, 7, { key: 3 }, { key: 'k1' }].map((data) => ({ ...diagnostics[1]!, data }));
    const [action] = provideCodeActions(view, at('Cough.'), { diagnostics: tampered }, all);
    assert.deepEqual(action?.diagnostics, [tampered[3]]);
  });
});
