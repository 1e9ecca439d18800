import { offsetMap } from './code-points.js';
import type { AnnotatedDocument } from './document.js';
import { beyondSpans, isDiscontinuous, LossCount, lossesOf } from './losses.js';
import { withStatements } from './statements.js';
import type { Writer } from './writer.js';

/** doccano's JSON lines for sequence labelling with relations: offsets in code points, ids as numbers. */
export const writeDoccano: Writer = (documents) => {
  const losses = new LossCount();
  let last = 0;
  const lineOf = ({ id, text, entities, relations }: AnnotatedDocument): object => {
    const { toCodePoints } = offsetMap(text);
    const ids = new Map<string, number>();
    const kept = entities.filter((entity) => {
      if (isDiscontinuous(entity)) losses.add('discontinuous');
      return !isDiscontinuous(entity);
    });
    return {
      text,
      source: id,
      entities: kept.map(({ id: of, type, spans: [{ start, end }] }) => {
        last += 1;
        ids.set(of, last);
        return { id: last, label: type, start_offset: toCodePoints(start), end_offset: toCodePoints(end) };
      }),
      relations: relations.flatMap(({ type, head, tail }) => {
        const [from, to] = [ids.get(head), ids.get(tail)];
        if (from === undefined || to === undefined) {
          losses.add('relations');
          return [];
        }
        last += 1;
        return [{ id: last, from_id: from, to_id: to, type }];
      }),
    };
  };
  return {
    files: [
      {
        name: 'doccano.jsonl',
        text: documents.map((each) => `${JSON.stringify(lineOf(withStatements(each)))}\n`).join(''),
      },
    ],
    losses: lossesOf(documents, beyondSpans, losses),
  };
};
