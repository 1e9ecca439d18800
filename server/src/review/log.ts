import { contentOf, type LineChange, type Lines } from './standoff-lines.js';
import type { Digest, SentenceIdentity } from './sentence-identity.js';

/** The version of the log's form that is written, and the newest that is understood. */
export const logVersion = 1;

export const loggedActions = [
  'accepted',
  'rejected',
  'retyped',
  'resized',
  'asserted',
  'added',
  'imported',
  'removed',
  'withdrawn',
  'related',
  'contradicted',
  'relation-rejected',
  'contradiction-rejected',
  'moved',
  'sentence-reviewed',
  'note-reviewed',
  'undone',
] as const;

export type LoggedAction = (typeof loggedActions)[number];

/** What proposed a mention. */
export interface ProposalOrigin {
  readonly model?: string;
  /** Of the model's weights and template, as its engine tells it. */
  readonly modelDigest?: string;
  readonly dialect?: string;
  /** The version of the prompt, or of the question to an encoder. */
  readonly prompt?: string;
}

/** What a model had proposed, or what stood there before. Offsets count code points of the note, as in the file. */
export interface LoggedProposal extends ProposalOrigin {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly assertion?: string;
  readonly confidence?: number;
  /** Where it starts in its sentence, in UTF-16 code units. */
  readonly inSentence?: number;
  /** Its parts in order, each from and to a code point of the note, where it is of more than one. */
  readonly fragments?: readonly (readonly [number, number])[];
  /** The annotators who said it, where people or models were compared. */
  readonly proposedBy?: readonly string[];
}

/** The tail of a relation, or the other statement of a contradiction. */
export interface LoggedOther extends Pick<
  LoggedProposal,
  'type' | 'start' | 'end' | 'text' | 'inSentence' | 'fragments'
> {
  /** Of the relation; absent for a contradiction. */
  readonly code?: string;
  readonly sentence?: SentenceIdentity;
}

/** One line of `NOTE.review.jsonl`. Lines are only ever added. */
export interface LogEntry {
  readonly v: number;
  /** ISO 8601, UTC. Entries of one decision, such as "accept all of the sentence", have the same. */
  readonly at: string;
  /** As the setting says; empty if it is. */
  readonly by: string;
  readonly action: LoggedAction;
  readonly proposal?: LoggedProposal;
  readonly sentence?: SentenceIdentity;
  /** Of two that belong together, the one that is not the proposal. */
  readonly other?: LoggedOther;
  /** The digest of the whole note, where that was reviewed. */
  readonly note?: string;
  /** What became of the lines of the standoff file. */
  readonly changes?: readonly LineChange[];
  /** Of an undone entry: the digest of its line. */
  readonly of?: string;
}

/** An entry with the name by which it is undone. */
export interface KeptEntry {
  readonly entry: LogEntry;
  readonly name: string;
}

export interface ReadLog {
  /** Those that were not undone, in order. */
  readonly live: readonly KeptEntry[];
  /** All that could be read. */
  readonly entries: readonly KeptEntry[];
  /** Lines that could not be read, counted from 1. They stay in the file. */
  readonly unreadable: readonly number[];
  /** Whether a later version of BioNote wrote to it: then it is not written to. */
  readonly newer: boolean;
}

/** Reads a log. Never throws. */
export function readLog(lines: Lines, digest: Digest): ReadLog {
  const entries: KeptEntry[] = [];
  const unreadable: number[] = [];
  const undone = new Set<string>();
  let newer = false;
  for (const [index, line] of lines.entries()) {
    const content = contentOf(line);
    if (content.trim() === '') continue;
    const entry = readEntry(content);
    if (entry === 'newer') newer = true;
    else if (entry === undefined) unreadable.push(index + 1);
    else {
      entries.push({ entry, name: digest(content).slice(0, 16) });
      if (entry.action === 'undone' && entry.of !== undefined) undone.add(entry.of);
    }
  }
  const live = entries.filter(({ entry, name }) => entry.action !== 'undone' && !undone.has(name));
  return { live, entries, unreadable, newer };
}

function readEntry(content: string): LogEntry | 'newer' | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || typeof value['v'] !== 'number') return undefined;
  if (value['v'] > logVersion) return 'newer';
  const { at, by, action, proposal, sentence, other, changes } = value;
  const fits =
    typeof at === 'string' &&
    typeof by === 'string' &&
    loggedActions.some((known) => known === action) &&
    (proposal === undefined || isProposal(proposal)) &&
    (sentence === undefined || isSentence(sentence)) &&
    (other === undefined || isProposal(other)) &&
    (changes === undefined || (Array.isArray(changes) && changes.every(isChange)));
  return fits ? (value as unknown as LogEntry) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isProposal(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['type'] === 'string' &&
    typeof value['text'] === 'string' &&
    typeof value['start'] === 'number' &&
    typeof value['end'] === 'number' &&
    (value['fragments'] === undefined || isPlaces(value['fragments']))
  );
}

function isPlaces(value: unknown): boolean {
  const isPlace = (place: unknown): boolean =>
    Array.isArray(place) && place.length === 2 && place.every((offset) => typeof offset === 'number');
  return Array.isArray(value) && value.every(isPlace);
}

function isSentence(value: unknown): boolean {
  return isRecord(value) && typeof value['hash'] === 'string';
}

function isChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return [value['before'], value['after']].every(
    (line) => line === undefined || (typeof line === 'string' && !/[\r\n]/.test(line)),
  );
}

/** The lines that entries add to a log. A last line without an end, such as one cut off by a full disk, gets one. */
export function appended(lines: Lines, entries: readonly LogEntry[]): string {
  const last = lines.at(-1);
  const gap = last !== undefined && !last.endsWith('\n') ? '\n' : '';
  return gap + entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** What is undone next: the last decision of `by`, which can be of several entries, the last of them first. */
export function lastDecision({ live }: ReadLog, by: string): readonly KeptEntry[] {
  // A move is no decision: it follows from an edit of the text.
  const own = live.filter(({ entry }) => entry.by === by && entry.action !== 'moved');
  const at = own.at(-1)?.entry.at;
  return own.filter(({ entry }) => entry.at === at).toReversed();
}
