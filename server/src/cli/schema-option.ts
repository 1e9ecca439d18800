import { readFile } from 'node:fs/promises';
import type { Schema } from '../tasks/schema.js';
import { biomedicalSchema, clinicalSchema, readCustomSchemas } from '../tasks/schemas.js';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

const builtIn = [clinicalSchema, biomedicalSchema];

/**
 * The schema that `--schema` names: a built-in one, or the first of a JSON file that is written like the
 * setting `bionote.customSchemas`.
 *
 * @throws UsageError where there is none, or the file has mistakes.
 */
export async function schemaFor(name: string): Promise<Schema> {
  if (!name.toLowerCase().endsWith('.json')) {
    const schema = builtIn.find((each) => each.name === name);
    if (schema === undefined) {
      throw new UsageError(
        `There is no schema “${visible(name)}”. Use ${builtIn.map((each) => each.name).join(' or ')}, or a JSON file.`,
      );
    }
    return schema;
  }
  const { schemas, problems } = readCustomSchemas(await readJson(name));
  const [schema] = schemas;
  if (schema === undefined || problems.length > 0) {
    const found = problems.length > 0 ? problems.join('\n') : 'It holds no schema.';
    throw new UsageError(`${visible(name)}: ${visible(found)}`);
  }
  return schema;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new UsageError(`${visible(path)} ${reason}.`, { cause: error });
  }
}
