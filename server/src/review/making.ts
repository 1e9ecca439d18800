import type { BratEntity } from '../formats/brat-reader.js';
import { assertionName, nameOf } from '../formats/brat-names.js';
import { entityLine, fragmentsOf } from '../formats/brat-lines.js';
import { textOf, type Span } from '../note/span.js';
import { refersTo } from './anchoring.js';
import { Refusal, type Circumstances, type Outcome, type Target } from './decision.js';
import { LineNumbers } from './line-numbers.js';
import { lastDecision, logVersion, type LogEntry, type LoggedAction, type LoggedProposal } from './log.js';
import type { Proposal } from './proposal.js';
import { isDecided, type ReviewedNote } from './reviewed-note.js';
import { otherOf, placed, type Other } from './placed.js';
import { sentenceAt } from './sentence-identity.js';
import { applyChanges, contentOf, idOf, type LineChange } from './standoff-lines.js';

/** The files as one decision makes them, change by change. */
export class Making {
  #contents: string[];
  readonly #changes: LineChange[] = [];
  readonly #entries: LogEntry[] = [];
  readonly #proposed: ReadonlySet<Proposal>;
  readonly #numbers: LineNumbers;

  constructor(
    readonly reviewed: ReviewedNote,
    private readonly circumstances: Circumstances,
  ) {
    this.#proposed = new Set(circumstances.proposals);
    this.#contents = reviewed.files.standoff.map(contentOf);
    this.#numbers = new LineNumbers(this.#contents, reviewed.log);
    for (const change of reviewed.moved) {
      this.#change([change]);
      this.#entries.push(this.#entry('moved', { changes: [change] }));
    }
  }

  /** The lines of the standoff file as they are by now. */
  get contents(): readonly string[] {
    return this.#contents;
  }

