import { ground } from '../grounding/ground.js';
import { jsonNerCall } from '../tasks/ner/json.js';
import { medtunedNerCalls } from '../tasks/ner/medtuned.js';
import { mentionGroups } from '../tasks/ner/json-groups.js';
import { corpusTokens } from '../tasks/ner/corpus-tokens.js';
import type { EntityType, Schema } from '../tasks/schema.js';
import { builtInWith, hasAssertion } from '../tasks/schemas.js';
import type { AnnotatedText } from '../corpora/records.js';
import { entitySchemeOf, type EntityScheme } from './entity-schemes.js';
import { rawInputOf, rawInstructionOf, replyOf } from './prompts.js';
import type { Dropped, InstructionRow, Made, MakeOptions } from './row.js';
import { seededUnit, wordingOf } from './seeded.js';
import { wordsAt, type Unit, type UnitMention } from './units.js';
import { jsonEntityWordings, taggingWordings, typedTaggingWordings, type Wordings } from './wordings.js';

/** A mention with the name that rows use for its type. */
interface Named extends UnitMention {
  readonly name: string;
}

/**
 * The rows that ask for the entities of a sentence: in `medtuned` one per group of types, in `json` one for
 * all. The product's reader must read each row back as its gold; rows that fail are dropped.
 */
export function* nerRows(record: AnnotatedText, unit: Unit, options: MakeOptions): Generator<Made> {
  const scheme = entitySchemeOf(record);
  if (scheme === undefined) return;
  const mentions = unit.mentions.flatMap((mention): Named[] => {
    const name = scheme.typeOf(mention.type);
    return name === undefined ? [] : [{ ...mention, name }];
  });
  const incomplete = new Set([...unit.incomplete].map((type) => scheme.typeOf(type)));
  const groups = options.format === 'json' ? [typesOf(scheme)] : scheme.groups;
  for (const types of groups) {
    const names = new Set(types.map(({ name }) => name));
    if (types.some(({ name }) => incomplete.has(name))) continue;
    const wanted = mentions.filter(({ name }) => names.has(name));
    const key = `${unit.id}#${options.format === 'json' ? 'ner-json' : 'ner'}:${[...names].join('+')}`;
    const isSpare = options.sampled && wanted.length === 0 && scheme.groups.length > 2;
    if (isSpare && seededUnit(options.seed, `${key} kept`) >= options.emptyShare) continue;
    yield* options.format === 'json'
      ? jsonRow(record, unit, types, wanted, key, options)
      : taggedRow(record, unit, types, wanted, key, options);
  }
}

function typesOf({ groups }: EntityScheme): EntityType[] {
  const types = new Map(groups.flat().map((type) => [type.name, type]));
  return [...types.values()];
}

function* taggedRow(
  record: AnnotatedText,
  unit: Unit,
  types: readonly EntityType[],
  wanted: readonly Named[],
  id: string,
  options: MakeOptions,
): Generator<Made> {
  const { kept, dropped } = apart(wanted, id);
  yield* dropped.map((each) => ({ dropped: each }));
  const tokens = corpusTokens(unit.text);
  const tags = tokens.map(() => 'O');
  for (const { span, name } of kept) {
    const place = wordsAt(tokens, span);
    if (place === undefined) {
      yield { dropped: { code: 'span-lost', id } };
      return;
    }
    const suffix = types.length > 1 ? `-${name.toUpperCase()}` : '';
    for (let i = place[0]; i <= place[1]; i++) tags[i] = `${i === place[0] ? 'B' : 'I'}${suffix}`;
  }
  const output = tokens.map(({ text }, i) => `${text} : ${tags[i] ?? 'O'}`).join('\n');
  const schema = { name: 'rows', entities: types, relations: [] };
  const [call, ...others] = medtunedNerCalls(unit.text, schema, 'evaluation');
  if (call === undefined || others.length > 0) throw new Error('a group of types that is asked in two calls');
  const read = call.read(replyOf(output));
  const got = read.value.map(({ at, type }) => `${at?.start ?? ''}-${at?.end ?? ''} ${type}`);
  const gold = kept.map(({ span, name }) => `${span.start}-${span.end} ${name}`);
  if (read.problems.length > 0 || !sameItems(got, gold)) {
    yield { dropped: { code: 'unread', id } };
    return;
  }
  const [only] = types;
  const own = types.length > 1 || only === undefined ? typedTaggingWordings(types) : taggingWordings(only);
  const wordings: Wordings = [rawInstructionOf(call.prompt), ...own];
  yield candidate(record, unit, id, options, wordings, rawInputOf(call.prompt), output);
}

