import { shifted, type Span } from '../note/span.js';
import { assertBySection } from '../tasks/assertion/section.js';
import type { NoteDocument } from './document.js';
import type { IgnoredPairs } from './ignored-pairs.js';
import type {
  Contradiction,
  Entity,
  FailedUnit,
  NoteAnalysis,
  Progress,
  Relation,
  Unplaced,
} from './note-analysis.js';
import { reaches, type AnalysisOptions } from './options.js';
import type { SentenceResult } from './results.js';

/** Composes what is known of each sentence into one immutable picture of the note, with absolute spans. */
export function composeSnapshot(
  document: NoteDocument,
  options: AnalysisOptions,
  ignored: Pick<IgnoredPairs, 'has'>,
  progress: Progress,
): NoteAnalysis {
  const entities: Entity[] = [];
  const relations: Relation[] = [];
  const unplaced: Unplaced[] = [];
  const failures: FailedUnit[] = [];
  const places = new Map<string, Span[]>();
  for (const [index, { text, span, section }] of document.sentences.entries()) {
    const seen = places.get(text);
    if (seen) {
      seen.push(span);
    } else {
      places.set(text, [span]);
    }
    const result = document.resultOf(text);
    if (!result) {
      continue;
    }
    const prefix = `${document.numberOf(text)}.${seen ? seen.length - 1 : 0}`;
    const title = document.note.sections[section]?.title;
    for (const [position, mention] of result.mentions.entries()) {
      entities.push({
        ...assertBySection(mention, title),
        span: shifted(mention.span, span.start),
        id: `${prefix}.${position}`,
        sentence: index,
      });
    }
    unplaced.push(...result.unplaced.map((mention) => ({ sentence: span, mention })));
    if (result.failure !== undefined) {
      failures.push({ task: 'ner', span, code: result.failure });
    }
    if (options.relations.enabled) {
      relations.push(...relationsOf(result, prefix, span, options.relations.threshold));
      failures.push(...failedRelations(result, span));
    }
  }
  const contradictions: Contradiction[] = [];
  if (options.contradictions.enabled) {
    for (const { premise, hypothesis, cue, key, verdict } of document.pairs) {
      const from = places.get(premise)?.[0];
      for (const to of from && verdict ? (places.get(hypothesis) ?? []) : []) {
        if (verdict?.failure !== undefined) {
          failures.push({ task: 'nli', span: to, code: verdict.failure });
        } else if (
          from &&
          verdict?.label === 'contradiction' &&
          reaches(verdict.probability, options.contradictions.threshold) &&
          !ignored.has(key)
        ) {
          const { probability } = verdict;
          contradictions.push({
            key,
            premise: from,
            hypothesis: to,
            cue,
            ...(probability === undefined ? {} : { probability }),
          });
        }
      }
    }
  }
  failures.push(...beyondBound(document));
  contradictions.sort((a, b) => a.hypothesis.start - b.hypothesis.start || a.premise.start - b.premise.start);
  const { uri, version, text } = document;
  return { uri, version, text, entities, relations, contradictions, unplaced, failures, progress };
}

function relationsOf(
  { candidates, verdicts }: SentenceResult,
  prefix: string,
  evidence: Span,
  threshold: number,
): Relation[] {
  return candidates.flatMap(({ head, tail }, index) => {
    const { type, probability } = verdicts[index] ?? {};
    if (!type || !reaches(probability, threshold)) {
      return [];
    }
    const ends = { head: `${prefix}.${head}`, tail: `${prefix}.${tail}` };
    return [
      {
        id: `${ends.head}>${ends.tail}:${type.code}`,
        code: type.code,
        gloss: type.gloss,
        ...ends,
        ...(probability === undefined ? {} : { probability }),
        evidence,
      },
    ];
  });
}

function failedRelations({ verdicts }: SentenceResult, span: Span): FailedUnit[] {
  return verdicts.flatMap((verdict) =>
    verdict?.failure === undefined ? [] : [{ task: 'relations' as const, span, code: verdict.failure }],
  );
}

/** What lies behind the part that is analyzed. */
function beyondBound({ analyzedUpTo: start, text }: NoteDocument): FailedUnit[] {
  return start === undefined
    ? []
    : [{ task: 'ner', span: { start, end: text.length }, code: 'note-too-long' }];
}