  outcome(): Outcome {
    const applied = applyChanges(this.reviewed.files.standoff, this.#changes);
    if ('conflict' in applied) throw new Refusal('conflict', idOfChange(applied.conflict));
    return { standoff: applied.lines, changed: this.#changes.length > 0, entries: this.#entries };
  }

  confirmedAt({ span, type }: Target): BratEntity | undefined {
    return this.reviewed.confirmed.find(
      (entity) =>
        entity.span.start === span.start && entity.span.end === span.end && entity.type === nameOf(type),
    );
  }

  proposalAt(target: Target): Proposal {
    if (this.confirmedAt(target)) throw new Refusal('already-confirmed');
    const { span, type } = target;
    const found = this.circumstances.proposals.find(
      (proposal) =>
        proposal.type === type && proposal.span.start === span.start && proposal.span.end === span.end,
    );
    if (!found) throw new Refusal('nothing-there');
    return found;
  }

  sentence(offset: number): { readonly index: number; readonly span: Span } {
    const index = sentenceAt(this.reviewed.note.sentences, offset);
    const sentence = this.reviewed.note.sentences[index];
    if (!sentence) throw new Refusal('no-sentence');
    return { index, span: sentence.span };
  }

  /** Adds a proposal to the file, in its assertion or in another. Returns its id there. */
  accept(action: LoggedAction, proposal: Proposal, assertion = proposal.assertion): string {
    const { id, changes } = this.#newEntity(proposal, assertion);
    this.log(action, proposal, changes);
    return id;
  }

  acceptEach(targets: readonly Target[]): void {
    const open = targets.filter((target) => !this.confirmedAt(target));
    if (open.length === 0) throw new Refusal('nothing-to-accept');
    for (const target of open) this.accept('accepted', this.proposalAt(target));
  }

  /** Rejects proposals; what is confirmed stays. */
  rejectEach(targets: readonly Target[]): void {
    const open = targets.filter((target) => !this.confirmedAt(target));
    if (open.length === 0) throw new Refusal('nothing-to-reject');
    for (const target of open) this.log('rejected', this.proposalAt(target), []);
  }

  acceptAll(fits: (proposal: Proposal) => boolean): void {
    const open = this.circumstances.proposals.filter(
      (proposal) => fits(proposal) && !this.confirmedAt(proposal) && !isDecided(this.reviewed, proposal),
    );
    if (open.length === 0) throw new Refusal('nothing-to-accept');
    for (const proposal of open) this.accept('accepted', proposal);
  }

  add({ span, type }: Target): void {
    if (!isName(type)) throw new Refusal('bad-name');
    if (this.confirmedAt({ span, type })) throw new Refusal('already-confirmed');
    const { changes } = this.#newEntity({ type, span }, undefined);
    this.log('added', { span, type, text: textOf(this.reviewed.note.text, span) }, changes);
  }

  /**
   * Takes an annotation out of the file, with what is said of it.
   *
   * @param action `removed`: it is none, and not proposed again; `withdrawn`: nobody has decided on it any more.
   */
  remove(action: 'removed' | 'withdrawn', target: Target): void {
    this.removeEntity(action, this.require(target));
  }

  /** The same of what is confirmed. `proposedBy`: the annotators who say it. */
  removeEntity(action: 'removed' | 'withdrawn', entity: BratEntity, proposedBy?: readonly string[]): void {
    const about = this.#contents.filter(
      (content) => !content.startsWith('T') && refersTo(content).includes(entity.id),
    );
    if (about.some((content) => !/^[AMR#N]/.test(content))) throw new Refusal('referred-to', entity.id);
    // Relations have notes of their own.
    const relations = about.filter((content) => content.startsWith('R')).map(idOf);
    const notes = this.#contents.filter((content) =>
      relations.some((id) => !about.includes(content) && refersTo(content).includes(id)),
    );
    const lines = [...notes, ...about, this.#lineOf(entity.id)];
    this.log(
      action,
      proposedBy ? { ...entity, proposedBy } : entity,
      lines.map((before) => ({ before })),
    );
  }

  /** Another type or another span, of what is confirmed or of a proposal. */
  rewrite(action: 'retyped' | 'resized', target: Target, type: string, span: Span): void {
    if (this.confirmedAt({ type, span })) throw new Refusal('already-confirmed');
    const entity = this.confirmedAt(target);
    if (!entity) {
      const proposal = this.proposalAt(target);
      this.log(action, proposal, this.#newEntity({ type, span }, proposal.assertion).changes);
      return;
    }
    const { text } = this.reviewed.note;
    const fragments = action === 'retyped' ? entity.fragments : this.#fragments(span);
    const after = entityLine(entity.id, type, text, fragments, this.reviewed.offsets);
    this.log(action, entity, [{ before: this.#lineOf(entity.id), after }]);
  }

  sentenceReviewed(offset: number): void {
    const sentence = this.reviewed.identities[this.sentence(offset).index];
    this.#entries.push(this.#entry('sentence-reviewed', { ...(sentence && { sentence }) }));
  }

  noteReviewed(): void {
    const note = this.circumstances.digest(this.reviewed.note.text);
    this.#entries.push(this.#entry('note-reviewed', { note }));
  }

  undo(): void {
    const last = lastDecision(this.reviewed.log, this.circumstances.by);
    if (last.length === 0) throw new Refusal('nothing-to-undo');
    for (const { entry, name } of last) {
      const changes = (entry.changes ?? []).toReversed().map(({ before, after }) => ({
        ...(after !== undefined && { before: this.#asItStands(after) }),
        ...(before !== undefined && { after: before }),
      }));
      this.#change(changes);
      this.#entries.push(this.#entry('undone', { of: name, ...(changes.length > 0 && { changes }) }));
    }
  }

  log(action: LoggedAction, said: Proposal, changes: readonly LineChange[], other?: Other): void {
    const { type, text, assertion, confidence, proposedBy } = said;
    const { start, end, inSentence, fragments, sentence } = placed(this.reviewed, said);
    const proposal: LoggedProposal = {
      type,
      start,
      end,
      text,
      ...(assertion !== undefined && { assertion }),
      ...(confidence !== undefined && { confidence }),
      ...(this.#proposed.has(said) && this.circumstances.origin),
      ...(inSentence !== undefined && { inSentence }),
      ...(fragments && { fragments }),
      ...(proposedBy && { proposedBy }),
    };
    this.#change(changes);
    this.#entries.push(
      this.#entry(action, {
        proposal,
        ...(sentence && { sentence }),
        ...(other && { other: otherOf(this.reviewed, other) }),
        ...(changes.length > 0 && { changes }),
      }),
    );
  }

  /** Changes lines, and logs that without what stood there. */
  enter(action: LoggedAction, changes: readonly LineChange[]): void {
    this.#change(changes);
    this.#entries.push(this.#entry(action, { changes }));
  }

  /** An id for a line that is to be added; never given twice. */
  nextId(kind: string): string {
    return this.#numbers.next(kind);
  }

  /** What is confirmed or proposed there, as the log names it. */
  saidOf(target: Target): Proposal {
    const { span, type, text, fragments } = this.confirmedAt(target) ?? this.proposalAt(target);
    return { span, type, text, ...(fragments && { fragments }) };
  }

  /** What stands at a place, as the log names it. */
  saidAt(span: Span, type: string): Proposal {
    return { span, type, text: textOf(this.reviewed.note.text, span) };
  }

  #entry(action: LoggedAction, more: Partial<LogEntry>): LogEntry {
    const { at, by } = this.circumstances;
    return { v: logVersion, at, by, action, ...more };
  }

  #change(changes: readonly LineChange[]): void {
    if (changes.every(({ before }) => before === undefined)) {
      // Their ids are new, and their order matters in the file alone.
      this.#contents.push(...changes.flatMap(({ after }) => after ?? []));
      this.#changes.push(...changes);
      return;
    }
    const applied = applyChanges(
      this.#contents.map((content) => `${content}\n`),
      changes,
    );
    if ('conflict' in applied) throw new Refusal('conflict', idOfChange(applied.conflict));
    this.#contents = applied.lines.map(contentOf);
    this.#changes.push(...changes);
  }

  /** A line that has moved since it was logged, as it is now: only its offsets may differ. */
  #asItStands(logged: string): string {
    if (this.#contents.includes(logged)) return logged;
    const bare = (content: string): string => content.replace(/^(T\S+\t\S+ )[\d ;]+\t/, '$1\t');
    return (
      this.#contents.find((content) => content.startsWith('T') && bare(content) === bare(logged)) ?? logged
    );
  }

  /** What is confirmed there; a refusal if nothing is. */
  require(target: Target): BratEntity {
    const entity = this.confirmedAt(target);
    if (!entity) throw new Refusal('nothing-there');
    return entity;
  }

  #lineOf(id: string): string {
    const line = this.#contents.find((content) => idOf(content) === id);
    if (line === undefined) throw new Refusal('conflict', id);
    return line;
  }

  /** The id of what is confirmed there; a proposal is accepted for it. */
  confirmedOrAccepted(target: Target): string {
    return this.confirmedAt(target)?.id ?? this.accept('accepted', this.proposalAt(target));
  }

  #fragments(span: Span): Span[] {
    const fragments = fragmentsOf(this.reviewed.note.text, span);
    if (fragments.length === 0) throw new Refusal('empty');
    return fragments;
  }

  #newEntity(
    { type, span, fragments = this.#fragments(span) }: Pick<Proposal, 'type' | 'span' | 'fragments'>,
    assertion: string | undefined,
  ): { id: string; changes: LineChange[] } {
    const id = this.nextId('T');
    const { note, offsets } = this.reviewed;
    const changes = [{ after: entityLine(id, type, note.text, fragments, offsets) }];
    if (assertion !== undefined) {
      changes.push({ after: `${this.nextId('A')}\t${assertionName} ${id} ${assertion}` });
    }
    return { id, changes };
  }
}

function idOfChange({ before, after }: LineChange): string {
  return idOf(before ?? after ?? '');
}

/** Whether standoff can hold a type or a code. */
export function isName(name: string): boolean {
  return /^[^\s:;|#]+$/u.test(nameOf(name));
}
