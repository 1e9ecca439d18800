import type { ModelChoice, ModelsResult } from '../../../server/src/shared/protocol.js';
import { measurementWords } from '../../../server/src/shared/measurement-words.js';
import { size } from '../format.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';
import { recommendedModels } from './recommended-models.js';

/** One line of the list of models, and what choosing it means. */
export interface ModelItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly choice:
    | { readonly kind: 'use'; readonly model: ModelChoice }
    | { readonly kind: 'refused'; readonly model: ModelChoice }
    | { readonly kind: 'pull'; readonly model: string }
    | { readonly kind: 'other' | 'file' | 'automatic' | 'unreachable' | 'server' | 'measure' };
}

export interface ModelSections {
  readonly ollama: ModelItem[];
  /** Of the OpenAI-compatible server; empty if the settings name none. */
  readonly server: ModelItem[];
  readonly embedded: ModelItem[];
  readonly download: ModelItem[];
  readonly more: ModelItem[];
}

/**
 * The list to choose a model from, in sections. `chosen` is the model that the settings name: where Ollama
 * lacks it, it comes first among those to download.
 */
export function modelSections(result: ModelsResult, chosen: string, l10n: Translator): ModelSections {
  const reachable = result.unreachable === undefined;
  const items = result.models.map((model) => ({ engine: model.engine, item: modelItem(model, l10n) }));
  const present = new Set(
    result.models.filter(({ engine }) => engine === 'ollama').map(({ name }) => withTag(name)),
  );
  return {
    ollama: [
      ...items.filter(({ engine }) => engine === 'ollama').map(({ item }) => item),
      ...(reachable ? [] : [unreachableItem(result, l10n)]),
    ],
    server: [
      ...items.filter(({ engine }) => engine === 'openai').map(({ item }) => item),
      ...(result.server?.unreachable === undefined ? [] : [serverItem(result.server.unreachable, l10n)]),
    ],
    embedded: items.filter(({ engine }) => engine === 'embedded').map(({ item }) => item),
    download: reachable ? downloadItems(present, chosen, l10n) : [],
    more: [
      {
        label: l10n.t('Automatic'),
        detail: l10n.t('Ollama if it answers and has the chosen model, else the embedded engine'),
        choice: { kind: 'automatic' },
      },
      {
        label: l10n.t('Measure This Model …'),
        detail: l10n.t('How well the model in use reads annotated notes, on this machine'),
        choice: { kind: 'measure' },
      },
      {
        label: l10n.t('Choose a GGUF file …'),
        detail: l10n.t('For the embedded engine'),
        choice: { kind: 'file' },
      },
    ],
  };
}

function modelItem(model: ModelChoice, l10n: Translator): ModelItem {
  const facts = [
    model.current ? l10n.t('in use') : '',
    model.sizeBytes === undefined ? '' : size(model.sizeBytes, l10n),
  ];
  return {
    label: plainText(model.name),
    description: facts.filter((fact) => fact !== '').join(' · '),
    detail: plainText(model.refused ?? detailOf(model, l10n)),
    choice: { kind: model.refused === undefined ? 'use' : 'refused', model },
  };
}

/** What a model is, and how well it reads the notes that come with BioNote. */
function detailOf({ description, measured }: ModelChoice, l10n: Translator): string {
  const words = measured === undefined ? l10n.t('not measured') : measurementWords(measured, l10n);
  return [description, words].filter((part) => part !== '').join(' · ');
}

function unreachableItem({ unreachable = '' }: ModelsResult, l10n: Translator): ModelItem {
  return {
    label: l10n.t('Look for Ollama again'),
    detail: plainText(unreachable),
    choice: { kind: 'unreachable' },
  };
}

function serverItem(unreachable: string, l10n: Translator): ModelItem {
  return {
    label: l10n.t('Open the address of the server'),
    detail: plainText(unreachable),
    choice: { kind: 'server' },
  };
}

function downloadItems(present: ReadonlySet<string>, chosen: string, l10n: Translator): ModelItem[] {
  const items: ModelItem[] = [];
  const recommended = recommendedModels.find(({ name }) => name === chosen);
  if (chosen !== '' && !recommended && !present.has(withTag(chosen))) {
    items.push({
      label: plainText(chosen),
      description: l10n.t('chosen, not in Ollama yet'),
      choice: { kind: 'pull', model: chosen },
    });
  }
  for (const { name, bytes } of recommendedModels) {
    if (present.has(withTag(name))) continue;
    const facts = [size(bytes, l10n), ...(name === chosen ? [l10n.t('chosen, not in Ollama yet')] : [])];
    items.push({
      label: name,
      description: facts.join(' · '),
      detail: l10n.t('not measured'),
      choice: { kind: 'pull', model: name },
    });
  }
  items.push({ label: l10n.t('Another model …'), choice: { kind: 'other' } });
  return items;
}

/** Whether Ollama answered, has the model `name`, and lets it be used. */
export function isServed({ models, unreachable }: ModelsResult, name: string): boolean {
  return (
    unreachable === undefined &&
    models.some(
      (model) =>
        model.engine === 'ollama' && model.refused === undefined && withTag(model.name) === withTag(name),
    )
  );
}

/** Ollama lists "name:latest" for a model that is asked for as "name". */
function withTag(name: string): string {
  return name.includes(':') ? name : `${name}:latest`;
}
