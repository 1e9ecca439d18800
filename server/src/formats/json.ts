import { textOf, type Span } from '../note/span.js';
import { rounded, type ExportedAnalysis } from './exported.js';
import { withStableIds } from './stable-ids.js';

/** Where an analysis comes from. */
export interface JsonSource {
  /** The path of the note, as a reader of the JSON can resolve it. */
  readonly source: string;
  readonly schema: string;
  readonly engine?: string;
  readonly model?: string;
}

/** `line`: one line, for JSON Lines. `indented`: for a file with one document. */
export type JsonLayout = 'line' | 'indented';

/**
 * Writes an analysis as JSON, ending in a line end. `schemas/bionote-analysis.schema.json` describes the fields. New
 * ones may be added; a change that breaks a reader raises `version`.
 */
export function writeJson(analysis: ExportedAnalysis, source: JsonSource, layout: JsonLayout): string {
  return jsonText(jsonShape(analysis, source), layout);
}

/** The object that {@link writeJson} writes. */
export function jsonShape(analysis: ExportedAnalysis, { source, schema, engine, model }: JsonSource): object {
  const { text, entities, relations } = withStableIds(analysis);
  const quoted = (span: Span): object => ({ ...placed(span), text: textOf(text, span) });
  // JSON.stringify leaves out what is undefined.
  return {
    format: 'bionote-analysis',
    version: 1,
    source,
    schema,
    engine,
    model,
    offsets: 'utf-16',
    entities: entities.map((entity) => ({
      id: entity.id,
      type: entity.type,
      ...quoted(entity.span),
      alignment: entity.alignment,
      assertion: entity.assertion,
      assertionSource: entity.assertionSource,
      confidence: entity.confidence && rounded(entity.confidence),
    })),
    relations: relations.map((relation) => ({
      id: relation.id,
      type: relation.code,
      head: relation.head,
      tail: relation.tail,
      probability: relation.probability && rounded(relation.probability),
      evidence: relation.evidence && quoted(relation.evidence),
    })),
    contradictions: analysis.contradictions.map(({ premise, hypothesis, cue, probability }) => ({
      premise: quoted(premise),
      hypothesis: quoted(hypothesis),
      cue,
      probability: probability && rounded(probability),
    })),
    pairsNotCompared: analysis.pairsNotCompared ?? 0,
    unplaced: analysis.unplaced.map(({ mention, sentence }) => ({
      text: mention.text,
      type: mention.type,
      sentence: placed(sentence),
    })),
    failures: analysis.failures.map(({ task, code, span }) => ({ task, code, ...placed(span) })),
  };
}

/** A value as JSON text in the given layout, ending in a line end. */
export function jsonText(value: unknown, layout: JsonLayout): string {
  return `${JSON.stringify(value, undefined, layout === 'indented' ? 2 : undefined)}\n`;
}

function placed({ start, end }: Span): { start: number; end: number } {
  return { start, end };
}
