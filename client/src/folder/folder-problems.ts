import * as vscode from 'vscode';
import { settingsSection, type FoundContradiction } from '../../../server/src/shared/protocol.js';
import { asRange } from '../commands/reveal.js';
import { isSure } from '../panel/filter.js';
import type { Filter } from '../panel/findings-filter.js';
import type { FolderRun } from './folder-notes.js';
import type { FolderResults } from './folder-results.js';

const severities: Readonly<Record<string, vscode.DiagnosticSeverity>> = {
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/**
 * The contradictions of a folder's notes among the problems, if somebody asks for them. A note that is open has
 * those of the server instead.
 */
export class FolderProblems implements vscode.Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection('bionote-folder');
  readonly #subscriptions: vscode.Disposable;
  #run: FolderRun | undefined;

  constructor(
    results: FolderResults,
    private readonly filter: Filter,
  ) {
    const draw = (): void => {
      this.#draw();
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#shown,
      // Another run: what was shown of the one before may be of other notes.
      new vscode.Disposable(
        results.onDidChange(() => {
          this.#run = undefined;
          this.#shown.clear();
        }),
      ),
      filter.onDidChange(draw),
      vscode.workspace.onDidOpenTextDocument(draw),
      vscode.workspace.onDidCloseTextDocument(draw),
    );
  }

  async show(run: FolderRun): Promise<void> {
    this.#run = run;
    this.#draw();
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #draw(): void {
    if (!this.#run) return;
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const entries = this.#run.notes.map(({ uri, findings }): [vscode.Uri, vscode.Diagnostic[]] => {
      const parsed = vscode.Uri.parse(uri);
      const found = open.has(parsed.toString()) ? [] : (findings?.contradictions ?? []);
      const sure = found.filter(({ probability }) => isSure(this.filter.now, probability));
      return [parsed, sure.map((each) => diagnosticOf(parsed, each))];
    });
    this.#shown.set(entries);
  }
}

function diagnosticOf(uri: vscode.Uri, { premise, hypothesis }: FoundContradiction): vscode.Diagnostic {
  const severity = vscode.workspace
    .getConfiguration(settingsSection, uri)
    .get<string>('contradictions.severity', 'warning');
  const diagnostic = new vscode.Diagnostic(
    asRange(hypothesis.range),
    vscode.l10n.t('“{0}” contradicts “{1}”', hypothesis.text, premise.text),
    severities[severity] ?? vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'BioNote';
  diagnostic.relatedInformation = [
    new vscode.DiagnosticRelatedInformation(
      new vscode.Location(uri, asRange(premise.range)),
      vscode.l10n.t('The statement that it contradicts: “{0}”', premise.text),
    ),
  ];
  return diagnostic;
}
