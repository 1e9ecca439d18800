import type {
  PassagesRead,
  Support,
  WrittenSentence,
  WrittenSource,
} from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import type { Translator } from '../translator.js';
import type { Piece } from './page.js';

/** What a support is called, with a sign that is seen before it is read. */
export function supportText(support: Support, l10n: Translator): string {
  switch (support) {
    case 'supported':
      return `✓ ${l10n.t('supported')}`;
    case 'contradicted':
      return `✗ ${l10n.t('contradicted by the note')}`;
    case 'conflicting':
      return `± ${l10n.t('the note says both')}`;
    case 'unsupported':
      return `? ${l10n.t('not supported by its evidence')}`;
    case 'without-evidence':
      return `? ${l10n.t('no evidence in the note')}`;
    case 'unchecked':
      return `? ${l10n.t('not checked')}`;
  }
}

/** A written sentence, how it is supported, and below it its passages as links. */
export function sentenceLines(sentence: WrittenSentence, l10n: Translator): Piece[][] {
  const { text, support, probability, sources } = sentence;
  const how = [supportText(support, l10n), support === 'supported' ? percent(probability, l10n) : '']
    .join(' ')
    .trim();
  return [[text], [`  ${how}`], ...sources.map((source) => sourceLine(source, l10n))];
}

/** A passage with its place as a link. */
export function sourceLine(source: WrittenSource, l10n: Translator): Piece[] {
  return [
    '    ',
    { text: l10n.t('line {0}', source.range.start.line + 1), action: { do: 'go', place: source } },
    `: ${source.text}`,
  ];
}

/** The last lines of a page: how much was read, and what of it failed. */
export function countLines({ read, of }: PassagesRead, failed: number, l10n: Translator): Piece[][] {
  return [
    ...(failed > 0 ? [[l10n.t('Pieces of the note without a usable answer: {0}.', failed)]] : []),
    ...(read < of ? [[l10n.t('{0} of {1} passages read', read, of)]] : []),
  ];
}

/** The first lines of a page: what it is of, and the way to ask again. */
export function headLines(title: string, note: string, isOld: boolean, l10n: Translator): Piece[][] {
  const again: Piece = { text: l10n.t('Ask again'), action: { do: 'again' } };
  const since = isOld ? [l10n.t('The note has changed since.'), ' '] : [];
  return [[title], [note], [...since, again], []];
}
