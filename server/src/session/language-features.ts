import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type SemanticTokens,
} from 'vscode-languageserver';
import { provideCodeActions } from '../features/code-action.js';
import { provideDefinition } from '../features/definition.js';
import { provideDocumentHighlights } from '../features/document-highlight.js';
import { provideDocumentSymbols } from '../features/document-symbol.js';
import { executeCommand } from '../features/execute-command.js';
import { provideHover } from '../features/hover.js';
import { spanOf, type NoteView } from '../features/note-view.js';
import { provideReferences } from '../features/references.js';
import { decided } from './decided.js';
import { plainly, safely } from './safely.js';
import { provideSemanticTokens } from '../features/semantic-tokens.js';
import type { Session } from './session.js';
import { MentionLinks } from './written-messages.js';

/** Answers standard LSP requests from the last snapshot of the note. */
export function bindLanguageFeatures(connection: Connection, session: () => Session): void {
  /** An answer about an analyzed document; `nothing` for any other. */
  const about =
    <P extends { readonly textDocument: { readonly uri: string } }, T>(
      what: string,
      nothing: T,
      answer: (view: NoteView, params: P, token: CancellationToken) => T | Promise<T>,
    ) =>
    (params: P, token: CancellationToken) =>
      safely(what, session().log, token, nothing, () => {
        const view = session().notes.view(params.textDocument.uri);
        return view ? answer(view, params, token) : nothing;
      });

  const links = new MentionLinks(session);
  const noTokens: SemanticTokens = { data: [] };
  connection.onHover(
    about('hover', null, (view, { position }, token) => {
      const { explanations, client, parts } = session();
      const { clientCommands } = client;
      // Where no model was needed yet, the one that comes may be able to.
      const explains = parts.models.selected?.explains !== false;
      return provideHover(view, position, { explanations, clientCommands, explains }, token);
    }),
  );
  connection.onDocumentHighlight(
    about('document highlight', null, (view, { position }) => provideDocumentHighlights(view, position)),
  );
  connection.onDocumentSymbol(about('document symbol', null, (view) => provideDocumentSymbols(view)));
  connection.onDefinition(
    about('definition', null, (view, { position }) => {
      links.wanted(view.analysis.uri);
      return provideDefinition(view, position, session().client.definitionLinks);
    }),
  );
  connection.onReferences(
    about('references', null, (view, { position, context }) => {
      links.wanted(view.analysis.uri);
      return provideReferences(view, position, context.includeDeclaration);
    }),
  );
  connection.onCodeAction(
    about('code action', null, (view, { range, context }) =>
      provideCodeActions(view, range, context, { showDocument: session().client.showDocument }),
    ),
  );
  connection.languages.semanticTokens.on(
    about('semantic tokens', noTokens, (view, { textDocument }) =>
      session().colours(textDocument.uri) ? provideSemanticTokens(view) : noTokens,
    ),
  );
  connection.languages.semanticTokens.onRange(
    about('semantic tokens', noTokens, (view, { textDocument, range }) =>
      session().colours(textDocument.uri)
        ? provideSemanticTokens(view, spanOf(view.document, range))
        : noTokens,
    ),
  );
  connection.languages.diagnostics.on(({ textDocument }, token) =>
    safely(
      'diagnostics',
      session().log,
      token,
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      () => ({
        kind: DocumentDiagnosticReportKind.Full,
        items: session().diagnostics(textDocument.uri),
      }),
    ),
  );
  connection.onExecuteCommand(({ command, arguments: args }, token) =>
    plainly('command', session().log, token, async () => {
      const { parts } = session();
      await executeCommand(command, args, {
        ignorePair: (uri, key) => parts.analysis.ignore(uri, key),
        showIgnored: (key) => parts.analysis.showIgnored(key),
        decide: async (uri, decision) => {
          await decided(session(), { uri, ...decision });
        },
        show: (uri, range) => session().show(uri, range),
        retry: () => {
          session().retry();
        },
      });
      return null;
    }),
  );
}
