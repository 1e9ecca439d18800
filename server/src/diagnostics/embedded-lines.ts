import * as l10n from '@vscode/l10n';
import type {
  ChosenFacts,
  EmbeddedFacts,
  EncoderFacts,
  EngineFacts,
  Weights,
} from '../models/engine-facts.js';
import type { EngineName } from '../models/runtime.js';
import { adviceFor } from './advice.js';
import type { LineState, ReportLine } from './report-line.js';

/** Which model answers; a problem where none does, or where what it needs is not there. */
export function chosenLines({ chosen, encoder, gguf }: EngineFacts): ReportLine[] {
  const base = { topic: 'model', name: 'chosen', label: l10n.t('Chosen model') } as const;
  if (chosen.failure !== undefined) {
    return [
      {
        ...base,
        state: 'problem',
        value: l10n.t('none can be used ({0})', chosen.failure),
        action: adviceFor(chosen.failure),
      },
    ];
  }
  const fault = isEmbedded(chosen) ? faultOf(chosen.kind === 'encoder' ? encoder : gguf) : undefined;
  const { traits, dialect, fallback } = chosen;
  const value = [engineName(chosen.engine), ...traits, l10n.t('dialect {0}', dialect)].join(', ');
  const line: ReportLine =
    fault === undefined
      ? { ...base, state: 'ok', value }
      : { ...base, state: 'problem', value: `${value}: ${fault.value}`, action: fault.action };
  if (fallback === undefined) return [line];
  return [
    line,
    {
      topic: 'model',
      name: 'fallback',
      state: 'note',
      label: l10n.t('Why not Ollama'),
      value: fallback,
    },
  ];
}

/** The embedded engine; what is missing there is a problem only where its model is the chosen one. */
export function embeddedLines({ chosen, encoder, gguf }: EngineFacts): ReportLine[] {
  const needs = (kind: 'encoder' | 'writer'): LineState =>
    chosen.failure === undefined && !(isEmbedded(chosen) && chosen.kind === kind) ? 'note' : 'problem';
  return [
    ...partLines('encoder', encoder, needs('encoder')),
    ...probeLines(encoder),
    ...partLines('gguf', gguf, needs('writer')),
  ];
}

function partLines(
  topic: 'encoder' | 'gguf',
  { weights, binaries, version }: EmbeddedFacts,
  missing: LineState,
): ReportLine[] {
  const state = (isThere: boolean): Pick<ReportLine, 'state' | 'action'> =>
    isThere ? { state: 'ok' } : { state: missing, action: adviceFor('engine-unavailable') };
  return [
    {
      topic,
      name: 'weights',
      label: topic === 'encoder' ? l10n.t('Encoder, weights') : l10n.t('GGUF engine, weights'),
      value: weightsText(weights),
      ...state(weights !== 'missing'),
    },
    {
      topic,
      name: 'binaries',
      label: topic === 'encoder' ? l10n.t('Encoder, binaries') : l10n.t('GGUF engine, binaries'),
      value: binaries ? l10n.t('available for this platform') : l10n.t('not available for this platform'),
      ...state(binaries),
    },
    ...(binaries ? [versionLine(topic, version)] : []),
  ];
}

/** Which release of the native library would be loaded. */
function versionLine(topic: 'encoder' | 'gguf', version: EmbeddedFacts['version']): ReportLine {
  const base = { topic, name: 'version', label: topic === 'encoder' ? 'ONNX Runtime' : 'llama.cpp' } as const;
  if (version === undefined) return { ...base, state: 'note', value: l10n.t('unknown') };
  const { library, binding } = version;
  return {
    ...base,
    state: 'ok',
    value: binding === undefined ? library : `${library} (node-llama-cpp ${binding})`,
  };
}

function probeLines({ probe }: EncoderFacts): ReportLine[] {
  const base = { topic: 'encoder', name: 'probe', label: l10n.t('Encoder, one sentence') } as const;
  if (probe === undefined) return [{ ...base, state: 'note', value: l10n.t('not asked') }];
  if (probe === 'answered') return [{ ...base, state: 'ok', value: l10n.t('answered') }];
  return [{ ...base, state: 'problem', value: l10n.t('no answer ({0})', probe), action: adviceFor(probe) }];
}

/** What keeps an embedded model from answering. */
function faultOf(facts: EncoderFacts): Required<Pick<ReportLine, 'value' | 'action'>> | undefined {
  if (!facts.binaries) {
    return { value: l10n.t('not available for this platform'), action: adviceFor('engine-unavailable') };
  }
  if (facts.probe === undefined || facts.probe === 'answered') return undefined;
  return { value: l10n.t('no answer ({0})', facts.probe), action: adviceFor(facts.probe) };
}

function isEmbedded(chosen: ChosenFacts): boolean {
  return chosen.failure === undefined && chosen.engine === 'embedded';
}

function engineName(engine: EngineName): string {
  switch (engine) {
    case 'embedded':
      return l10n.t('embedded engine');
    case 'ollama':
      return 'Ollama';
    case 'openai':
      return l10n.t('OpenAI-compatible server');
  }
}

function weightsText(weights: Weights): string {
  switch (weights) {
    case 'ours':
      return l10n.t('included with BioNote');
    case 'own':
      return l10n.t('named in the settings');
    case 'missing':
      return l10n.t('not available');
  }
}
