import type { ModelRuntime } from '../models/runtime.js';
import { shifted, textOf } from '../note/span.js';
import { explanationCall } from '../tasks/explanation/explanation.js';
import type { Mention } from '../tasks/ner/entity.js';
import type { Asker } from '../asking/ask.js';
import { explanationShape } from '../asking/cached-shapes.js';
import type { Entity, NoteAnalysis } from './note-analysis.js';

/**
 * Asks the model to explain a relation of a snapshot. The result is plain text that must still be escaped;
 * `undefined` if there is no such relation, or the model cannot explain or gave no usable answer.
 *
 * @throws ModelError or the signal's reason.
 */
export async function explainRelation(
  parts: { readonly asker: Asker; readonly runtime: ModelRuntime },
  analysis: NoteAnalysis,
  relationId: string,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<string | undefined> {
  const { asker, runtime } = parts;
  const relation = analysis.relations.find(({ id }) => id === relationId);
  const head = analysis.entities.find(({ id }) => id === relation?.head);
  const tail = analysis.entities.find(({ id }) => id === relation?.tail);
  if (!runtime.profile.explains || !relation || !head || !tail) {
    return undefined;
  }
  const { code, gloss, evidence } = relation;
  const within = (entity: Entity): Mention => ({ ...entity, span: shifted(entity.span, -evidence.start) });
  const call = explanationCall(textOf(analysis.text, evidence), within(head), within(tail), {
    code,
    gloss,
    head: head.type,
    tail: tail.type,
  });
  const { value } = await asker.ask(runtime, call, explanationShape, {
    signal,
    priority: () => 'asked',
    onText,
  });
  return value === '' ? undefined : value;
}
