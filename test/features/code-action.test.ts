import assert from 'node:assert/strict';
import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type Diagnostic,
} from 'vscode-languageserver';
import { provideCodeActions } from '../../server/src/features/code-action.js';
import { computeDiagnostics } from '../../server/src/features/diagnostics.js';
import { serverCommands } from '../../server/src/shared/protocol.js';
import { markedNote, positionOf, uri } from './marked-note.js';

/** The statements that an action decides on. */
function statementsOf(action: CodeAction | undefined): unknown {
  return (action?.command?.arguments?.[1] as { statements?: unknown } | undefined)?.statements;
}

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
        [
          serverCommands.decide,
          [
            uri,
            {
              action: 'contradict',
              statements: {
                premise: { start: positionOf(view, 'No cough'), end: { line: 2, character: 9 } },
                hypothesis: { start: positionOf(view, 'Cough.'), end: { line: 3, character: 6 } },
              },
            },
          ],
        ],
        [
          serverCommands.decide,
          [uri, { action: 'rejectContradiction', statements: statementsOf(actions[2]) }],
        ],
      ],
    );
    assert.deepEqual(actions[0]?.diagnostics, [diagnostics[1]]);
  });

  it('offers nothing elsewhere, or where other kinds are asked for', () => {
    assert.deepEqual(provideCodeActions(view, at('No fever.'), { diagnostics }, all), []);
    const only = [CodeActionKind.Refactor];
    assert.deepEqual(provideCodeActions(view, at('Cough.'), { diagnostics, only }, all), []);
    const wider = [CodeActionKind.QuickFix];
    assert.equal(provideCodeActions(view, at('Cough.'), { diagnostics, only: wider }, all).length, 4);
  });

  it('offers no jump to a client that cannot show a range', () => {
    const actions = provideCodeActions(view, at('Cough.'), { diagnostics }, { showDocument: false });
    assert.deepEqual(
      actions.map(({ command }) => command?.command),
      [serverCommands.ignorePair, serverCommands.decide, serverCommands.decide],
    );
  });

  it('does not trust the data that diagnostics come back with', () => {
    const tampered = [null, 7, { key: 3 }, { key: 'k1' }].map((data) => ({ ...diagnostics[1]!, data }));
    const [action] = provideCodeActions(view, at('Cough.'), { diagnostics: tampered }, all);
    assert.deepEqual(action?.diagnostics, [tampered[3]]);
  });

  it('decides on a mention where the user asks for actions, and lights no bulb otherwise', () => {
    const marked = markedNote('Has [fever|problem] and [cough|problem].', {
      entities: { 1: { state: 'confirmed' } },
    });
    const there = (quote: string) => ({ start: positionOf(marked, quote), end: positionOf(marked, quote) });
    const asked = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
    const decisions = (quote: string) =>
      provideCodeActions(marked, there(quote), asked, all).map(
        ({ command }) => (command?.arguments?.[1] as { action: string }).action,
      );
    assert.deepEqual(decisions('fever'), ['accept', 'reject']);
    assert.deepEqual(decisions('cough'), ['remove']);
    const unasked = { diagnostics: [], triggerKind: CodeActionTriggerKind.Automatic };
    assert.deepEqual(provideCodeActions(marked, there('fever'), unasked, all), []);
  });

  it('decides on the relations of a mention, by their ends', () => {
    const marked = markedNote('[Aspirin|treatment] for [fever|problem] and [rash|problem].', {
      relations: [
        { head: 0, tail: 1 },
        { head: 0, tail: 2, code: 'TrCP', state: 'confirmed' },
      ],
    });
    const place = positionOf(marked, 'Aspirin');
    const asked = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
    const actions = provideCodeActions(marked, { start: place, end: place }, asked, all).slice(2);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Accept: TrAP “Aspirin” → “fever”',
        'Reject: TrAP “Aspirin” → “fever”',
        'Remove: TrCP “Aspirin” → “rash”',
      ],
    );
    const mention = (quote: string, type: string) => {
      const start = positionOf(marked, quote);
      return { range: { start, end: { ...start, character: start.character + quote.length } }, type };
    };
    assert.deepEqual(actions[1]?.command?.arguments?.[1], {
      action: 'rejectRelation',
      target: mention('Aspirin', 'treatment'),
      tail: mention('fever', 'problem'),
      value: 'TrAP',
    });
  });

  it('shows what is invisible in the words of a mention', () => {
    const marked = markedNote('Has [fe\u202ever|problem].');
    const range = { start: positionOf(marked, 'fe'), end: positionOf(marked, 'fe') };
    const asked = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
    const [accept] = provideCodeActions(marked, range, asked, all);
    assert.match(accept?.title ?? '', /^Accept: problem “fe.+ver”$/);
    assert.doesNotMatch(accept?.title ?? '', /\u202e/);
  });
});
