import { readBrat, type BratEntity, type BratProblem, type BratRelation } from '../formats/brat-reader.js';
import { readContradictions, type BratContradiction } from '../formats/brat-contradictions.js';
import { offsetMap } from '../formats/code-points.js';
import type { Note } from '../note/note.js';
import { anchor, type KnownPlaces, type Stale } from './anchoring.js';
import { DecidedProposals } from './decided-proposals.js';
import { readLog, type ReadLog } from './log.js';
import type { MeasuredNote, Proposal } from './proposal.js';
import type { Digest } from './sentence-identity.js';
import { RejectedPairs } from './rejected-pairs.js';
import { identityKey, sentenceIdentities } from './sentence-identity.js';
import type { LineChange, Lines } from './standoff-lines.js';

/** The two files beside a note, as they were read. Absent files have no lines. */
export interface ReviewFiles {
  readonly standoff: Lines;
  readonly log: Lines;
}

/** What people have said of a note, for one text of it. Immutable. */
export interface ReviewedNote extends MeasuredNote {
  readonly files: ReviewFiles;
  readonly log: ReadLog;
  /** The contents of the standoff file's lines for this text; stale ones empty. */
  readonly contents: readonly string[];
  readonly confirmed: readonly BratEntity[];
  readonly relations: readonly BratRelation[];
  readonly contradictions: readonly BratContradiction[];
  /** Lines that have to change because the text has. */
  readonly moved: readonly LineChange[];
  readonly stale: readonly Stale[];
  /** Lines of the standoff file that cannot be used. */
  readonly problems: readonly BratProblem[];
  /** Proposals that are not made again. */
  readonly decided: DecidedProposals;
  /** Relations and contradictions that are not proposed again. */
  readonly rejected: RejectedPairs;
  /** Indices of the sentences that somebody said were reviewed. */
  readonly reviewedSentences: ReadonlySet<number>;
  /** `edited`: it was reviewed, and its text has changed since. */
  readonly noteReviewed: 'no' | 'yes' | 'edited';
}

/** Reads the files for the text of `note`. Never throws. */
export function reviewedNote(
  note: Note,
  files: ReviewFiles,
  digest: Digest,
  known?: KnownPlaces,
): ReviewedNote {
  const { contents, moved, stale } = anchor(files.standoff, note.text, known);
  const standoff = contents.join('\n');
  const offsets = offsetMap(note.text);
  const { value, problems } = readBrat(standoff, note.text);
  const log = readLog(files.log, digest);
  const identities = sentenceIdentities(note.sentences, digest);
  const decided = new DecidedProposals();
  const rejected = new RejectedPairs();
  const reviewedKeys = new Set<string>();
  let reviewedText: string | undefined;
  for (const { entry } of log.live) {
    const { action, sentence } = entry;
    decided.take(entry);
    rejected.take(entry);
    if (action === 'sentence-reviewed' && sentence) reviewedKeys.add(identityKey(sentence));
    if (action === 'note-reviewed') reviewedText = entry.note;
  }
  const noteReviewed =
    reviewedText === undefined ? 'no' : reviewedText === digest(note.text) ? 'yes' : 'edited';
  const reviewedSentences = new Set<number>();
  for (const [index, identity] of identities.entries()) {
    if (noteReviewed === 'yes' || reviewedKeys.has(identityKey(identity))) reviewedSentences.add(index);
  }
  return {
    note,
    files,
    log,
    offsets,
    identities,
    contents,
    confirmed: value.entities,
    relations: value.relations,
    contradictions: readContradictions(standoff, offsets),
    moved,
    stale,
    problems,
    decided,
    rejected,
    reviewedSentences,
    noteReviewed,
  };
}

/** Whether somebody has decided against a proposal for the sentence that it is in. */
export function isDecided(reviewed: ReviewedNote, proposal: Proposal): boolean {
  return reviewed.decided.has(reviewed, proposal);
}
