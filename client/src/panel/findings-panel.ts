import * as vscode from 'vscode';
import { progressText } from '../review/progress-text.js';
import type { Server } from '../server.js';
import type { Failures } from '../status/failures.js';
import { decideOnChecked } from './checked-rows.js';
import { filterText } from './filter.js';
import type { Filter } from './findings-filter.js';
import type { FindingsSource } from './findings-source.js';
import { reviewRows } from './review-rows.js';
import { RowTree } from './row-tree.js';
import { noteRows, type Row } from './rows.js';

interface Parts {
  readonly findings: FindingsSource;
  readonly filter: Filter;
  readonly server: Server;
  readonly failures: Failures;
}

/** The tree of what was found in the note in front, and how far its review has come. */
export class FindingsPanel implements vscode.Disposable {
  readonly #tree: RowTree;
  readonly #subscriptions: vscode.Disposable;
  #watching: vscode.Disposable | undefined;

  constructor(private readonly parts: Parts) {
    const { findings, filter, server, failures } = parts;
    const tree = new RowTree('bionote.findings', () => this.#rows(), { checkboxes: true });
    this.#tree = tree;
    this.#look(tree.view.visible);
    this.#subscriptions = vscode.Disposable.from(
      tree,
      findings.onDidChange(() => {
        this.refresh();
      }),
      filter.onDidChange(() => {
        this.refresh();
      }),
      tree.view.onDidChangeCheckboxState(({ items }) => {
        const done = (): void => {
          this.refresh();
        };
        decideOnChecked(server, items).then(done, (error: unknown) => {
          done();
          void failures.report(error);
        });
      }),
      tree.view.onDidChangeVisibility(({ visible }) => {
        this.#look(visible);
      }),
    );
  }

  /** The line that was chosen last. */
  get selected(): Row | undefined {
    return this.#tree.view.selection[0];
  }

  refresh(): void {
    const { latest } = this.parts.findings;
    const { view } = this.#tree;
    const texts = latest
      ? [
          latest.reviewProblem ?? (latest.review ? progressText(latest.review, vscode.l10n) : ''),
          filterText(this.parts.filter.now, vscode.l10n),
        ]
      : [];
    view.message = texts.filter((text) => text !== '').join(' · ');
    view.description = latest ? vscode.workspace.asRelativePath(vscode.Uri.parse(latest.uri)) : '';
    this.#tree.refresh();
  }

  dispose(): void {
    this.#watching?.dispose();
    this.#subscriptions.dispose();
  }

  #rows(): Row[] {
    const { latest } = this.parts.findings;
    if (!latest) return [];
    return [
      ...(latest.review ? reviewRows(latest.review, vscode.l10n) : []),
      ...noteRows(latest, this.parts.filter.now, vscode.l10n),
    ];
  }

  #look(visible: boolean): void {
    if (visible) this.#watching ??= this.parts.findings.watch();
    else {
      this.#watching?.dispose();
      this.#watching = undefined;
    }
  }
}
