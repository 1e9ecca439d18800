import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { AnalyzeResult } from '../../../server/src/shared/protocol.js';
import {
  assertGrounded,
  closeAll,
  contradictionsIn,
  entityNamed,
  hoverAt,
  openNew,
  openNote,
  outlineOf,
  rangeOf,
  until,
  withSetting,
  workspaceFile,
} from './editor.js';
import { report } from './index.js';

describe('the sample note', () => {
  let document: vscode.TextDocument;

  before(async () => {
    const extension = vscode.extensions.getExtension('bionote.bionote');
    assert.ok(extension, 'the packed extension is installed');
    assert.equal(extension.isActive, false, 'it waits for a note');
    const start = performance.now();
    await extension.activate();
    report({ measured: 'activation', milliseconds: performance.now() - start });
    ({ document } = await openNote('progress-note.note'));
    await entityNamed(document, 'fever');
  });
  after(closeAll);

  it('has the language of clinical notes', () => {
    assert.equal(document.languageId, 'clinical-note');
  });

  it('has an outline of sections with their entities', async () => {
    const { sections, drug } = await until('ceftriaxone in the outline', async () => {
      const outline = await outlineOf(document);
      const found = outline.entities.find(({ name }) => name.toLowerCase() === 'ceftriaxone');
      return found && { sections: outline.sections, drug: found };
    });
    assert.ok(sections.includes('HISTORY OF PRESENT ILLNESS'), sections.join(', '));
    assert.match(drug.detail, /^treatment/);
    assert.match(drug.section ?? '', /HISTORY OF PRESENT ILLNESS|MEDICATIONS/);
    await assertGrounded(document);
  });

  it('says in a hover what an entity is', async () => {
    const { range } = await entityNamed(document, 'fever');
    const text = await hoverAt(document, range.start);
    assert.match(text, /\*\*problem\*\*/);
    assert.match(text, /Confidence \d+ %/);
  });

  it('says in a hover that a symptom was denied', async () => {
    const { start } = rangeOf(document, 'chest pain.');
    const text = await until('a hover on the denied symptom', async () => {
      const hover = await hoverAt(document, start.translate(0, 7));
      return hover.includes('*absent*') ? hover : undefined;
    });
    assert.match(text, /Assertion/);
  });

  it('explains a relation in a hover, with its evidence', async () => {
    const sentence = 'He was treated with ceftriaxone and azithromycin for pneumonia.';
    const { start } = rangeOf(document, sentence);
    const drug = start.translate(0, sentence.indexOf('ceftriaxone'));
    const text = await until('a relation in the hover', async () => {
      const hover = await hoverAt(document, drug);
      return /\*\*Tr\w+P\*\*/.test(hover) ? hover : undefined;
    });
    assert.ok(text.includes('pneumonia'), text);
    assert.ok(text.replaceAll('\\', '').includes(sentence), 'the evidence sentence is quoted');
  });

  it('gives semantic tokens of the entity types where they draw the highlights', async () => {
    const restore = await withSetting('bionote.highlight', 'semanticTokens');
    try {
      const { range } = await entityNamed(document, 'fever');
      const types = await until('semantic tokens', async () => {
        const [legend, tokens] = await Promise.all([
          vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
            'vscode.provideDocumentSemanticTokensLegend',
            document.uri,
          ),
          vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
            'vscode.provideDocumentSemanticTokens',
            document.uri,
          ),
        ]);
        if (legend === undefined || tokens === undefined || tokens.data.length === 0) return undefined;
        return decoded(legend, tokens);
      });
      assert.ok(
        types.some(({ line, character, type }) => {
          return (
            line === range.start.line && character === range.start.character && type === 'bionote-problem'
          );
        }),
        'a token of type bionote-problem at "fever"',
      );
    } finally {
      await restore();
    }
  });

  it('highlights the other mentions of what is under the cursor', async () => {
    const { range } = await entityNamed(document, 'fever');
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      range.start,
    );
    const texts = highlights.map((each) => document.getText(each.range));
    assert.ok(texts.filter((text) => text.includes('fever')).length >= 2, texts.join(', '));
  });

  it('reports contradictions as warnings, with the premise as related information', async () => {
    const named = [
      ['smokes one pack', 'never smoked'],
      ['allergic to penicillin', 'no known drug allergies'],
    ] as const;
    const found = await until('contradictions', () => {
      const contradictions = contradictionsIn(document);
      const pairs = contradictions.map(({ range, message }) => `${document.getText(range)} | ${message}`);
      const has = ([later, earlier]: readonly [string, string]): boolean =>
        pairs.some((pair) => pair.includes(later) && pair.includes(earlier));
      return named.every(has) ? contradictions : undefined;
    });
    for (const { severity, message, range, relatedInformation } of found) {
      assert.equal(severity, vscode.DiagnosticSeverity.Warning);
      assert.match(message, /” contradicts “/);
      const [premise] = relatedInformation ?? [];
      assert.ok(premise, 'related information');
      assert.equal(premise.location.uri.toString(), document.uri.toString());
      assert.ok(premise.location.range.end.isBefore(range.start), 'the premise comes first');
      assert.ok(message.includes(document.getText(premise.location.range).slice(0, 40)), message);
    }
  });

  it('checks a statement against the note', async () => {
    interface Answer {
      readonly verdict: string;
      readonly evidence: readonly {
        readonly text: string;
        readonly label: string;
        readonly probability?: number;
      }[];
    }
    let answer: Answer | undefined;
    const asked = vscode.commands
      .executeCommand<Answer>('bionote.checkStatement', 'He has never smoked.')
      .then((given) => {
        answer = given;
      });
    // The command ends when its list of evidence is closed.
    const given = await until('an answer', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return answer;
    });
    await asked;
    // The sample note says both.
    assert.equal(given.verdict, 'conflicting');
    for (const [words, label] of [
      ['never smoked', 'entailment'],
      ['smokes one pack', 'contradiction'],
    ] as const) {
      const same = given.evidence.find(({ text }) => text.includes(words));
      assert.equal(same?.label, label, JSON.stringify(given));
      assert.ok((same.probability ?? 0) > 0.5);
    }
  });
});

