import { noteLanguage, type Settings } from '../shared/protocol.js';

/** Whether a document is analyzed automatically: by its language, or by the user's setting. */
export function isAutomatic(languageId: string, settings: Pick<Settings, 'languages'>): boolean {
  return languageId === noteLanguage || settings.languages.includes(languageId);
}

/** An event that may start the analysis of a document. */
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
