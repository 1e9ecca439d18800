import type { NoteAnalysis } from '../../analysis/note-analysis.js';
import { jsonShape } from '../../formats/json.js';
import type { Schema } from '../../tasks/schema.js';
import type { RowTask } from './run-rows.js';

/** Codes of failed calls that may succeed when they are made again. */
const passing: ReadonlySet<string> = new Set(['timeout', 'stream-cut', 'busy', 'engine-died', 'unreachable']);

/** `bionote annotate --jsonl`. */
export function annotatedRows(schema: Schema): RowTask<NoteAnalysis> {
  return {
    read: (uri, { analysis }, signal) => analysis.analyze(uri, { signal, priority: 'asked' }),
    isIncomplete: ({ failures }) => failures.some(({ code }) => passing.has(code)),
    shape: (analysis, source, { models }) => {
      const { engine, model } = models.selected ?? {};
      const reader = { ...(engine !== undefined && { engine }), ...(model !== undefined && { model }) };
      return jsonShape(analysis, { source, schema: schema.name, ...reader });
    },
  };
}
