import { entityLine, fragmentsOf } from '../formats/brat-lines.js';
import { assertionName, nameOf } from '../formats/brat-names.js';
import { extentOf, type DocumentEntity } from '../formats/document.js';
import { textOf, type Span } from '../note/span.js';
import { contradict } from './contradictions.js';
import { Refusal, type Imported } from './decision.js';
import { isName, type Making } from './making.js';
import type { LineChange } from './standoff-lines.js';

/** Adds annotations of another tool to those that are there; what is there already stays as it is. */
export function importEach(making: Making, { entities, relations, contradictions }: Imported): void {
  const before = making.contents.length;
  const ids = importEntities(making, entities);
  const links = new Set(
    making.contents.filter((content) => content.startsWith('R')).map((content) => content.split('\t')[1]),
  );
  for (const { type, head, tail } of relations) {
    const [from, to] = [ids.get(head), ids.get(tail)];
    const link = `${nameOf(type)} Arg1:${from ?? ''} Arg2:${to ?? ''}`;
    if (from === undefined || to === undefined || !isName(type) || links.has(link)) continue;
    links.add(link);
    making.enter('imported', [{ after: `${making.nextId('R')}\t${link}` }]);
  }
  const pairs = new Set<string>();
  for (const { premise, hypothesis } of contradictions) {
    const pair = [keyOf([premise], ''), keyOf([hypothesis], '')].sort().join();
    if (pairs.has(pair)) continue;
    pairs.add(pair);
    try {
      contradict(making, { premise, hypothesis });
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'already-confirmed')) throw error;
    }
  }
  if (making.contents.length === before) throw new Refusal('nothing-to-import');
}

/** @returns the ids in the file by the ids of the entities. */
function importEntities(making: Making, entities: readonly DocumentEntity[]): Map<string, string> {
  const { note, offsets, confirmed } = making.reviewed;
  const there = new Map(confirmed.map(({ id, type, fragments }) => [keyOf(fragments, type), id]));
  const ids = new Map<string, string>();
  for (const entity of entities) {
    const { type, assertion } = entity;
    const fragments = entity.spans.flatMap((span) => fragmentsOf(note.text, span));
    if (fragments.length === 0 || !isName(type)) continue;
    const key = keyOf(fragments, nameOf(type));
    const known = there.get(key);
    const id = known ?? making.nextId('T');
    ids.set(entity.id, id);
    if (known !== undefined) continue;
    there.set(key, id);
    const changes: LineChange[] = [{ after: entityLine(id, type, note.text, fragments, offsets) }];
    if (assertion !== undefined) {
      changes.push({ after: `${making.nextId('A')}\t${assertionName} ${id} ${assertion}` });
    }
    making.log(
      'imported',
      {
        span: extentOf(entity),
        type,
        text: fragments.map((fragment) => textOf(note.text, fragment)).join(' '),
        fragments,
        ...(assertion && { assertion }),
      },
      changes,
    );
  }
  return ids;
}

function keyOf(fragments: readonly Span[], type: string): string {
  return `${type} ${fragments.map(({ start, end }) => `${start}-${end}`).join()}`;
}
