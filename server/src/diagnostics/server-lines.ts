import * as l10n from '@vscode/l10n';
import type { EngineFacts, Place, ServerFacts } from '../models/engine-facts.js';
import type { Settings } from '../shared/settings.js';
import { adviceFor } from './advice.js';
import type { LineState, ReportLine } from './report-line.js';

/** The servers that the settings name. That one is missing is a problem only where it was chosen. */
export function serverLines(
  { ollama, server }: EngineFacts,
  { engine, ...settings }: Settings,
): ReportLine[] {
  const wantsOllama = engine === 'ollama' || (engine === 'auto' && settings.ollama.model !== '');
  return [
    ...linesOf('ollama', 'Ollama', ollama, wantsOllama),
    ...(server ? linesOf('server', l10n.t('OpenAI-compatible server'), server, engine === 'openai') : []),
  ];
}

function linesOf(
  topic: 'ollama' | 'server',
  label: string,
  facts: ServerFacts,
  isWanted: boolean,
): ReportLine[] {
  const { failure, place, version, models = 0, hasChosen } = facts;
  const missing: LineState = isWanted ? 'problem' : 'note';
  if (failure !== undefined) {
    return [
      {
        topic,
        name: 'reachable',
        state: missing,
        label,
        value: l10n.t('cannot be asked on {place} ({code})', { place: placeText(place), code: failure }),
        action: adviceFor(failure),
      },
    ];
  }
  const answers = [
    l10n.t('answers on {place}', { place: placeText(place) }),
    ...(version === undefined ? [] : [l10n.t('version {0}', version)]),
    l10n.t('models: {0}', models),
  ];
  return [
    { topic, name: 'reachable', state: 'ok', label, value: answers.join(', ') },
    { topic, name: 'model', label: l10n.t('{0}, chosen model', label), ...modelOf(hasChosen, missing) },
  ];
}

function modelOf(
  hasChosen: boolean | undefined,
  missing: LineState,
): Pick<ReportLine, 'state' | 'value' | 'action'> {
  if (hasChosen === undefined) {
    return {
      state: missing,
      value: l10n.t('none is chosen'),
      ...(missing === 'problem' && { action: adviceFor('no-model') }),
    };
  }
  return hasChosen
    ? { state: 'ok', value: l10n.t('available') }
    : { state: missing, value: l10n.t('not available'), action: adviceFor('model-missing') };
}

/** A place in words. */
export function placeText(place: Place): string {
  switch (place) {
    case 'here':
      return l10n.t('this machine');
    case 'elsewhere':
      return l10n.t('another machine');
    case 'nowhere':
      return l10n.t('no usable address');
  }
}
