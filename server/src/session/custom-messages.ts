import {
  LSPErrorCodes,
  ProgressType,
  ResponseError,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import * as l10n from '@vscode/l10n';
import type { Relation } from '../analysis/note-analysis.js';
import { summaryOf } from '../features/analyze.js';
import { adjudication } from './adjudication.js';
import { withSignal } from './cancellation.js';
import { decided, imported } from './decided.js';
import { diagnosticsReport } from './diagnostics-report.js';
import { checkResultOf } from '../features/check.js';
import { compareResultOf } from '../features/compare.js';
import { explanationOf } from '../features/explain.js';
import { computeFindings } from '../features/findings.js';
import { spanOf, viewOf, type NoteView } from '../features/note-view.js';
import { relationsAt } from '../features/relations.js';
import { exportableText, exportOfNotes, exportOfOpenNote } from './note-export.js';
import { PullReporter } from './pull-reporter.js';
import { plainly, quietly } from './safely.js';
import * as protocol from '../shared/protocol.js';
import { measured } from './measuring.js';
import { reviewStates } from './review-states.js';
import type { Session } from './session.js';
import { analyzeUnopened } from './unopened-text.js';
import { bindWrittenMessages } from './written-messages.js';

/** Answers BioNote's custom messages: what the user requests by a command. */
export function bindCustomMessages(connection: Connection, session: () => Session): void {
  /** A request ends with its token; its failure is answered with what can be done about it. */
  const answered = <M extends keyof protocol.Requests>(
    { method }: { readonly method: M },
    answer: (params: protocol.Requests[M][0], signal: AbortSignal) => Promise<protocol.Requests[M][1]>,
  ): void => {
    connection.onRequest(method, (params: protocol.Requests[M][0], token: CancellationToken) =>
      plainly(
        method,
        session().log,
        token,
        async () => {
          await session().ready;
          return withSignal(token, (signal) => answer(params, signal)).catch((error: unknown) => {
            session().errors.ended(error);
            throw error;
          });
        },
        (code) => session().actionsFor(code),
      ),
    );
  };

  /** A request that calls the model in use: its failure may show in the status too. */
  const asked: typeof answered = (request, answer) => {
    answered(request, async (params, signal) => {
      try {
        return await answer(params, signal);
      } catch (error) {
        const isAnalysis = request.method === protocol.AnalyzeRequest.method;
        session().state.failed(error, isAnalysis ? 'analysis' : 'request');
        throw error;
      }
    });
  };

  const report = (
    token: string | number,
    progress:
      protocol.ExplainProgress | protocol.PullProgress | protocol.MeasureProgress | protocol.AskProgress,
  ): void => {
    void quietly('progress', session().log, () =>
      connection.sendProgress(new ProgressType<typeof progress>(), token, progress),
    );
  };

  asked(protocol.AnalyzeRequest, async ({ uri, range }, signal) => {
    const { notes, parts } = session();
    if (range) notes.show(uri);
    else notes.want(uri);
    const span = range && spanOf(notes.document(uri), range);
    const analysis = await parts.analysis.analyze(uri, {
      ...(span && { range: span }),
      signal,
      priority: 'asked',
    });
    session().worked();
    session().errors.ended(undefined, analysis);
    return summaryOf(analysis);
  });

  asked(protocol.AnalyzeTextRequest, async (params, signal) => {
    const analysis = await analyzeUnopened(session().parts.analysis, params, signal);
    const failed = analysis.failures.length;
    if (failed < analysis.progress.total) session().worked();
    return { findings: computeFindings(viewOf(analysis), session().schema), failed };
  });

  asked(protocol.CheckRequest, async ({ uri, statement }, signal) => {
    const { notes, parts } = session();
    notes.document(uri);
    const outcome = await parts.analysis.check(uri, statement, signal);
    if (outcome.failed < outcome.compared) session().worked();
    return checkResultOf(outcome, notes.document(uri));
  });

  asked(protocol.CompareRequest, async ({ first, second }, signal) => {
    const { notes, parts } = session();
    notes.document(first);
    notes.document(second);
    const outcome = await parts.analysis.compare(first, second, signal);
    if (outcome.failed < outcome.compared) session().worked();
    return compareResultOf(outcome, notes.document(first), notes.document(second));
  });

  asked(protocol.ExplainRequest, async (params, signal) => {
    const { notes, explanations } = session();
    const view = notes.view(params.uri);
    const relation = view?.analysis.relations.find(({ id }) => id === params.relation);
    if (!view || !relation) {
      throw new ResponseError(
        LSPErrorCodes.ContentModified,
        l10n.t('This relation is no longer in the note.'),
      );
    }
    const { partialResultToken: progress } = params;
    if (progress !== undefined) report(progress, { text: '', related: relatedIn(view, relation) });
    const text = await explanations.explain(view.analysis, relation, signal, (piece) => {
      if (progress === undefined) return;
      report(progress, { text: piece });
    });
    return explanationOf(view, relation, text);
  });

  bindWrittenMessages(asked, session, report);

  answered(protocol.RelationsRequest, ({ uri, position }) => {
    const view = session().notes.view(uri);
    return Promise.resolve(view ? relationsAt(view, position) : { relations: [] });
  });

  answered(protocol.FindingsRequest, ({ uri }) => {
    const { notes, parts, reviews, schema } = session();
    const view = notes.view(uri);
    if (!view) return Promise.resolve(null);
    const snapshot = parts.analysis.snapshot(uri);
    const review = snapshot && reviews.progress(snapshot);
    const problem = reviews.problem(uri);
    return Promise.resolve({
      ...computeFindings(view, schema),
      ...(review && { review }),
      ...(problem !== undefined && { reviewProblem: problem }),
    });
  });

  answered(protocol.ExportRequest, (params) => Promise.resolve(exportOfOpenNote(session(), params)));

  asked(protocol.ExportTextRequest, (params, signal) => exportableText(session(), params, signal));

  answered(protocol.ExportNotesRequest, (params) => Promise.resolve(exportOfNotes(session(), params)));

  answered(protocol.IgnoredRequest, () => Promise.resolve(session().parts.analysis.ignoredPairs()));

  answered(protocol.ModelsRequest, (_, signal) => session().parts.models.list(signal));

  asked(protocol.MeasureRequest, (params, signal) =>
    measured(
      session().parts,
      params,
      (progress) => {
        report(params.progressToken, progress);
      },
      signal,
    ),
  );

  answered(protocol.PullRequest, async ({ model, progressToken }, signal) => {
    const reporter = new PullReporter((progress) => {
      report(progressToken, progress);
    });
    await session().parts.models.pull(
      model,
      (progress) => {
        reporter.report(progress);
      },
      signal,
    );
    session().retry();
    return null;
  });

  answered(protocol.SetActiveRequest, ({ uri, active }) => {
    session().notes.setActive(uri, active);
    return Promise.resolve(null);
  });

  answered(protocol.ReviewRequest, async (params) => (await decided(session(), params)) ?? null);

  answered(protocol.ImportRequest, (params) => imported(session(), params));

  answered(protocol.AdjudicationRequest, (params) => adjudication(session(), params));

  answered(protocol.ReviewStatesRequest, async ({ uris }, signal) => ({
    states: await reviewStates(uris, session().parts.disk, signal),
  }));

  answered(protocol.ClearRequest, async ({ uri, cache }) => {
    const { parts, notes } = session();
    if (uri !== undefined) notes.clear(uri);
    if (cache === true) await parts.analysis.clearCache();
    return null;
  });

  answered(protocol.DiagnosticsReportRequest, ({ editor }, signal) =>
    diagnosticsReport(session(), editor, signal),
  );

  answered(protocol.ConfigurationRequest, () => {
    const { settings, schemaNames } = session();
    const problems = session().problems.map(({ message }) => message);
    return Promise.resolve({
      settings: settings.all.settings,
      problems,
      status: session().status(),
      schemas: schemaNames,
    });
  });

  connection.onNotification(
    protocol.ViewportNotification.method,
    ({ uri, ranges }: protocol.ViewportParams) =>
      quietly('viewport', session().log, () => {
        session().notes.setViewport(uri, ranges);
      }),
  );
}

/** The words that a relation is between. */
function relatedIn(
  { entities }: NoteView,
  { head, tail }: Relation,
): NonNullable<protocol.ExplainProgress['related']> {
  return { head: entities.get(head)?.text ?? '', tail: entities.get(tail)?.text ?? '' };
}
