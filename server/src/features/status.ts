import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { ModelFailure } from '../models/error.js';
import type { NoteStatus, StatusParams } from '../shared/protocol.js';
import { summaryOf } from './analyze.js';
import { actionsFor, settingAction } from './next-action.js';

/** What is known when the status is asked for. */
export interface StatusFacts {
  readonly notes: readonly NoteStatus[];
  /** Whether an analysis is about to start by itself. */
  readonly scheduled: boolean;
  /** The engine and the model in use; absent before the first call. */
  readonly selected?: {
    readonly engine: 'ollama' | 'embedded';
    readonly model: string;
    readonly host?: string;
    readonly detail: string;
    readonly explains?: boolean;
    /** Why the engine that comes first was not taken. */
    readonly fallback?: ModelFailure;
  };
  /** Types of the active schema that the model in use was not trained on. */
  readonly unknownTypes?: readonly string[];
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

/** One glance: engine, model, device, what is analyzed, what failed and what to do about it. */
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

/** One note's line in the status. */
export function noteStatusOf(analysis: NoteAnalysis): NoteStatus {
  return { uri: analysis.uri, ...analysis.progress, ...summaryOf(analysis) };
}

/** The line of a note that cannot be analyzed, and why. */
export function unsuitableStatus(uri: string, detail: string): NoteStatus {
  const nothing = { entities: 0, relations: 0, contradictions: 0, failed: 0, unplaced: 0 };
  return { uri, state: 'off', finished: 0, total: 0, ...nothing, detail };
}

/** What is wrong and what to do about it. Doing without Ollama is wrong only for those who chose a model there. */
function nextOf(facts: StatusFacts): Pick<StatusParams, 'problem' | 'actions'> {
  const cause = facts.failure ?? facts.selected?.fallback;
  const { chosenModel: model, clientCommands } = facts;
  if (!cause) {
    return knowsLess(facts) ? { actions: actionsFor('unknown-types', { model, clientCommands }) } : {};
  }
  return {
    ...((facts.failure ?? model !== '') && { problem: cause.code }),
    actions: actionsFor(cause.code, { model, clientCommands }),
  };
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

/** Whether the model in use cannot find all that the schema asks for. */
function knowsLess({ selected, unknownTypes = [] }: StatusFacts): boolean {
  return selected !== undefined && unknownTypes.length > 0;
}

function detailOf(facts: StatusFacts): { detail: string } | undefined {
  const { failure, selected, notes, unknownTypes = [] } = facts;
  if (failure) return { detail: failure.message };
  if (selected && knowsLess(facts)) {
    const types = unknownTypes.join(', ');
    const gap = l10n.t('{model} does not know: {types}. Choose a model in Ollama for them.', {
      model: selected.model,
      types,
    });
    return { detail: `${selected.detail} ${gap}` };
  }
  if (selected) return { detail: selected.detail };
  const detail = notes.find((note) => note.detail !== undefined)?.detail;
  return detail === undefined ? undefined : { detail };
}

function deviceName(gpuShare: number | undefined): string | undefined {
  if (gpuShare === undefined) return undefined;
  if (gpuShare >= 0.995) return l10n.t('GPU');
  if (gpuShare < 0.005) return l10n.t('CPU');
  return l10n.t('{0} % GPU', Math.round(gpuShare * 100));
}
