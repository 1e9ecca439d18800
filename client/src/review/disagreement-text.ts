import type { OpenMatter, SaidOfNote } from '../../../server/src/shared/protocol.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

type Range = OpenMatter['range'];

/** On what annotators differ, in words. */
export function matterText(kind: OpenMatter['kind'], l10n: Translator): string {
  switch (kind) {
    case 'missing':
      return l10n.t('not marked by all');
    case 'type':
      return l10n.t('another type');
    case 'extent':
      return l10n.t('another extent');
    case 'assertion':
      return l10n.t('another assertion');
    case 'relation':
      return l10n.t('a relation');
    case 'contradiction':
      return l10n.t('a contradiction');
  }
}

/** What annotators say, in one line: "problem “chest pain”, absent". `wordsOf` gives the words of a range. */
export function saidText(said: SaidOfNote, wordsOf: (range: Range) => string, l10n: Translator): string {
  const words = (ranges: readonly Range[]): string => ranges.map(wordsOf).join(' … ');
  switch (said.kind) {
    case 'mention': {
      const { type, ranges, assertion } = said.mention;
      const text = l10n.t('{0} “{1}”', type, words(ranges));
      return plainText(assertion === undefined ? text : l10n.t('{0}, {1}', text, assertion));
    }
    case 'relation':
      return plainText(
        l10n.t('{0}: “{1}” → “{2}”', said.code, words(said.head.ranges), words(said.tail.ranges)),
      );
    case 'contradiction':
      return plainText(l10n.t('“{0}” against “{1}”', wordsOf(said.hypothesis), wordsOf(said.premise)));
  }
}

/** How much of the line is shown on either side, in UTF-16 code units. */
const reach = 40;

/** The words of a place with those around it, from the lines that it begins and ends in. */
export function inContext(lineOf: (line: number) => string, { start, end }: Range): string {
  const [first, last] = [lineOf(start.line), lineOf(end.line)];
  const from = Math.max(0, start.character - reach);
  const to = Math.min(last.length, end.character + reach);
  const middle =
    start.line === end.line ? first.slice(from, to) : `${first.slice(from)} … ${last.slice(0, to)}`;
  return plainText(`${from > 0 ? '…' : ''}${middle}${to < last.length ? '…' : ''}`);
}

/** Every range that annotators speak of. */
export function rangesOf(said: SaidOfNote): readonly Range[] {
  switch (said.kind) {
    case 'mention':
      return said.mention.ranges;
    case 'relation':
      return [...said.head.ranges, ...said.tail.ranges];
    case 'contradiction':
      return [said.premise, said.hypothesis];
  }
}

/** Names in a row: "anna, bert and cara". */
export function namesText(names: readonly string[], l10n: Translator): string {
  const [last = '', ...others] = names.map(plainText).toReversed();
  return others.length === 0 ? last : l10n.t('{0} and {1}', others.toReversed().join(', '), last);
}
