import { CodeActionKind, TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import { tokenLegend } from '../features/semantic-tokens.js';
import type { ClientFeatures } from './initialization.js';
import { serverCommands } from '../shared/protocol.js';

/** How the outline is offered, at the start or later. */
export const outlineOptions = { label: 'BioNote' };

/** What the server offers to a client that can do `features`. */
export function serverCapabilities(features: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    hoverProvider: true,
    documentHighlightProvider: true,
    ...(!features.outlineChanges && { documentSymbolProvider: outlineOptions }),
    definitionProvider: true,
    referencesProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    semanticTokensProvider: {
      // BioNote's own client contributes token types and draws highlights itself.
      legend: tokenLegend(features.annotations),
      full: true,
      range: true,
    },
    executeCommandProvider: { commands: Object.values(serverCommands) },
    ...(features.pullDiagnostics && {
      diagnosticProvider: {
        identifier: 'bionote',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
  };
}
