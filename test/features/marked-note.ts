import type {
  Contradiction,
  Entity,
  NoteAnalysis,
  Relation,
} from '../../server/src/analysis/note-analysis.js';
import { viewOf, type NoteView } from '../../server/src/features/note-view.js';
import type { Assertion } from '../../server/src/tasks/ner/entity.js';

interface Extras {
  /** Head and tail are indexes of mentions, in the order of their closing brackets. */
  readonly relations?: readonly (Partial<Omit<Relation, 'head' | 'tail'>> & { head: number; tail: number })[];
  readonly contradictions?: readonly { premise: string; hypothesis: string; probability?: number }[];
  /** What differs from the plain entity, by its index. */
  readonly entities?: Readonly<Record<number, Partial<Entity>>>;
  readonly analysis?: Partial<NoteAnalysis>;
}

export const uri = 'file:///notes/a%20note.note';

/**
 * The only place where feature tests build a snapshot. Mentions are marked in the text as
 * `[chest pain|problem]` or `[chest pain|problem|absent]`, and may nest.
 */
export function markedNote(marked: string, extras: Extras = {}): NoteView {
  const entities: Entity[] = [];
  const open: number[] = [];
  let text = '';
  for (const piece of marked.split(/(\[|(?:\|[a-z]+){1,2}\])/)) {
    if (piece === '[') open.push(text.length);
    else if (piece.startsWith('|')) {
      const [type = '', assertion] = piece.slice(1, -1).split('|');
      const span = { start: open.pop()!, end: text.length };
      entities.push({
        id: `e${entities.length}`,
        span,
        text: text.slice(span.start, span.end),
        type,
        alignment: 'exact',
        sentence: 0,
        ...(assertion && { assertion: assertion as Assertion }),
        ...extras.entities?.[entities.length],
      });
    } else text += piece;
  }
  const whole = { start: 0, end: text.length };
  const relations = (extras.relations ?? []).map((relation, i): Relation => ({
    id: `r${i}`,
    code: 'TrAP',
    gloss: 'treatment is administered for problem',
    evidence: whole,
    ...relation,
    head: `e${relation.head}`,
    tail: `e${relation.tail}`,
  }));
  const spanOf = (quote: string) => {
    const start = text.indexOf(quote);
    return { start, end: start + quote.length };
  };
  const contradictions = (extras.contradictions ?? []).map(
    ({ premise, hypothesis, ...rest }, i): Contradiction => ({
      key: `k${i}`,
      cue: 'assertion',
      premise: spanOf(premise),
      hypothesis: spanOf(hypothesis),
      ...rest,
    }),
  );
  return viewOf({
    uri,
    version: 7,
    text,
    entities: entities.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end),
    relations,
    contradictions,
    unplaced: [],
    failures: [],
    progress: { state: 'done', total: 1, finished: 1 },
    ...extras.analysis,
  });
}

/** The text that an LSP range covers. */
export function textAt(view: NoteView, range: { start: Position; end: Position }): string {
  return view.document.getText(range);
}

/** Where `quote` begins in the note. */
export function positionOf(view: NoteView, quote: string, nth = 0): Position {
  let at = -1;
  for (let i = 0; i <= nth; i++) at = view.analysis.text.indexOf(quote, at + 1);
  return view.document.positionAt(at);
}

interface Position {
  line: number;
  character: number;
}
