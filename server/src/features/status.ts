import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { ModelFailure } from '../models/error.js';
import type { EngineName } from '../models/runtime.js';
import type { NoteStatus, Settings, StatusParams } from '../shared/protocol.js';
import { unknownTypesNotice } from '../tasks/ner/unknown-types.js';
import type { Schema } from '../tasks/schema.js';
import { summaryOf } from './analyze.js';
import { actionsFor, settingAction } from './next-action.js';

/** The facts that the status is computed from. */
export interface StatusFacts {
  readonly notes: readonly NoteStatus[];
  /** Whether an analysis is about to start by itself. */
  readonly scheduled: boolean;
  /** The engine and the model in use; absent before the first call. */
  readonly selected?: {
    readonly engine: EngineName;
    readonly model: string;
    readonly host?: string;
    readonly detail: string;
    readonly explains?: boolean;
    /** Why the engine that comes first was not taken. */
    readonly fallback?: ModelFailure;
  };
  /** The active schema. */
  readonly schema?: Pick<Schema, 'name' | 'entities'>;
  /** Its types that the model in use was not trained on. */
  readonly unknownTypes?: readonly string[];
  /** Whether the engine does not hold the model to the shape that its replies must have. */
  readonly ignoresSchema?: boolean;
  /** Whether the engine tells no probabilities of tokens. */
  readonly lacksLogprobs?: boolean;
  /** The engine that the settings name. */
  readonly engine?: Settings['engine'];
  /** Why no model can be called now. */
  readonly failure?: ModelFailure;
  /** Share of the model on the GPU, 0 to 1. */
  readonly gpuShare?: number;
  readonly lastMilliseconds?: number;
  /** The first thing that is wrong with the settings: the full name of the setting, and what is wrong. */
  readonly wrongSetting?: { readonly setting: string; readonly message: string };
  readonly host: string;
  readonly chosenModel: string;
  /** Whether the client carries out BioNote's own commands. */
  readonly clientCommands: boolean;
}

/** The status: engine, model, device, what is analyzed, what failed and what to do about it. */
export function computeStatus(facts: StatusFacts): StatusParams {
  const { selected, lastMilliseconds } = facts;
  const host = selected ? selected.host : facts.host;
  const device = deviceName(facts.gpuShare);
  return {
    state: stateOf(facts),
    ...(selected && { engine: selected.engine, model: selected.model }),
    ...(host !== undefined && host !== '' && { host }),
    ...(device !== undefined && { device }),
    ...(lastMilliseconds !== undefined && { lastMilliseconds: Math.round(lastMilliseconds) }),
    ...(selected?.explains !== undefined && { explains: selected.explains }),
    ...detailOf(facts),
    ...nextOf(facts),
    ...wrongSettingOf(facts),
    notes: facts.notes,
  };
}

/** The status of one note. */
export function noteStatusOf(analysis: NoteAnalysis): NoteStatus {
  return { uri: analysis.uri, ...analysis.progress, ...summaryOf(analysis) };
}

/** The status of a note that cannot be analyzed. */
export function unsuitableStatus(uri: string, detail: string): NoteStatus {
  const nothing = { entities: 0, relations: 0, contradictions: 0, failed: 0, unplaced: 0 };
  return { uri, state: 'off', finished: 0, total: 0, ...nothing, detail };
}

/**
 * What is wrong and what to do about it. Doing without Ollama is wrong only for those who chose a model there; others
 * are told what would help, and no more.
 */
function nextOf(facts: StatusFacts): Pick<StatusParams, 'problem' | 'actions'> {
  const { chosenModel: model, clientCommands, engine, selected } = facts;
  const cause = causeOf(facts);
  const gap = cause ? undefined : gapOf(facts);
  const code = cause?.code ?? gap?.code ?? selected?.fallback?.code;
  if (code === undefined) return {};
  return {
    ...((cause ?? gap?.findsNothing) && { problem: code }),
    actions: actionsFor(code, { model, clientCommands, ...(engine && { engine }) }),
  };
}

function causeOf({ failure, selected, chosenModel }: StatusFacts): ModelFailure | undefined {
  return failure ?? (chosenModel === '' ? undefined : selected?.fallback);
}

function wrongSettingOf({ wrongSetting, clientCommands }: StatusFacts): Pick<StatusParams, 'wrongSetting'> {
  if (!wrongSetting) return {};
  const { setting, message } = wrongSetting;
  const action = settingAction(setting, clientCommands);
  return { wrongSetting: { message, ...(action && { action }) } };
}

function stateOf({ notes, scheduled, selected, failure }: StatusFacts): StatusParams['state'] {
  if (failure) return 'unavailable';
  if (scheduled || notes.some(({ state }) => state === 'running')) return selected ? 'analyzing' : 'starting';
  if (notes.every(({ state }) => state === 'off')) return 'off';
  return 'ready';
}

/** What the model in use falls short of, though it answers. */
interface Gap {
  readonly code: 'unknown-types' | 'ignores-schema' | 'no-probabilities';
  readonly message: string;
  /** Whether nothing at all is found because of it. */
  readonly findsNothing: boolean;
}

function gapOf({
  selected,
  schema,
  unknownTypes = [],
  ignoresSchema,
  lacksLogprobs,
}: StatusFacts): Gap | undefined {
  if (!selected) return undefined;
  const { model } = selected;
  const notice = unknownTypesNotice(model, schema, unknownTypes);
  if (notice !== undefined) {
    const findsNothing = unknownTypes.length === schema?.entities.length;
    return { code: 'unknown-types', message: notice, findsNothing };
  }
  if (ignoresSchema) {
    const message =
      selected.engine === 'ollama'
        ? l10n.t(
            'Ollama does not enforce the form of the answers of {model}, so some cannot be used. Update Ollama to 0.31.2 or newer and restart the language server, or choose another model.',
            { model },
          )
        : l10n.t(
            'The server does not enforce the form of the answers of {model}, so some cannot be used. Use a server that accepts a JSON schema as response_format.',
            { model },
          );
    return { code: 'ignores-schema', message, findsNothing: false };
  }
  if (!lacksLogprobs) return undefined;
  const message = l10n.t(
    'The server gives no probabilities for {model}, so relations and contradictions are shown however uncertain they are.',
    { model },
  );
  return { code: 'no-probabilities', message, findsNothing: false };
}

function detailOf(facts: StatusFacts): { detail: string } | undefined {
  const { failure, selected, notes } = facts;
  if (failure) return { detail: failure.message };
  const gap = gapOf(facts);
  if (gap?.findsNothing && !causeOf(facts)) return { detail: gap.message };
  if (selected) return { detail: gap ? `${selected.detail} ${gap.message}` : selected.detail };
  const detail = notes.find((note) => note.detail !== undefined)?.detail;
  return detail === undefined ? undefined : { detail };
}

function deviceName(gpuShare: number | undefined): string | undefined {
  if (gpuShare === undefined) return undefined;
  if (gpuShare >= 0.995) return l10n.t('GPU');
  if (gpuShare < 0.005) return l10n.t('CPU');
  return l10n.t('{0} % GPU', Math.round(gpuShare * 100));
}
