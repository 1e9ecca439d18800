import { overlaps, type Span } from '../note/span.js';
import { offsetMap } from './code-points.js';
import type { AnnotatedDocument } from './document.js';
import { isDiscontinuous, LossCount, lossesOf } from './losses.js';
import { tokensOf } from './tokens.js';
import { withStatements } from './statements.js';
import type { Writer } from './writer.js';

/**
 * Prodigy's JSON lines, for `ner.manual`, `spans.manual` and `rel.manual`: offsets in code points, with tokens, which
 * end where an entity does, so that every span is one of tokens (`token_end` is the last token). The assertion, the
 * confidence and the state are fields of the span that Prodigy keeps and does not show.
 */
export const writeProdigy: Writer = (documents) => {
  const losses = new LossCount();
  return {
    files: [
      {
        name: 'prodigy.jsonl',
        text: documents
          .map((each) => `${JSON.stringify(exampleOf(withStatements(each), losses))}\n`)
          .join(''),
      },
    ],
    losses: lossesOf(
      documents,
      ['assertionSource', 'source', 'alignment', 'relationProbability', 'evidence'],
      losses,
    ),
  };
};

function exampleOf({ id, text, model, entities, relations }: AnnotatedDocument, losses: LossCount): object {
  const { toCodePoints } = offsetMap(text);
  const kept = entities.filter((entity) => {
    if (isDiscontinuous(entity)) losses.add('discontinuous');
    return !isDiscontinuous(entity);
  });
  const cuts = new Set(kept.flatMap(({ spans: [{ start, end }] }) => [start, end]));
  const tokens = tokensOf(text).flatMap((token) => cutAt(token, cuts));
  const placed = ({ start, end }: Span): { start: number; end: number } => ({
    start: toCodePoints(start),
    end: toCodePoints(end),
  });
  const spans = new Map<string, { readonly label: string; readonly token_end: number }>();
  for (const {
    id: of,
    type,
    spans: [span],
    assertion,
    confidence,
    review,
  } of kept) {
    const first = tokens.findIndex((token) => overlaps(token, span));
    const last = tokens.findLastIndex((token) => overlaps(token, span));
    if (first < 0) losses.add('boundaries');
    else {
      const written = {
        ...placed(span),
        label: type,
        token_start: first,
        token_end: last,
        assertion,
        confidence,
        review,
      };
      spans.set(of, written);
    }
  }
  return {
    text,
    meta: { id, ...(model !== undefined && { model }) },
    tokens: tokens.map((token, index) => ({
      text: text.slice(token.start, token.end),
      ...placed(token),
      id: index,
      ws: /\s/.test(text.charAt(token.end)),
    })),
    spans: [...spans.values()],
    relations: relations.flatMap(({ type, head, tail }) => {
      const [from, to] = [spans.get(head), spans.get(tail)];
      if (from && to) {
        return [{ head: from.token_end, child: to.token_end, label: type, head_span: from, child_span: to }];
      }
      losses.add('relations');
      return [];
    }),
  };
}

function cutAt({ start, end }: Span, cuts: ReadonlySet<number>): Span[] {
  const pieces: Span[] = [];
  let from = start;
  for (let at = start + 1; at <= end; at++) {
    if (at === end || cuts.has(at)) {
      pieces.push({ start: from, end: at });
      from = at;
    }
  }
  return pieces;
}
