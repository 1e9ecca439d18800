import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { findingOf } from './annotators-words.js';
import { spanOf } from '../features/note-view.js';
import type { Decision, Target } from '../review/decision.js';
import type { ReviewedMention, ReviewParams } from '../shared/review.js';
import { assertions } from '../tasks/ner/entity.js';

/**
 * What a client asks for, in spans of the document.
 *
 * @throws ResponseError if the request lacks something.
 */
export function decisionOf(params: ReviewParams, document: TextDocument): Decision {
  const needed = <T>(value: T | undefined): T => {
    if (value === undefined)
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'incomplete review request');
    return value;
  };
  const at = (mention: ReviewedMention | undefined): Target => {
    const { range, type } = needed(mention);
    return { span: spanOf(document, range), type };
  };
  const { action } = params;
  switch (action) {
    case 'accept':
    case 'reject':
    case 'remove':
    case 'add':
      return { action, target: at(params.target) };
    case 'retype':
      return { action, target: at(params.target), type: needed(params.value) };
    case 'assert':
      return {
        action,
        target: at(params.target),
        assertion: needed(assertions.find((one) => one === params.value)),
      };
    case 'resize':
      return { action, target: at(params.target), span: spanOf(document, needed(params.range)) };
    case 'relate':
    case 'unrelate':
    case 'rejectRelation':
      return { action, target: at(params.target), tail: at(params.tail), code: needed(params.value) };
    case 'acceptEach':
    case 'rejectEach':
    case 'withdrawEach':
      return { action, targets: needed(params.targets).map(at) };
    case 'contradict':
    case 'uncontradict':
    case 'rejectContradiction': {
      const { premise, hypothesis } = needed(params.statements);
      return { action, premise: spanOf(document, premise), hypothesis: spanOf(document, hypothesis) };
    }
    case 'adjudicate':
      return {
        action,
        taken: needed(params.taken).map((each) => findingOf(each, document)),
        left: needed(params.left).map((each) => findingOf(each, document)),
      };
    case 'acceptSentence':
    case 'sentenceReviewed':
      return { action, offset: document.offsetAt(needed(params.position)) };
    case 'acceptType':
      return { action, type: needed(params.value), confidence: params.confidence ?? 0 };
    case 'noteReviewed':
    case 'undo':
      return { action };
    case 'refresh':
    default:
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'unknown review action');
  }
}
