import { computeStatus } from '../features/status.js';
import type { SettingProblem } from '../settings/setting-problems.js';
import type { Settings, StatusParams } from '../shared/protocol.js';
import { unknownTypes } from '../tasks/ner/unknown-types.js';
import type { Schema } from '../tasks/schema.js';
import type { BackgroundAnalysis } from './background.js';
import type { ModelState } from './model-state.js';
import type { OpenNotes } from './open-notes.js';
import type { Parts } from './parts.js';

/** What the status is made from. */
export interface StatusSources {
  readonly parts: Parts;
  readonly state: ModelState;
  readonly background: BackgroundAnalysis;
  readonly notes: OpenNotes;
  readonly schema: Schema;
  readonly settings: Settings;
  readonly problem?: SettingProblem | undefined;
  readonly clientCommands: Parameters<typeof computeStatus>[0]['clientCommands'];
}

/** What the status shows now. */
export function sessionStatus(sources: StatusSources): StatusParams {
  const { parts, state, background, schema, settings, problem, clientCommands } = sources;
  const { failure, device } = state;
  const [{ lastMilliseconds }, { selected }] = [parts.analysis, parts.models];
  const notes = sources.notes.statuses();
  return computeStatus({
    notes,
    // A finished note has nothing left to analyze.
    scheduled: notes.some((note) => note.state !== 'done' && background.isScheduled(note.uri)),
    ...(selected && { selected, unknownTypes: unknownTypes(schema, selected) }),
    schema,
    ...(failure && { failure }),
    ...(device.gpuShare !== undefined && { gpuShare: device.gpuShare }),
    ignoresSchema: device.ignoresSchema ?? false,
    lacksLogprobs: device.lacksLogprobs ?? false,
    engine: settings.engine,
    ...(lastMilliseconds !== undefined && { lastMilliseconds }),
    ...(problem && { wrongSetting: problem }),
    host: parts.models.effectiveHost(),
    chosenModel: settings.ollama.model,
    clientCommands,
  });
}
