/** Makes a report on BioNote's state, ready to be shown to others: no text of notes, no paths, no addresses, no keys. */
export const DiagnosticsReportRequest = { method: 'bionote/diagnosticsReport' } as const;
export interface DiagnosticsReportParams {
  /** What the editor says of itself; what does not look like a name or a version is left out. */
  readonly editor?: {
    readonly name: string;
    readonly version: string;
    /** Version of the extension. */
    readonly extension: string;
    /** "desktop" or "web". */
    readonly kind: string;
    /** The kind of remote, such as "ssh-remote"; absent if the window is local. */
    readonly remote?: string;
  };
}
export interface DiagnosticsReportResult {
  readonly markdown: string;
  /** Whether the model that is chosen can be used. */
  readonly works: boolean;
}
