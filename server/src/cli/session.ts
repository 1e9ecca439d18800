import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Parts } from '../session/parts.js';
import type { Settings } from '../shared/protocol.js';
import { unknownTypes, unknownTypesNotice } from '../tasks/ner/unknown-types.js';
import type { Schema } from '../tasks/schema.js';
import { tell, type Terminal } from './terminal.js';
import { visible } from './visible.js';

/** What every command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /**
   * Builds the engines and the analysis; no model is loaded yet.
   *
   * @param storage a folder where answers are kept; absent: nothing is kept.
   */
  readonly build: (storage?: string) => Parts;
  /** The folder of the extension, with what comes with BioNote. */
  readonly extension: string;
  readonly version: string;
}

/** How much is kept in a folder that the user names for it. */
const keptMegabytes = 8192;

/** Runs `work` with configured parts and stops the engines afterwards. */
export async function withParts<T>(
  { build }: CommandContext,
  settings: Settings,
  schema: Schema,
  work: (parts: Parts) => Promise<T>,
  storage?: string,
): Promise<T> {
  const parts = build(storage);
  parts.models.configure(settings);
  parts.configureCache({ ...settings.cache, maxMegabytes: keptMegabytes });
  parts.analysis.configure({
    schema,
    entities: settings.entities,
    relations: settings.relations,
    contradictions: settings.contradictions,
  });
  try {
    return await work(parts);
  } finally {
    await parts.dispose();
  }
}

/**
 * Selects the model and reports which one it is, and why; and which types of `schema` it does not know.
 *
 * @throws ModelError or the signal's reason.
 */
export async function announceModel(
  { models }: Parts,
  { terminal, signal }: CommandContext,
  quiet: boolean,
  schema?: Schema,
): Promise<void> {
  await models.current(signal);
  const { selected } = models;
  if (selected === undefined) {
    return;
  }
  const gap = schema && unknownTypesNotice(selected.model, schema, unknownTypes(schema, selected));
  if (gap !== undefined) {
    tell(terminal, visible(gap), 'warning');
  }
  if (quiet) {
    return;
  }
  const { model, engine, host, fallback } = selected;
  const used =
    engine === 'embedded'
      ? l10n.t('Model: {model}, in the embedded engine.', { model })
      : engine === 'ollama'
        ? l10n.t('Model: {model}, in Ollama at {host}.', { model, host: host ?? '' })
        : l10n.t('Model: {model}, at the server {host}.', { model, host: host ?? '' });
  const why = fallback && l10n.t('Ollama is not used: {reason}', { reason: fallback.message });
  tell(terminal, visible([used, why ?? ''].join(' ').trim()));
}

/** {@link announceModel} at the first call; later calls wait for the same outcome. */
export function announcer(
  parts: Parts,
  context: CommandContext,
  quiet: boolean,
  schema?: Schema,
): () => Promise<void> {
  let announced: Promise<void> | undefined;
  return () => (announced ??= announceModel(parts, context, quiet, schema));
}

/** Where the notes lie that come with BioNote. */
export function benchmarkFolder({ extension }: CommandContext): string {
  return join(extension, 'benchmark');
}
