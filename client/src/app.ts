import type * as vscode from 'vscode';
import type { Checks } from './checks/checks.js';
import type { FolderProblems } from './folder/folder-problems.js';
import type { FolderResults } from './folder/folder-results.js';
import type { StatisticsPanel } from './folder/statistics-panel.js';
import type { GraphPanel } from './graph/graph-panel.js';
import type { Highlighter } from './highlights/highlighter.js';
import type { LineRelations } from './line-relations/line-relations.js';
import type { NoteEditors } from './note-editors.js';
import type { Filter } from './panel/findings-filter.js';
import type { FindingsPanel } from './panel/findings-panel.js';
import type { FindingsSource } from './panel/findings-source.js';
import type { Server } from './server.js';
import type { Failures } from './status/failures.js';
import type { Switched } from './switched.js';
import type { VirtualDocuments } from './virtual-documents.js';
import type { WrittenPages } from './written/written-pages.js';

/** What commands work with; built once, at activation. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly switched: Switched;
  readonly failures: Failures;
  readonly editors: NoteEditors;
  readonly highlighter: Highlighter;
  readonly documents: VirtualDocuments;
  readonly findings: FindingsSource;
  readonly filter: Filter;
  readonly panel: FindingsPanel;
  readonly checks: Checks;
  readonly graph: GraphPanel;
  readonly lineRelations: LineRelations;
  readonly folder: FolderResults;
  readonly folderProblems: FolderProblems;
  readonly statistics: StatisticsPanel;
  readonly pages: WrittenPages;
}
