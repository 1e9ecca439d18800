import { TextDocument } from 'vscode-languageserver-textdocument';
import { classify } from '../analysis/writing/classification.js';
import { linkMentions } from '../analysis/writing/coreference.js';
import { noteFromDialogue } from '../analysis/writing/dialogue.js';
import { listMedications } from '../analysis/writing/medications.js';
import { writes, type NoteParts } from '../analysis/writing/note-parts.js';
import { answerQuestion } from '../analysis/writing/question.js';
import { summarize } from '../analysis/writing/summary.js';
import {
  askResultOf,
  dialogueResultOf,
  medicationsResultOf,
  summarizeResultOf,
} from '../features/written.js';
import { spanOf } from '../features/note-view.js';
import * as protocol from '../shared/protocol.js';
import { arrivingAnswer } from '../tasks/answer/answer.js';
import { quietly } from './safely.js';
import type { Session } from './session.js';
import { withUnopened } from './unopened-text.js';

/** Answers a request of the client, whose failure may show in the status. */
export type Answering = <M extends keyof protocol.Requests>(
  request: { readonly method: M },
  answer: (params: protocol.Requests[M][0], signal: AbortSignal) => Promise<protocol.Requests[M][1]>,
) => void;

/**
 * Answers the messages by which a model writes about an open note.
 *
 * @param report sends what has arrived of an answer.
 */
export function bindWrittenMessages(
  asked: Answering,
  session: () => Session,
  report: (token: string | number, progress: protocol.AskProgress) => void,
): void {
  const about = (uri: string, signal: AbortSignal): Promise<NoteParts> => {
    session().notes.document(uri);
    return session().parts.analysis.about(uri, signal);
  };

  asked(protocol.AskRequest, async ({ uri, question, choices, partialResultToken: token }, signal) => {
    let reply = '';
    let shown = '';
    const outcome = await answerQuestion(
      await about(uri, signal),
      { text: question, ...(choices && { choices }) },
      signal,
      (text) => {
        reply += text;
        const soFar = arrivingAnswer(reply);
        if (token === undefined || soFar === shown) return;
        shown = soFar;
        report(token, { soFar });
      },
    );
    if (outcome.kind !== 'none') session().worked();
    return askResultOf(outcome, session().notes.document(uri));
  });

  asked(protocol.AskTextRequest, async ({ questions, ...text }, signal) => {
    const { analysis } = session().parts;
    const document = TextDocument.create(text.uri, '', 0, text.text);
    const answers = await withUnopened(analysis, text, async (name) => {
      const parts = await analysis.about(name, signal);
      return Promise.all(questions.map((question) => answerQuestion(parts, question, signal)));
    });
    if (answers.some(({ kind }) => kind !== 'none')) session().worked();
    return { answers: answers.map((outcome) => askResultOf(outcome, document)) };
  });

  asked(protocol.SummarizeRequest, async ({ uri, form, range }, signal) => {
    const span = range && spanOf(session().notes.document(uri), range);
    const outcome = await summarize(await about(uri, signal), form, span, signal);
    if (outcome.groups.length > 0) session().worked();
    return summarizeResultOf(outcome, session().notes.document(uri));
  });

  asked(protocol.MedicationsRequest, async ({ uri }, signal) => {
    const { notes } = session();
    // Contradicting statuses show among the problems of the note.
    notes.show(uri);
    const outcome = await listMedications(await about(uri, signal), signal);
    session().worked();
    return medicationsResultOf(outcome, notes.document(uri));
  });

  asked(protocol.DialogueRequest, async ({ uri }, signal) => {
    const outcome = await noteFromDialogue(await about(uri, signal), signal);
    if (outcome.sections.length > 0) session().worked();
    return dialogueResultOf(outcome, session().notes.document(uri));
  });

  asked(protocol.ClassifyRequest, async ({ uri, labels }, signal) => {
    const outcome = await classify(await about(uri, signal), labels, signal);
    if (outcome.failed < outcome.labels.length) session().worked();
    return outcome;
  });
}

/**
 * Links the mentions of a note in the background, at the first request for mentions of the same thing; later
 * answers use the links. Does nothing if the model does not write, and never fails.
 */
export class MentionLinks {
  /** The version and the mentions for which each note was linked last: more mentions may be found of the same text. */
  readonly #linked = new WeakMap<NoteParts['document'], string>();

  constructor(private readonly session: () => Session) {}

  wanted(uri: string): void {
    const { log, parts } = this.session();
    // No model is looked for because somebody points at a word.
    if (parts.models.selected?.explains !== true) return;
    void quietly('links', log, async () => {
      const { signal } = new AbortController();
      const given = await parts.analysis.about(uri, signal, 'background');
      const { document, runtime } = given;
      const mentions = parts.analysis.snapshot(uri)?.entities.length ?? 0;
      const state = `${document.version} ${mentions}`;
      if (!writes(runtime) || this.#linked.get(document) === state) return;
      this.#linked.set(document, state);
      let failed = 1;
      try {
        ({ failed } = await linkMentions(given, signal));
      } finally {
        // What failed is tried again when somebody asks again.
        if (failed > 0 && this.#linked.get(document) === state) this.#linked.delete(document);
      }
    });
  }
}
