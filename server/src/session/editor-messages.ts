import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import type { WorkDone } from './background.js';
import type { PublisherParts } from './publisher.js';
import { quietly, type Log } from './safely.js';
import type { ClientFeatures } from './initialization.js';
import { AnnotationsRequest, type Notifications } from '../shared/protocol.js';

/** Sends one of BioNote's custom notifications. A closed connection is logged and otherwise ignored. */
export function tell<M extends keyof Notifications>(
  connection: Connection,
  log: Log,
  { method }: { readonly method: M },
  params: Notifications[M],
): void {
  void quietly(method, log, () => connection.sendNotification(method, params));
}

/** How to send results to this client. Diagnostics are pushed or pulled, never both. */
export function editorOf(
  connection: Connection,
  client: ClientFeatures,
  log: Log,
): Pick<PublisherParts, 'sendDiagnostics' | 'refreshDiagnostics' | 'sendAnnotations' | 'refreshTokens'> {
  const { diagnostics, semanticTokens } = connection.languages;
  return {
    ...(!client.pullDiagnostics && {
      sendDiagnostics: (uri, found, version) => {
        const params = { uri, diagnostics: found, ...(version !== undefined && { version }) };
        void quietly('diagnostics', log, () => connection.sendDiagnostics(params));
      },
    }),
    ...(client.pullDiagnostics &&
      client.diagnosticRefresh && {
        refreshDiagnostics: () => {
          void quietly('diagnostics', log, () => diagnostics.refresh());
        },
      }),
    ...(client.annotations && {
      sendAnnotations: async (change) => {
        let taken = false;
        await quietly('annotations', log, async () => {
          await connection.sendRequest(AnnotationsRequest.method, change);
          taken = true;
        });
        return taken;
      },
    }),
    ...(client.tokenRefresh && {
      refreshTokens: () => {
        void quietly('semantic tokens', log, () => semanticTokens.refresh());
      },
    }),
  };
}

/** Opens a progress display that the user can cancel. */
export async function startWorkDone(connection: Connection, uri: string): Promise<WorkDone> {
  const reporter = await connection.window.createWorkDoneProgress();
  reporter.begin(l10n.t('BioNote: analyzing {0}', tabName(uri)), 0, undefined, true);
  return {
    report: (percentage) => {
      reporter.report(percentage);
    },
    done: () => {
      reporter.done();
    },
    onCancel: (listener) => {
      reporter.token.onCancellationRequested(listener);
    },
  };
}

/** The name on a document's tab: the file's name, or `Untitled-1` if it was never saved. */
function tabName(uri: string): string {
  const path = uri.replace(/^[a-z][a-z\d+.-]*:/i, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
