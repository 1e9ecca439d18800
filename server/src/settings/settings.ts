import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { settingsSection, type Settings } from '../shared/protocol.js';
import { expectation, printable } from '../tasks/expectation.js';

const probability = z.number().min(0).max(1);

const shape = z.object({
  engine: z.enum(['auto', 'ollama', 'embedded', 'openai']).default('auto'),
  ollama: z
    .object({
      host: z.string().trim().max(1024).default('http://127.0.0.1:11434'),
      model: z.string().trim().max(512).default(''),
      allowRemoteHost: z.boolean().default(false),
      allowCloudModels: z.boolean().default(false),
    })
    .prefault({}),
  openai: z
    .object({
      url: z.string().trim().max(1024).default(''),
      model: z.string().trim().max(512).default(''),
    })
    .prefault({}),
  embedded: z.object({ modelPath: z.string().max(4096).default('') }).prefault({}),
  dialect: z.enum(['auto', 'json', 'medtuned', 'medtuned-training', 'starter']).default('auto'),
  entities: z
    .object({
      from: z.enum(['model', 'encoder', 'auto']).default('model'),
      examples: z.enum(['corrected', 'none']).default('corrected'),
    })
    .prefault({}),
  schema: z.string().trim().min(1).max(128).default('clinical'),
  customSchemas: z.record(z.string(), z.unknown()).default({}),
  analyze: z.enum(['whileTyping', 'onSave', 'onDemand']).default('whileTyping'),
  languages: z.array(z.string().max(128)).max(64).default([]),
  relations: z.object({ enabled: z.boolean().default(true) }).prefault({}),
  contradictions: z
    .object({
      enabled: z.boolean().default(true),
      threshold: z.exactOptional(probability),
      severity: z.enum(['warning', 'information', 'hint']).default('warning'),
      ignoreLines: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
    })
    .prefault({}),
  classification: z
    .object({ labels: z.array(z.string().trim().min(1).max(200)).max(50).default([]) })
    .prefault({}),
  cache: z.object({ enabled: z.boolean().default(true) }).prefault({}),
  languageModelTools: z.object({ enabled: z.boolean().default(false) }).prefault({}),
  review: z.object({ annotator: z.string().trim().max(128).default('') }).prefault({}),
  highlight: z.enum(['decorations', 'semanticTokens', 'off']).default('decorations'),
});

/** An unusable value. The value itself is not repeated. */
export interface UnusableValue {
  /** The setting's name, such as `bionote.ollama.host`. */
  readonly setting: string;
  /** What was expected, in the user's language: completes "expected …". */
  readonly expected: string;
}

/** Complete settings within their bounds, and every value that was unusable. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly UnusableValue[];
}

/**
 * Checks settings from a client. A missing value gets its default. So does an unusable one, which is also named
 * in `problems`. Never throws.
 */
export function readSettings(value: unknown): ReadSettings {
  const problems: UnusableValue[] = [];
  if (value !== undefined && value !== null && !isRecord(value)) {
    problems.push({ setting: settingsSection, expected: l10n.t('an object') });
  }
  const candidate = isRecord(value) ? withoutNulls(value) : {};
  const first = shape.safeParse(candidate);
  if (first.success) return { settings: first.data, problems };
  for (const issue of first.error.issues) {
    const setting = [settingsSection, ...issue.path.map((key) => printable(String(key)))].join('.');
    problems.push({ setting, expected: expectation(issue) });
    remove(candidate, issue.path);
  }
  const second = shape.safeParse(candidate);
  return { settings: second.success ? second.data : defaultSettings, problems };
}

/** The default settings. */
export const defaultSettings: Settings = shape.parse({});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Clients send `null` for what is not set. */
function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, isRecord(inner) ? withoutNulls(inner) : inner]),
  );
}

/** Removes the setting at `path`. A path into a list removes the whole list. */
function remove(value: Record<string, unknown>, path: readonly PropertyKey[]): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const inner = value[String(key)];
  if (rest.length > 0 && isRecord(inner)) remove(inner, rest);
  else Reflect.deleteProperty(value, key);
}
