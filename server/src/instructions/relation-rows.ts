import { noRelation } from '../corpora/chemprot.js';
import type { AnnotatedText } from '../corpora/records.js';
import { overlaps } from '../note/span.js';
import type { Mention } from '../tasks/ner/entity.js';
import { relationCandidates } from '../tasks/relations/candidates.js';
import { jsonRelationAnswer, jsonRelationCall } from '../tasks/relations/json.js';
import { medtunedRelationCall } from '../tasks/relations/medtuned.js';
import type { RelationType } from '../tasks/schema.js';
import { editorsRelations } from '../tasks/schemas.js';
import { rawInputOf, rawInstructionOf, replyOf } from './prompts.js';
import { relationSchemeOf, typesBetween, type RelationScheme } from './relation-schemes.js';
import type { Made, MakeOptions } from './row.js';
import { seededUnit, wordingOf } from './seeded.js';
import type { Unit } from './units.js';
import { associationWordings, jsonRelationWordings, relationWordings, type Wordings } from './wordings.js';

/** A pair of mentions of a unit, as indices, with the code of its relation; `undefined` if there is none. */
interface Pair {
  readonly head: number;
  readonly tail: number;
  readonly code: string | undefined;
}

/**
 * The rows that ask for the relation between two mentions of a sentence. If a corpus relates the concepts of a
 * whole document, their nearest mentions in each sentence stand for them. This is a weak label, since such a
 * sentence need not state the relation. There are at most as many unrelated pairs as related ones, or one if
 * there are none.
 */
export function* relationRows(record: AnnotatedText, unit: Unit, options: MakeOptions): Generator<Made> {
  const scheme = relationSchemeOf(record.source);
  if (scheme === undefined) return;
  const mentions = unit.mentions.map(({ type, span }): Mention => ({
    span,
    text: unit.text.slice(span.start, span.end),
    type: scheme.typeOf(type) ?? '',
    alignment: 'exact',
  }));
  for (const pair of pairsOf(record, unit, mentions, scheme, options)) {
    const [head, tail] = [mentions[pair.head], mentions[pair.tail]];
    if (head === undefined || tail === undefined) continue;
    const types = typesBetween(scheme, head.type, tail.type);
    // Corrections may be of either schema.
    const around = editorsRelations(record.source === 'corrections' ? types : scheme.types);
    yield* rowOf(record, unit, head, tail, { types, around }, pair, options);
  }
}

function pairsOf(
  record: AnnotatedText,
  unit: Unit,
  mentions: readonly Mention[],
  scheme: RelationScheme,
  { seed, sampled }: MakeOptions,
): Pair[] {
  const { related, known } = relatedPairs(record, unit, mentions, scheme);
  const positives = related.filter(({ code }) => code !== undefined);
  const negatives =
    scheme.negatives === 'stated'
      ? related.filter(({ code }) => code === undefined)
      : relationCandidates(unit.text, mentions, { name: 'rows', entities: [], relations: scheme.types })
          .filter(({ head, tail }) => !known.has(keyOf(head, tail)))
          .map(({ head, tail }): Pair => ({ head, tail, code: undefined }));
  const most = sampled ? Math.max(1, positives.length) : negatives.length;
  const chosen = negatives
    .map((pair) => ({ pair, at: seededUnit(seed, `${unit.id} ${keyOf(pair.head, pair.tail)}`) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ pair }) => pair);
  return [...positives, ...chosen];
}

/**
 * The pairs joined by relations of the record in this sentence, and the keys of all pairs that do not count as
 * unrelated.
 */
