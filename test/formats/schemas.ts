import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';

/**
 * A check against a published JSON Schema that also refuses fields that the schema does not name: readers may meet new
 * ones, but none that is not documented.
 *
 * @returns what is wrong with a value; empty where nothing is.
 */
export async function schemaCheck(name: string): Promise<(value: unknown) => string> {
  const path = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  const schema = JSON.parse(await readFile(path, 'utf8'), closed) as object;
  const ajv = new Ajv({ strict: true, allErrors: true });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? '' : ajv.errorsText(validate.errors));
}

function closed(_: string, value: unknown): unknown {
  const isObjectSchema = typeof value === 'object' && value !== null && 'properties' in value;
  return isObjectSchema ? { ...value, additionalProperties: false } : value;
}
