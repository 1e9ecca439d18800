import type { EngineFacts } from '../models/engine-facts.js';
import type { Settings } from '../shared/settings.js';

/** What runs BioNote. */
export interface MachineFacts {
  /** Absent where the extension's manifest cannot be read. */
  readonly bionote?: string;
  readonly node: string;
  /** Where the editor's own runtime stands in for Node. */
  readonly electron?: string;
  /** As Node names them. */
  readonly platform: string;
  readonly arch: string;
  /** Linux only: "glibc 2.36", "musl". */
  readonly libc?: string;
}

export interface CacheFacts {
  readonly enabled: boolean;
  /** Absent if nothing is kept on disk. */
  readonly folder?: { readonly writable: boolean; readonly bytes: number };
}

/** What is known of the parts. */
export interface PartsFacts {
  readonly machine: MachineFacts;
  readonly engines: EngineFacts;
  readonly cache: CacheFacts;
}

/** A kind of error, and how often and how long ago it came. */
export interface ErrorCount {
  readonly code: string;
  readonly count: number;
  /** Since the last one. */
  readonly secondsAgo: number;
}

/** What an editor says of itself. */
export interface EditorFacts {
  readonly name: string;
  readonly version: string;
  /** Version of the extension. */
  readonly extension: string;
  /** "desktop" or "web". */
  readonly kind: string;
  /** The kind of remote, such as "ssh-remote"; absent if the window is local. */
  readonly remote?: string;
}

/** All that a report is made from. None of it holds text of a note, a path, a key or an address, but for the settings. */
export interface ReportFacts extends PartsFacts {
  readonly settings: Settings;
  readonly defaults: Settings;
  /** Full names of settings with unusable values. */
  readonly wrongSettings: readonly string[];
  /** Absent if nobody counts them. */
  readonly errors?: readonly ErrorCount[];
  readonly editor?: EditorFacts;
}