function relatedPairs(
  record: AnnotatedText,
  unit: Unit,
  mentions: readonly Mention[],
  scheme: RelationScheme,
): { related: Pair[]; known: ReadonlySet<string> } {
  const related: Pair[] = [];
  const known = new Set<string>();
  for (const { type, head, tail, between } of record.relations) {
    const places = (name: string): number[] =>
      unit.mentions.flatMap((mention, i) => {
        const isMeant = between === 'mentions' ? mention.id === name : mention.concepts.includes(name);
        return isMeant ? [i] : [];
      });
    const possible = places(head)
      .flatMap((h) => places(tail).flatMap((t) => directed(h, t, mentions, scheme) ?? []))
      .sort((a, b) => gap(a, mentions) - gap(b, mentions));
    // The nearest mentions stand for the two concepts. The others do not count as unrelated.
    for (const [i, pair] of possible.entries()) {
      const key = keyOf(pair.head, pair.tail);
      if (known.has(key)) continue;
      known.add(key);
      const code = scheme.codeOf(type, unit.mentions[pair.tail]?.type ?? '');
      const isNone = type === noRelation;
      if ((isNone || code !== undefined) && (i === 0 || between === 'mentions')) {
        related.push({ ...pair, code: isNone ? undefined : code });
      }
    }
  }
  return { related, known };
}

/** The pair in the direction that the scheme allows, or in text order if it allows both. */
function directed(
  head: number,
  tail: number,
  mentions: readonly Mention[],
  scheme: RelationScheme,
): { head: number; tail: number } | undefined {
  const [a, b] = [mentions[head], mentions[tail]];
  if (a === undefined || b === undefined || head === tail || overlaps(a.span, b.span)) return undefined;
  if (a.type === b.type && a.span.start > b.span.start && typesBetween(scheme, a.type, a.type).length > 0)
    return { head: tail, tail: head };
  if (typesBetween(scheme, a.type, b.type).length > 0) return { head, tail };
  return typesBetween(scheme, b.type, a.type).length > 0 ? { head: tail, tail: head } : undefined;
}

function gap({ head, tail }: { head: number; tail: number }, mentions: readonly Mention[]): number {
  const [a, b] = [mentions[head]?.span, mentions[tail]?.span];
  if (a === undefined || b === undefined) return Infinity;
  return Math.max(a.start, b.start) - Math.min(a.end, b.end);
}

function keyOf(head: number, tail: number): string {
  return `${Math.min(head, tail)} ${Math.max(head, tail)}`;
}

function* rowOf(
  record: AnnotatedText,
  unit: Unit,
  head: Mention,
  tail: Mention,
  { types, around }: { readonly types: readonly RelationType[]; readonly around: readonly RelationType[] },
  pair: Pair,
  options: MakeOptions,
): Generator<Made> {
  const { format, licence } = options;
  const [h, t] = [unit.mentions[pair.head]?.id ?? '', unit.mentions[pair.tail]?.id ?? ''];
  const kind = format === 'json' ? 'relation-json' : 'relation';
  const id = `${unit.id}#${kind}:${head.type}>${tail.type}:${h}>${t}`;
  if (types.length === 0 || (pair.code !== undefined && !types.some(({ code }) => code === pair.code))) {
    yield { dropped: { code: 'unread', id } };
    return;
  }
  const isAssociation = format === 'medtuned' && types.length === 1 && head.type === 'gene';
  const call =
    format === 'json'
      ? jsonRelationCall({ text: unit.text, relations: around }, head, tail, types)
      : medtunedRelationCall(unit.text, head, tail, types, 'evaluation');
  const output =
    format === 'json'
      ? jsonRelationAnswer(pair.code, types)
      : isAssociation
        ? pair.code === undefined
          ? 'Negative'
          : 'Positive'
        : (pair.code ?? 'No Relations');
  const { value, problems } = call.read(replyOf(output));
  if (problems.length > 0 || value === undefined || value.type?.code !== pair.code) {
    yield { dropped: { code: 'unread', id } };
    return;
  }
  const wordings: Wordings =
    format === 'json'
      ? [call.prompt.prefix, ...jsonRelationWordings(types)]
      : [rawInstructionOf(call.prompt), ...(isAssociation ? associationWordings : relationWordings(types))];
  const { source, split, document } = record;
  yield {
    candidate: {
      row: {
        instruction: wordingOf(options, id, wordings),
        input: format === 'json' ? call.prompt.input : rawInputOf(call.prompt),
        output,
        task: 'relations',
        source,
        split,
        id,
        licence: licence.name,
      },
      shown: [unit.text],
      document,
    },
  };
}
