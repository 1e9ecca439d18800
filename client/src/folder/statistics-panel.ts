import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { filterText } from '../panel/filter.js';
import type { Filter } from '../panel/findings-filter.js';
import type { FolderResults } from './folder-results.js';
import { folderStatistics } from './statistics.js';
import { statisticsPage } from './statistics-page.js';

/** The page with the statistics of the folder that was analyzed last; it follows the results and the filter. */
export class StatisticsPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #subscriptions: vscode.Disposable | undefined;

  constructor(
    private readonly results: FolderResults,
    private readonly filter: Filter,
  ) {}

  /** Opens the page, or brings it to the front. */
  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'bionote.statistics',
      vscode.l10n.t('Statistics of the folder'),
      vscode.ViewColumn.Active,
      { enableScripts: false, localResourceRoots: [], enableFindWidget: true },
    );
    this.#panel = panel;
    const draw = (): void => {
      panel.webview.html = this.#page();
    };
    this.#subscriptions = vscode.Disposable.from(
      new vscode.Disposable(this.results.onDidChange(draw)),
      this.filter.onDidChange(draw),
    );
    panel.onDidDispose(() => {
      this.#subscriptions?.dispose();
      this.#panel = undefined;
    });
    draw();
  }

  dispose(): void {
    this.#subscriptions?.dispose();
    this.#panel?.dispose();
  }

  #page(): string {
    const { name = '', notes = [] } = this.results.latest ?? {};
    const look = { nonce: randomBytes(16).toString('base64url'), language: vscode.env.language };
    const filter = filterText(this.filter.now, vscode.l10n);
    return statisticsPage(name, folderStatistics(notes, this.filter.now), filter, look, vscode.l10n);
  }
}
