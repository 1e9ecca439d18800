import { corpora } from '../corpora/catalog.js';
import { ground } from '../grounding/ground.js';
import { readJsonNer } from '../tasks/ner/json-reply.js';
import { medtunedNerCalls } from '../tasks/ner/medtuned.js';
import { jsonNliCall } from '../tasks/nli/json.js';
import { medtunedNliCall } from '../tasks/nli/medtuned.js';
import { jsonRelationAnswer, jsonRelationCall } from '../tasks/relations/json.js';
import { medtunedRelationCall } from '../tasks/relations/medtuned.js';
import type { Mention } from '../tasks/ner/entity.js';
import type { PromptCall } from '../tasks/task.js';
import { hasReservedWords, replyOf } from './prompts.js';
import { isWrittenKind, writtenSurvives } from './reread-written.js';
import { relationSchemeOf, typesBetween } from './relation-schemes.js';
import type { InstructionRow } from './row.js';

/**
 * Whether the product's reader for the row's task understands its output, and reads exactly what it says. This
 * is decided from the row alone, so it also works for rows in a file, without their gold.
 */
export function survives(row: InstructionRow): boolean {
  if (row.output.trim() === '' || row.instruction.trim() === '') return false;
  const tag = row.id.slice(row.id.lastIndexOf('#') + 1);
  const [kind = '', first = ''] = tag.split(':');
  switch (kind) {
    case 'ner':
      return tagsSurvive(row, first.split('+'));
    case 'ner-json':
      return listSurvives(row, first.split('+'));
    case 'relation':
    case 'relation-json':
      return relationSurvives(row, first, kind === 'relation-json');
    case 'nli':
      return verdictSurvives(medtunedNliCall('a', 'b', 'evaluation'), row.output, row.output);
    case 'nli-json':
      return verdictSurvives(jsonNliCall('a', 'b'), row.output, stringAt(row.output, 'label'));
    default:
      if (isWrittenKind(kind) && !writtenSurvives(kind, row)) return false;
      return !hasReservedWords(row.instruction, row.input, row.output) && isKnownLabel(row);
  }
}

/**
 * Each line must be the next token of the input with its tag, and the reader must find the mentions that the
 * tags spell.
 */
function tagsSurvive({ input, output }: InstructionRow, names: readonly string[]): boolean {
  const tokens = input.split(' ');
  const lines = output.split('\n');
  if (lines.length !== tokens.length) return false;
  const gold: string[] = [];
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    const line = lines[i] ?? '';
    const tag = line.startsWith(`${token} : `) ? line.slice(token.length + 3) : '';
    const [, part = tag, type = names[0]] = /^([BI])(?:-(.+))?$/.exec(tag) ?? [];
    if (!/^[BIO]$/.test(part)) return false;
    const end = at + token.length;
    const open = gold.at(-1);
    if (part === 'B') gold.push(`${at}-${end} ${(type ?? '').toLowerCase()}`);
    else if (part === 'I') {
      const [from, before = ''] = /^(\d+)-(\d+)/.exec(open ?? '')?.slice(1) ?? [];
      if (from === undefined || Number(before) !== at - 1) return false;
      gold[gold.length - 1] = `${from}-${end} ${(type ?? '').toLowerCase()}`;
    }
    at = end + 1;
  }
  const entities = names.map((name) => ({ name, description: '' }));
  const [call] = medtunedNerCalls(input, { name: 'rows', entities, relations: [] }, 'evaluation');
  const { value = [], problems = [] } = call?.read(replyOf(output)) ?? {};
  const got = value.map(({ at: span, type }) => `${span?.start ?? ''}-${span?.end ?? ''} ${type}`);
  return problems.length === 0 && got.join('\n') === gold.join('\n');
}

/** Every item of the list must be read back and found in the sentence. */
function listSurvives({ input, output }: InstructionRow, names: readonly string[]): boolean {
  const [, quoted = '""'] = /^Sentence: (.*)$/.exec(input) ?? [];
  const entities = names.map((name) => ({ name, description: '' }));
  try {
    const sentence = String(JSON.parse(quoted));
    const said = Object.values(JSON.parse(output) as Readonly<Record<string, readonly string[]>>).flat();
    const schema = { name: 'rows', entities, relations: [] };
    const { value, problems } = readJsonNer(replyOf(output), sentence, schema, said.length);
    const { mentions, unplaced } = ground(sentence, value);
    return problems.length === 0 && unplaced.length === 0 && mentions.length === said.length;
  } catch {
    return false;
  }
}

function relationSurvives({ source, output }: InstructionRow, between: string, isJson: boolean): boolean {
  const [headType = '', tailType = ''] = between.split('>');
  const scheme = relationSchemeOf(source);
  const types = scheme === undefined ? [] : typesBetween(scheme, headType, tailType);
  if (types.length === 0) return false;
  const mention = (type: string, start: number): Mention => ({
    span: { start, end: start + 1 },
    text: 'x',
    type,
    alignment: 'exact',
  });
  const [head, tail] = [mention(headType, 0), mention(tailType, 2)];
  const call = isJson
    ? jsonRelationCall({ text: 'x x' }, head, tail, types)
    : medtunedRelationCall('x x', head, tail, types, 'evaluation');
  const { value, problems } = call.read(replyOf(output));
  if (problems.length > 0 || value === undefined) return false;
  if (isJson) {
    // Rows that an earlier version made answer with the code.
    const coded = JSON.stringify({ relation: value.type?.code ?? 'none' });
    return [coded, jsonRelationAnswer(value.type?.code, types)].includes(output);
  }
  if (value.type === undefined) return ['none', 'No Relations', 'Negative'].includes(output);
  return output === value.type.code || output === 'Positive';
}

function verdictSurvives(
  call: PromptCall<{ readonly label: string } | undefined>,
  output: string,
  said: string,
): boolean {
  const { value, problems } = call.read(replyOf(output));
  return problems.length === 0 && value?.label === said.toLowerCase();
}

function stringAt(json: string, key: string): string {
  try {
    const value: unknown = (JSON.parse(json) as Readonly<Record<string, unknown>>)[key];
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

const labels = new Map(corpora.map((corpus) => [corpus.name, corpus.labels]));

/** A class must be one of the corpus's labels; if the corpus lists none, any short line is valid. */
function isKnownLabel({ task, source, output }: InstructionRow): boolean {
  if (task !== 'classification') return true;
  const known = source === 'PHEE' ? ['adverse event', 'therapeutic event'] : (labels.get(source) ?? []);
  if (known.length === 0) return output.length < 40 && !output.includes('\n');
  return output.split(', ').every((label) => known.includes(label)) || known.includes(output);
}