describe('a pair that is ignored', () => {
  let document: vscode.TextDocument;

  before(async () => {
    // No pair of the sample note: an ignored pair is ignored in every note of the folder.
    const contents =
      'She has never smoked.\nShe smokes one pack of cigarettes per day.\nThe lungs are clear.\nShe smokes cigarettes every day.\n';
    ({ document } = await openNew('ignored.note', contents));
  });
  after(closeAll);

  it('is gone for good, and no other; its premise is a click away', async () => {
    const found = await vscode.commands.executeCommand<AnalyzeResult>('bionote.analyzeNote');
    // They are shown a moment after the command has ended.
    const [contradiction, ...others] = await until('every contradiction', () => {
      const shown = contradictionsIn(document);
      return shown.length === found.contradictions ? shown : undefined;
    });
    assert.ok(contradiction);
    assert.ok(others.length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      contradiction.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const run = async (title: RegExp): Promise<void> => {
      const command = actions.find((action) => title.test(action.title))?.command;
      assert.ok(command, `${title.source} among ${actions.map((action) => action.title).join(', ')}`);
      await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    };

    const premise = contradiction.relatedInformation?.[0]?.location.range;
    assert.ok(premise);
    await run(/^Go to the statement/);
    await until('the cursor at the premise', () => {
      const selection = vscode.window.activeTextEditor?.selection;
      return selection && premise.contains(selection) ? true : undefined;
    });

    await run(/^Ignore this pair/);
    const left = others.map(({ message }) => message).sort();
    await until('the pair is gone and the others stay', () => {
      const messages = contradictionsIn(document).map(({ message }) => message);
      return messages.sort().join() === left.join() ? true : undefined;
    });
    // For the test of the next window, which must not find it either.
    await writeFile(workspaceFile('left.json').fsPath, JSON.stringify(left));
  });
});

/** The tokens with absolute positions and names. */
function decoded(legend: vscode.SemanticTokensLegend, { data }: vscode.SemanticTokens) {
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [lines = 0, characters = 0, length = 0, type = 0] = data.subarray(5 * i, 5 * i + 5);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    return { line, character, length, type: legend.tokenTypes[type] };
  });
}
