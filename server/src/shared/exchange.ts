import type {
  ExportNotesParams,
  ExportNotesRequest,
  ExportParams,
  ExportRequest,
  ExportResult,
  ExportTextParams,
  ExportTextRequest,
  ExportTextResult,
} from './export.js';
import type { ImportParams, ImportRequest, ImportResult } from './import.js';

/** The requests that hand annotations on and take them in, by their methods: params and result. */
export interface ExchangeRequests {
  [ExportRequest.method]: [ExportParams, ExportResult];
  [ExportTextRequest.method]: [ExportTextParams, ExportTextResult];
  [ExportNotesRequest.method]: [ExportNotesParams, ExportResult];
  [ImportRequest.method]: [ImportParams, ImportResult];
}
