import type { NoteFindings } from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** How many relations are shown after a line; the others are counted. */
const most = 3;

/** The relations that start or end on a line (from 0), in one line of text; empty if there is none. */
export function lineText({ entities, relations }: NoteFindings, line: number, l10n: Translator): string {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const texts = relations.flatMap(({ code, head, tail, probability }) => {
    const [from, to] = [byId.get(head), byId.get(tail)];
    if (!from || !to || (from.range.start.line !== line && to.range.start.line !== line)) return [];
    const sure = percent(probability, l10n);
    return [plainText(`${from.text} → ${to.text}: ${code}${sure === '' ? '' : ` ${sure}`}`)];
  });
  const more = texts.length > most ? [l10n.t('{0} more', texts.length - most)] : [];
  return [...texts.slice(0, most), ...more].join(' · ');
}
