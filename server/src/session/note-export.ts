import type { AnnotatedDocument } from '../formats/document.js';
import { exporters } from '../formats/exporters.js';
import { documentOf } from '../formats/from-analysis.js';
import { lossText } from '../formats/loss-text.js';
import type { ExportParams, ExportResult } from '../shared/export.js';
import type { Schema } from '../tasks/schema.js';
import type { NoteView } from '../features/note-view.js';

/** A note in the format of another tool, with what people confirmed marked so. */
export function exportOf(
  { analysis }: NoteView,
  { format, uri, version }: ExportParams,
  { schema, model, date }: { readonly schema: Schema; readonly model?: string; readonly date: string },
): ExportResult {
  const id = stemOf(uri);
  const proposed = documentOf(analysis, { id, schema: schema.name, ...(model !== undefined && { model }) });
  const confirmed = new Set(
    analysis.entities
      .filter(({ state }) => state === 'confirmed')
      .map(({ span, type }) => nameOf(span.start, span.end, type)),
  );
  const document: AnnotatedDocument = {
    ...proposed,
    entities: proposed.entities.map((entity) => {
      const [first, last = first] = [entity.spans[0], entity.spans.at(-1)];
      const isConfirmed = confirmed.has(nameOf(first.start, last.end, entity.type));
      return isConfirmed ? { ...entity, review: 'accepted' } : entity;
    }),
  };
  const { files, losses } = exporters[format]([document], { schema, date, version });
  return { files, losses: losses.map((loss) => lossText(format, loss)) };
}

function nameOf(start: number, end: number, type: string): string {
  return `${start}-${end}-${type}`;
}

/** The name of a note's file without its extension, safe for a file of the export. */
function stemOf(uri: string): string {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/\.[^.]+$/, '');
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'note';
}