function* jsonRow(
  record: AnnotatedText,
  unit: Unit,
  types: readonly EntityType[],
  wanted: readonly Named[],
  id: string,
  options: MakeOptions,
): Generator<Made> {
  const schema = schemaOf(types);
  const call = jsonNerCall({ text: unit.text }, schema);
  const output = JSON.stringify(grouped(unit, schema, wanted));
  const { value, problems } = call.read(replyOf(output));
  const { mentions, unplaced } = ground(unit.text, value);
  const got = mentions.map(({ span, type }) => `${span.start}-${span.end} ${type}`);
  const gold = wanted.map(({ span, name }) => `${span.start}-${span.end} ${name}`);
  if (problems.length > 0 || unplaced.length > 0 || !sameItems(got, gold)) {
    yield { dropped: { code: 'unread', id } };
    return;
  }
  // Only the product's own wording asks for assertions, so it is used for notes whose gold has them.
  const isAsserted = unit.mentions.some(({ assertion }) => assertion !== undefined);
  const wordings: Wordings =
    isAsserted || options.wordings === 'product' ? [call.prompt.prefix] : jsonEntityWordings(types);
  yield candidate(record, unit, id, options, wordings, call.prompt.input, output);
}

/** Uses a built-in schema if the types match, so that its examples are shown as in the editor. */
function schemaOf(types: readonly EntityType[]): Schema {
  const built = builtInWith(new Set(types.map(({ name }) => name)));
  return built ?? { name: 'rows', entities: types, relations: [] };
}

/**
 * The mentions as the product's prompt asks for them: by type, or by assertion and type if they are not
 * present.
 */
function grouped(unit: Unit, schema: Schema, wanted: readonly Named[]): Record<string, string[]> {
  return Object.fromEntries(
    mentionGroups(schema).flatMap(({ key, type, assertion = 'present' }): [string, string[]][] => {
      const texts = wanted
        .filter((mention) => {
          const own = hasAssertion(mention.name) ? assertionOf(mention) : 'present';
          return mention.name === type && own === assertion;
        })
        .map(({ span }) => unit.text.slice(span.start, span.end));
      return texts.length === 0 ? [] : [[key, texts]];
    }),
  );
}

/** i2b2 2010 spells out one of its six classes. */
function assertionOf({ assertion = 'present' }: Named): string {
  return assertion === 'associated_with_someone_else' ? 'family' : assertion;
}

/** Leaves out mentions that overlap a longer one, which tags cannot represent. */
function apart(mentions: readonly Named[], id: string): { kept: Named[]; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  const kept: Named[] = [];
  const byLength = [...mentions].sort(
    (a, b) => b.span.end - b.span.start - (a.span.end - a.span.start) || a.span.start - b.span.start,
  );
  for (const mention of byLength) {
    const { start, end } = mention.span;
    if (kept.some(({ span }) => span.start < end && start < span.end))
      dropped.push({ code: 'overlapping', id });
    else kept.push(mention);
  }
  return { kept: kept.sort((a, b) => a.span.start - b.span.start), dropped };
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
}

function candidate(
  record: AnnotatedText,
  unit: Unit,
  id: string,
  options: MakeOptions,
  wordings: Wordings,
  input: string,
  output: string,
): Made {
  const { source, split, document } = record;
  const row: InstructionRow = {
    instruction: wordingOf(options, id, wordings),
    input,
    output,
    task: 'ner',
    source,
    split,
    id,
    licence: options.licence.name,
  };
  return { candidate: { row, shown: [unit.text], document } };
}
