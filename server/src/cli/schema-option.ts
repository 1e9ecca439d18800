import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Schema } from '../tasks/schema.js';
import { readCustomSchemas } from '../tasks/custom-schemas.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';
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
        l10n.t('There is no schema “{schema}”. Use clinical or biomedical, or a JSON file.', {
          schema: visible(name),
        }),
      );
    }
    return schema;
  }
  const { schemas, problems } = readCustomSchemas(await readJson(name));
  const [schema] = schemas;
  if (schema === undefined || problems.length > 0) {
    const found = problems.length > 0 ? problems.join('\n') : l10n.t('It holds no schema.');
    throw new UsageError(`${visible(name)}: ${visible(found)}`);
  }
  return schema;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    const shown = { path: visible(path) };
    const reason =
      error instanceof SyntaxError
        ? l10n.t('{path} is not JSON.', shown)
        : l10n.t('{path} cannot be read.', shown);
    throw new UsageError(reason, { cause: error });
  }
}
