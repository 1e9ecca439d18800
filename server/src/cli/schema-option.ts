import * as l10n from '@vscode/l10n';
import type { Schema } from '../tasks/schema.js';
import { readCustomSchemas } from '../tasks/custom-schemas.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';
import { readTextFile } from './bounded-reading.js';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

const builtIn = [clinicalSchema, biomedicalSchema];

/** In bytes. */
const largestSchemaFile = 1_000_000;

/**
 * Resolves `--schema`: a built-in schema, or the first one in a JSON file of the form of the setting
 * `bionote.customSchemas`.
 *
 * @throws UsageError if there is none, or the file is not valid; or the signal's reason.
 */
export async function schemaFor(name: string, signal: AbortSignal): Promise<Schema> {
  if (!name.toLowerCase().endsWith('.json')) {
    const schema = builtIn.find((each) => each.name === name);
    if (schema === undefined) {
      throw new UsageError(
        l10n.t('There is no schema “{schema}”. Use clinical or biomedical, or a JSON file.', {
          schema: visible(name),
        }),
      );
    }
    return schema;
  }
  const { schemas, problems } = readCustomSchemas(await readJson(name, signal));
  const [schema] = schemas;
  if (schema === undefined || problems.length > 0) {
    const found = problems.length > 0 ? problems.join('\n') : l10n.t('It contains no schema.');
    throw new UsageError(`${visible(name)}: ${visible(found)}`);
  }
  return schema;
}

async function readJson(path: string, signal: AbortSignal): Promise<unknown> {
  const text = await readTextFile(path, largestSchemaFile, signal);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(l10n.t('{path} is not JSON.', { path: visible(path) }), { cause: error });
  }
}
