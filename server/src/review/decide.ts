import { adjudicate } from './adjudicate.js';
import { assert } from './assertions.js';
import { contradict, rejectContradiction, uncontradict } from './contradictions.js';
import { Refusal, type Circumstances, type Decision, type Outcome } from './decision.js';
import { importEach } from './importing.js';
import { isName, Making } from './making.js';
import { rejectRelation, relate, unrelate } from './relations.js';
import type { ReviewedNote } from './reviewed-note.js';

/**
 * Carries out a decision: the lines that the files get. Nothing is written here.
 *
 * @throws Refusal if it cannot be carried out.
 */
export function decide(reviewed: ReviewedNote, decision: Decision, circumstances: Circumstances): Outcome {
  if (reviewed.log.newer) throw new Refusal('newer-log');
  const making = new Making(reviewed, circumstances);
  carryOut(making, decision);
  return making.outcome();
}

/** The lines and entries that follow from an edit of the text: moved annotations, and nothing that is not certain. */
export function followText(reviewed: ReviewedNote, circumstances: Circumstances): Outcome {
  if (reviewed.log.newer) throw new Refusal('newer-log');
  return new Making(reviewed, circumstances).outcome();
}

function carryOut(making: Making, decision: Decision): void {
  switch (decision.action) {
    case 'accept':
      making.accept('accepted', making.proposalAt(decision.target));
      return;
    case 'add':
      making.add(decision.target);
      return;
    case 'reject': {
      const { target } = decision;
      if (making.confirmedAt(target)) making.remove('removed', target);
      else making.log('rejected', making.proposalAt(target), []);
      return;
    }
    case 'remove':
      making.remove('removed', decision.target);
      return;
    case 'retype':
      if (!isName(decision.type)) throw new Refusal('bad-name');
      making.rewrite('retyped', decision.target, decision.type, decision.target.span);
      return;
    case 'resize':
      making.rewrite('resized', decision.target, decision.target.type, decision.span);
      return;
    case 'assert':
      assert(making, decision.target, decision.assertion);
      return;
    case 'relate':
      if (!isName(decision.code)) throw new Refusal('bad-name');
      relate(making, decision);
      return;
    case 'unrelate':
      unrelate(making, decision);
      return;
    case 'rejectRelation':
      rejectRelation(making, decision);
      return;
    case 'acceptEach':
      making.acceptEach(decision.targets);
      return;
    case 'rejectEach':
      making.rejectEach(decision.targets);
      return;
    case 'withdrawEach':
      for (const target of decision.targets) making.remove('withdrawn', target);
      return;
    case 'contradict':
      contradict(making, decision);
      return;
    case 'uncontradict':
      uncontradict(making, decision);
      return;
    case 'import':
      importEach(making, decision.said);
      return;
    case 'rejectContradiction':
      rejectContradiction(making, decision);
      return;
    case 'adjudicate':
      adjudicate(making, decision);
      return;
    case 'acceptSentence': {
      const { span } = making.sentence(decision.offset);
      making.acceptAll(({ span: { start } }) => span.start <= start && start < span.end);
      return;
    }
    case 'acceptType':
      making.acceptAll(
        ({ type, confidence = 0 }) => type === decision.type && confidence >= decision.confidence,
      );
      return;
    case 'sentenceReviewed':
      making.sentenceReviewed(decision.offset);
      return;
    case 'noteReviewed':
      making.noteReviewed();
      return;
    case 'undo':
      making.undo();
  }
}
