import { noteLanguage, type Settings } from '../shared/protocol.js';

/** Whether a document is analyzed without being asked for: by its language, or by the user's own list. */
export function isAutomatic(languageId: string, settings: Pick<Settings, 'languages'>): boolean {
  return languageId === noteLanguage || settings.languages.includes(languageId);
}

/** What happens to a document that may start its analysis. */
export type Occasion = 'opened' | 'edited' | 'saved';

/** Whether the settings let `occasion` start an analysis. */
export function startsOn(occasion: Occasion, { analyze }: Pick<Settings, 'analyze'>): boolean {
  switch (analyze) {
    case 'whileTyping':
      return occasion !== 'saved';
    case 'onSave':
      return occasion !== 'edited';
    case 'onDemand':
      return false;
  }
}
