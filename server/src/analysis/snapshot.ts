import { shifted, type Span } from '../note/span.js';
import { assertBySection } from '../tasks/assertion/section.js';
import type { Mention } from '../tasks/ner/entity.js';
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
import { defaultThresholds, reaches, type AnalysisOptions } from './options.js';
import { pairKey } from './pair-key.js';
import type { SentenceResult } from './results.js';

/** Composes the results of all sentences into an immutable snapshot of the note, with absolute spans. */
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
  const withheld = new Set<string>();
  const { sentences, texts } = document;
  // Most sentences occur once. Only repeated ones need a list of their places.
  const again = new Map<string, Span[]>();
  for (const [index, { text, span, section }] of sentences.entries()) {
    const others = texts.get(text) === index ? undefined : listIn(again, text);
    others?.push(span);
    const result = document.resultOf(text);
    if (!result) {
      continue;
    }
    const name = { number: document.numberOf(text), occurrence: others?.length ?? 0 };
    const title = document.note.sections[section]?.title;
    for (const entity of placedMentions(result, { start: span.start, ...name, title, sentence: index })) {
      if (isUnfinished(entity, document.typedUpTo)) withheld.add(entity.id);
      else entities.push(entity);
    }
    for (const mention of result.unplaced) {
      unplaced.push({ sentence: span, mention });
    }
    if (result.failure !== undefined) {
      failures.push({ task: 'ner', span, code: result.failure });
    }
    if (options.relations.enabled && result.verdicts.length > 0) {
      addRelations(
        relations,
        result,
        prefixOf(name),
        span,
        options.relations.threshold ?? defaultThresholds.relation,
      );
      addFailedRelations(failures, result, span);
    }
  }
  const contradictions: Contradiction[] = [];
  if (options.contradictions.enabled) {
    for (const { premise, hypothesis, cue, key, verdict } of document.pairs) {
      const from = document.spanOf(premise);
      const first = document.spanOf(hypothesis);
      for (const to of from && first && verdict ? [first, ...(again.get(hypothesis) ?? [])] : []) {
        if (verdict?.failure !== undefined) {
          failures.push({ task: 'nli', span: to, code: verdict.failure });
        }
        if (
          from &&
          verdict?.label === 'contradiction' &&
          reaches(
            verdict.probability,
            options.contradictions.threshold ?? verdict.threshold ?? defaultThresholds.contradiction,
          ) &&
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
  contradictions.push(...statusContradictions(document, ignored));
  failures.push(...beyondBound(document));
  contradictions.sort((a, b) => a.hypothesis.start - b.hypothesis.start || a.premise.start - b.premise.start);
  const chains = document.asked.chainsIn(document);
  const { uri, version, text, pairsLeftOut } = document;
  return {
    uri,
    version,
    text,
    entities,
    relations: relations.filter(({ head, tail }) => !withheld.has(head) && !withheld.has(tail)),
    contradictions,
    ...(options.contradictions.enabled && pairsLeftOut > 0 && { pairsNotCompared: pairsLeftOut }),
    ...(chains.length > 0 && { chains }),
    unplaced,
    failures,
    progress,
  };
}

/** Whether an entity is the first letter of a word that somebody is typing. */
function isUnfinished({ span, text }: Entity, typedUpTo: number | undefined): boolean {
  return span.end === typedUpTo && text.length === 1;
}

/** Where a sentence is, according to its entities. */
interface Place {
  readonly start: number;
  /** That of the sentence's text, and which of its occurrences this is, from 0. */
  readonly number: number;
  readonly occurrence: number;
  readonly title: string | undefined;
  readonly sentence: number;
}

interface Placed {
  readonly place: Place;
  readonly entities: readonly Entity[];
}

/**
 * What a sentence's mentions were made into last, by the sentence's occurrence: most of a note stays in its place when
 * one sentence changes, and a note of repeated visits says the same sentence hundreds of times.
 */
const placed = new WeakMap<SentenceResult['mentions'], Map<number, Placed>>();

function placedMentions({ mentions }: SentenceResult, place: Place): readonly Entity[] {
  const occurrences = placed.get(mentions) ?? new Map<number, Placed>();
  const known = occurrences.get(place.occurrence);
  if (
    known?.place.start === place.start &&
    known.place.sentence === place.sentence &&
    known.place.number === place.number &&
    known.place.title === place.title
  ) {
    return known.entities;
  }
  const prefix = prefixOf(place);
  const entities = mentions.map((mention, position) => entityOf(mention, place, `${prefix}.${position}`));
  placed.set(mentions, occurrences.set(place.occurrence, { place, entities }));
  return entities;
}

/** Written out because every edit creates many entities, and a spread takes several times longer. */
function entityOf(mention: Mention, { start, title, sentence }: Place, id: string): Entity {
  const { span, text, type, assertion, assertionSource, confidence, alignment } = assertBySection(
    mention,
    title,
  );
  const entity: Mutable<Entity> = {
    span: shifted(span, start),
    text,
    type,
    alignment,
    id,
    sentence,
  };
  if (assertion !== undefined) {
    entity.assertion = assertion;
  }
  if (assertionSource !== undefined) {
    entity.assertionSource = assertionSource;
  }
  if (confidence !== undefined) {
    entity.confidence = confidence;
  }
  return entity;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The prefix of the ids of a sentence's entities. */
function prefixOf({ number, occurrence }: Pick<Place, 'number' | 'occurrence'>): string {
  return `${number}.${occurrence}`;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}

function addRelations(
  relations: Relation[],
  { candidates, mentions, verdicts }: SentenceResult,
  prefix: string,
  evidence: Span,
  set: number | undefined,
): void {
  for (const [index, verdict] of verdicts.entries()) {
    const { type, probability, threshold = defaultThresholds.relation } = verdict ?? {};
    const candidate = candidates[index];
    if (!type || !candidate || !reaches(probability, set ?? threshold)) {
      continue;
    }
    const isAbsent = mentions[candidate.tail]?.assertion === 'absent';
    const ends = { head: `${prefix}.${candidate.head}`, tail: `${prefix}.${candidate.tail}` };
    relations.push({
      id: `${ends.head}>${ends.tail}:${type.code}`,
      code: type.code,
      gloss: (isAbsent ? type.glossIfAbsent : undefined) ?? type.gloss,
      ...ends,
      ...(probability === undefined ? {} : { probability }),
      evidence,
    });
  }
}

function addFailedRelations(failures: FailedUnit[], { verdicts }: SentenceResult, span: Span): void {
  for (const verdict of verdicts) {
    if (verdict?.failure !== undefined) {
      failures.push({ task: 'relations', span, code: verdict.failure });
    }
  }
}

/** Two statuses of one drug, as long as both statements remain. */
function statusContradictions(document: NoteDocument, ignored: Pick<IgnoredPairs, 'has'>): Contradiction[] {
  return document.asked.conflicts.flatMap(({ premise, hypothesis }) => {
    const [from, to] = [document.spanOf(premise), document.spanOf(hypothesis)];
    const key = pairKey(premise, hypothesis);
    return from && to && !ignored.has(key) ? [{ key, premise: from, hypothesis: to, cue: 'medication' }] : [];
  });
}

/** The text after the analyzed part. */
function beyondBound({ analyzedUpTo: start, text }: NoteDocument): FailedUnit[] {
  return start === undefined
    ? []
    : [{ task: 'ner', span: { start, end: text.length }, code: 'note-too-long' }];
}
