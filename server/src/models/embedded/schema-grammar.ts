import type { JsonSchema } from '../../tasks/task.js';

/** The rules that all grammars share, as in llama.cpp's `json-schema-to-grammar`. */
const primitives = {
  space: String.raw`| " " | "\n"{1,2} [ \t]{0,20}`,
  char: String.raw`[^"\\\x7F\x00-\x1F] | [\\] (["\\bfnrt] | "u" [0-9a-fA-F]{4})`,
  string: String.raw`"\"" char* "\"" space`,
  integer: `("-"? ([0] | [1-9] [0-9]{0,15})) space`,
  number: `("-"? ([0] | [1-9] [0-9]{0,15})) ("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,15})? space`,
  boolean: `("true" | "false") space`,
  null: `"null" space`,
} as const;

type Primitive = 'string' | 'integer' | 'number' | 'boolean' | 'null';

/**
 * The GBNF grammar of a JSON schema, by the rules of llama.cpp's `json-schema-to-grammar`, which Ollama and llama-server
 * use: the required properties in their order, then any of the others in theirs. The embedded engine is so held to the same
 * replies. (The grammar that `node-llama-cpp` makes of a schema requires every property.)
 *
 * @throws TypeError for a schema that says what the tasks never ask for, such as `anyOf`.
 */
export function schemaGrammar(schema: JsonSchema): string {
  const rules = new Map<string, string>(Object.entries(primitives));
  const root = ruleOf(schema, rules, 'root');
  rules.set('root', root);
  return [...rules].map(([name, rule]) => `${name} ::= ${rule}`).join('\n');
}

/** The right side of a schema's rule; those of its parts are put into `rules` under names that begin with `name`. */
function ruleOf(schema: JsonSchema, rules: Map<string, string>, name: string): string {
  if (Array.isArray(schema['enum'])) {
    return `(${schema['enum'].map((value) => literal(JSON.stringify(value))).join(' | ')}) space`;
  }
  const { type } = schema;
  switch (type) {
    case 'object':
      return objectRule(schema, rules, name);
    case 'array':
      return arrayRule(schema, rules, name);
    case 'string':
      return stringRule(schema);
    case 'integer':
    case 'number':
    case 'boolean':
    case 'null':
      return type satisfies Primitive;
    default:
      throw new TypeError('A reply can only be held to objects, arrays, enumerations and primitive types.');
  }
}

function objectRule(schema: JsonSchema, rules: Map<string, string>, name: string): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const required = new Set((schema['required'] ?? []) as string[]);
  const pairs = properties.map(([key, value], index) => {
    const own = `${name}-${index}`;
    rules.set(own, ruleOf(value, rules, own));
    const pair = `${own}-kv`;
    rules.set(pair, `${literal(JSON.stringify(key))} space ":" space ${own}`);
    return { pair, isRequired: required.has(key) };
  });
  const always = pairs.filter(({ isRequired }) => isRequired).map(({ pair }) => pair);
  const maybe = pairs.filter(({ isRequired }) => !isRequired).map(({ pair }) => pair);
  const parts = ['"{" space', ...(always.length > 0 ? [always.join(' "," space ')] : [])];
  if (maybe.length > 0) {
    for (const [index, pair] of maybe.entries()) {
      const next = maybe[index + 1];
      if (next !== undefined) rules.set(`${pair}-rest`, `("," space ${next})? ${restOf(maybe, index + 1)}`);
    }
    const firsts = maybe.map((pair, index) => `${pair} ${restOf(maybe, index)}`.trim()).join(' | ');
    parts.push(always.length > 0 ? `("," space (${firsts}))?` : `(${firsts})?`);
  }
  return [...parts, '"}" space'].join(' ');
}

/** What may follow an optional property: those after it. */
function restOf(maybe: readonly string[], index: number): string {
  const pair = maybe[index];
  return pair === undefined || index === maybe.length - 1 ? '' : `${pair}-rest`;
}

function arrayRule(schema: JsonSchema, rules: Map<string, string>, name: string): string {
  const item = `${name}-item`;
  rules.set(item, ruleOf((schema['items'] ?? {}) as JsonSchema, rules, item));
  const least = boundOf(schema, 'minItems') ?? 0;
  const most = boundOf(schema, 'maxItems');
  if (most === 0) return '"[" space "]" space';
  const more = repeated(
    `("," space ${item})`,
    Math.max(0, least - 1),
    most === undefined ? undefined : most - 1,
  );
  const items = `${item} ${more}`.trim();
  return `"[" space ${least === 0 ? `(${items})?` : items} "]" space`;
}

function stringRule(schema: JsonSchema): string {
  const least = boundOf(schema, 'minLength') ?? 0;
  const most = boundOf(schema, 'maxLength');
  if (least === 0 && most === undefined) return 'string';
  return String.raw`"\"" ${repeated('char', least, most)} "\"" space`;
}

/** `what` from `least` to `most` times. */
function repeated(what: string, least: number, most: number | undefined): string {
  if (most === 0) return '';
  if (most === undefined) return least === 0 ? `${what}*` : least === 1 ? `${what}+` : `${what}{${least},}`;
  return least === 0 && most === 1 ? `${what}?` : `${what}{${least},${most}}`;
}

function boundOf(schema: JsonSchema, name: string): number | undefined {
  const bound = schema[name];
  return typeof bound === 'number' ? bound : undefined;
}

/** A string of GBNF that stands for exactly this text. */
function literal(text: string): string {
  const escaped = text.replace(/[\\"]/gu, '\\$&').replace(/\n/gu, '\\n').replace(/\r/gu, '\\r');
  return `"${escaped}"`;
}
