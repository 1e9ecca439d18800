import type * as protocol from '../../server/src/protocol.js';

/** Parameters and answer of each custom request, by its method. */
export interface Requests {
  [protocol.AnalyzeRequest.method]: [protocol.AnalyzeParams, protocol.AnalyzeResult];
  [protocol.SetActiveRequest.method]: [protocol.SetActiveParams, null];
  [protocol.ClearRequest.method]: [protocol.ClearParams, null];
  [protocol.CheckRequest.method]: [protocol.CheckParams, protocol.CheckResult];
  [protocol.CompareRequest.method]: [protocol.CompareParams, protocol.CompareResult];
  [protocol.ExplainRequest.method]: [protocol.ExplainParams, protocol.ExplainResult];
  [protocol.ModelsRequest.method]: [Record<string, never>, protocol.ModelsResult];
  [protocol.PullRequest.method]: [protocol.PullParams, null];
  [protocol.ConfigurationRequest.method]: [Record<string, never>, protocol.ConfigurationResult];
}

/** What the server says unasked, by its method. */
export interface Notifications {
  [protocol.AnnotationsNotification.method]: protocol.AnnotationsParams;
  [protocol.StatusNotification.method]: protocol.StatusParams;
}
