import { textOf, type Span } from '../note/span.js';
import type { ExportedAnalysis } from './exported.js';

/** What is said of an analysis beside its results. */
export interface JsonSource {
  /** The file, as the person named it. */
  readonly source: string;
  readonly schema: string;
  readonly engine?: string;
  readonly model?: string;
}

/**
 * Writes an analysis as JSON, ending in a line end. The shape is stable; a change that breaks a reader raises
 * `version`:
 *
 * - `format` "bionote-analysis", `version` 1, `source`, `schema`, `engine`?, `model`?
 * - `offsets` "utf-16": every `start` and `end` counts UTF-16 code units from the start of the file's text
 * - `entities`: `id`, `type`, `start`, `end`, `text`, `alignment` (exact, folded, fuzzy), `assertion`?,
 *   `assertionSource`? (model, rule), `confidence`? (0 to 1)
 * - `relations`: `id`, `type`, `head`, `tail` (ids of entities), `probability`?, `evidence`?: `start`, `end`, `text`
 * - `contradictions`: `premise` and `hypothesis` (`start`, `end`, `text`), `cue`, `probability`?
 * - `unplaced`: `text`, `type`, `sentence`: `start`, `end`: what the model named and the text does not hold
 * - `failures`: `task`, `code`, `start`, `end`: what gave no result
 */
export function writeJson(analysis: ExportedAnalysis, { source, schema, engine, model }: JsonSource): string {
  const { text } = analysis;
  const quoted = (span: Span): object => ({ ...placed(span), text: textOf(text, span) });
  // What is undefined is left out by the writer.
  const shape = {
    format: 'bionote-analysis',
    version: 1,
    source,
    schema,
    engine,
    model,
    offsets: 'utf-16',
    entities: analysis.entities.map((entity) => ({
      id: entity.id,
      type: entity.type,
      ...quoted(entity.span),
      alignment: entity.alignment,
      assertion: entity.assertion,
      assertionSource: entity.assertionSource,
      confidence: rounded(entity.confidence),
    })),
    relations: analysis.relations.map((relation) => ({
      id: relation.id,
      type: relation.code,
      head: relation.head,
      tail: relation.tail,
      probability: rounded(relation.probability),
      evidence: relation.evidence && quoted(relation.evidence),
    })),
    contradictions: analysis.contradictions.map(({ premise, hypothesis, cue, probability }) => ({
      premise: quoted(premise),
      hypothesis: quoted(hypothesis),
      cue,
      probability: rounded(probability),
    })),
    unplaced: analysis.unplaced.map(({ mention, sentence }) => ({
      text: mention.text,
      type: mention.type,
      sentence: placed(sentence),
    })),
    failures: analysis.failures.map(({ task, code, span }) => ({ task, code, ...placed(span) })),
  };
  return `${JSON.stringify(shape, undefined, 2)}\n`;
}

function placed({ start, end }: Span): { start: number; end: number } {
  return { start, end };
}

/** Four decimals: more would only differ from machine to machine. */
function rounded(probability: number | undefined): number | undefined {
  return probability === undefined ? undefined : Math.round(probability * 10_000) / 10_000;
}
