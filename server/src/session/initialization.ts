import type { ClientCapabilities } from 'vscode-languageserver';
import * as z from 'zod';
import type { InitializationOptions } from '../shared/protocol.js';

const path = z.string().min(1).max(4096);

const shape = z.object({
  storagePath: path.optional().catch(undefined),
  extensionPath: path.optional().catch(undefined),
  annotations: z.boolean().optional().catch(undefined),
  clientCommands: z.boolean().optional().catch(undefined),
  settings: z.unknown().optional(),
  switched: z.record(z.string(), z.boolean()).optional().catch(undefined),
  serverKey: z.string().max(4096).optional().catch(undefined),
  l10nPath: path.optional().catch(undefined),
});

/** Checks a client's `initializationOptions`. Unusable values are left out. */
export function readInitializationOptions(value: unknown): InitializationOptions {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return {};
  return Object.fromEntries(Object.entries(parsed.data).filter(([, option]) => option !== undefined));
}

/** Which of the capabilities that BioNote uses this client has. */
export interface ClientFeatures {
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  /** The client pulls diagnostics, so none are pushed. */
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly tokenRefresh: boolean;
  /** The outline provider can be registered again, which is how the outline follows the analysis. */
  readonly outlineChanges: boolean;
  readonly workDoneProgress: boolean;
  /** The client watches files for the server. */
  readonly fileChanges: boolean;
  readonly showDocument: boolean;
  readonly definitionLinks: boolean;
  /** The client draws highlights itself. */
  readonly annotations: boolean;
  readonly clientCommands: boolean;
}

/** Reads a client's capabilities. */
export function clientFeaturesOf(
  { textDocument, workspace, window }: ClientCapabilities,
  options: InitializationOptions,
): ClientFeatures {
  const pull = textDocument?.diagnostic;
  return {
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    pullDiagnostics: pull !== undefined,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      (pull?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    tokenRefresh: workspace?.semanticTokens?.refreshSupport === true,
    outlineChanges: textDocument?.documentSymbol?.dynamicRegistration === true,
    fileChanges: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    showDocument: window?.showDocument?.support === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    annotations: options.annotations === true,
    clientCommands: options.clientCommands === true,
  };
}
