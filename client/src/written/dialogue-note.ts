import type { DialogueResult, WrittenSentence } from '../../../server/src/shared/protocol.js';
import type { Translator } from '../translator.js';
import { supportText } from './sentence-lines.js';

/** A note that was written from a dialogue. */
export interface DialogueNote {
  /** Empty if there is none. */
  readonly text: string;
  /** What each line rests on, by the line as it stands in the text. */
  readonly sources: ReadonlyMap<string, WrittenSentence>;
}

/** The text of the note, section by section. A line that no turn supports says so in brackets. */
export function noteOf({ sections }: DialogueResult, l10n: Translator): DialogueNote {
  const sources = new Map<string, WrittenSentence>();
  const parts = sections.map(({ title, lines }) => {
    const written = lines.map((sentence) => {
      const plain = sentence.text.replace(/\s+/g, ' ').trim();
      const line =
        sentence.support === 'supported' ? plain : `${plain} [${supportText(sentence.support, l10n)}]`;
      sources.set(line, sentence);
      return line;
    });
    return `${title.toUpperCase()}:\n${written.join('\n')}\n`;
  });
  return { text: parts.join('\n'), sources };
}
