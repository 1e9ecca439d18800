import type { Translator } from '../../client/src/translator.js';

/** English as it stands in the sources. */
export const english: Translator = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
