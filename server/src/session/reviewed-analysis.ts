import type { Contradiction, Entity, NoteAnalysis, Relation } from '../analysis/note-analysis.js';
import { pairKey } from '../analysis/pair-key.js';
import type { BratContradiction } from '../formats/brat-contradictions.js';
import { textOf } from '../note/span.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import { sentenceAt } from '../review/sentence-identity.js';
import { shown } from '../review/shown.js';
import type { Schema } from '../tasks/schema.js';

/**
 * A snapshot with people's annotations of the note: with what they confirmed, and without what they rejected.
 */
export function mergedWith(analysis: NoteAnalysis, reviewed: ReviewedNote, schema: Schema): NoteAnalysis {
  const { proposed, confirmed, relations, confirmedRelations } = shown(
    reviewed,
    analysis.entities,
    analysis.relations,
  );
  const entities = [
    ...proposed.map((entity): Entity => ({ ...entity, state: 'proposed' })),
    ...confirmed.map(({ entity: { span, fragments, type, assertion }, id, proposal }): Entity => ({
      id,
      span,
      type,
      text: analysis.text.slice(span.start, span.end),
      sentence: sentenceAt(reviewed.note.sentences, span.start),
      alignment: 'exact',
      state: 'confirmed',
      ...(fragments.length > 1 && { fragments }),
      ...(assertion !== undefined && { assertion }),
      ...(proposal?.confidence !== undefined && { confidence: proposal.confidence }),
    })),
  ].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const places = new Map(entities.map(({ id, span }) => [id, span]));
  const said = confirmedRelations.flatMap(({ code, head, tail }, index): Relation[] => {
    const [from, to] = [places.get(head), places.get(tail)];
    if (!from || !to) return [];
    const gloss = schema.relations.find((type) => type.code === code)?.gloss ?? code;
    const evidence = { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) };
    return [{ id: `ann:R${index}`, code, gloss, head, tail, evidence, state: 'confirmed' }];
  });
  return {
    ...analysis,
    entities,
    relations: [...relations.map((relation): Relation => ({ ...relation, state: 'proposed' })), ...said],
    contradictions: contradictionsWith(analysis, reviewed),
  };
}

/** The contradictions that a model reports, and those that a person confirmed, which need no model. */
function contradictionsWith({ text, ...analysis }: NoteAnalysis, reviewed: ReviewedNote): Contradiction[] {
  const contradictions = analysis.contradictions.filter(
    ({ premise, hypothesis }) =>
      !reviewed.rejected.hasContradiction(textOf(text, premise), textOf(text, hypothesis)),
  );
  const key = ({ premise, hypothesis }: Pick<Contradiction, 'premise' | 'hypothesis'>): string =>
    [premise.start, premise.end, hypothesis.start, hypothesis.end].join(' ');
  const isOf = (a: Contradiction, { premise, hypothesis }: BratContradiction): boolean =>
    key(a) === key({ premise, hypothesis }) || key(a) === key({ premise: hypothesis, hypothesis: premise });
  const confirmed = reviewed.contradictions.filter((one) => !contradictions.some((each) => isOf(each, one)));
  return [
    ...contradictions.map((each): Contradiction => {
      const isConfirmed = reviewed.contradictions.some((one) => isOf(each, one));
      return { ...each, state: isConfirmed ? 'confirmed' : 'proposed' };
    }),
    ...confirmed.map(({ premise, hypothesis }): Contradiction => ({
      key: pairKey(textOf(text, premise), textOf(text, hypothesis)),
      premise,
      hypothesis,
      cue: 'confirmed',
      state: 'confirmed',
    })),
  ];
}
