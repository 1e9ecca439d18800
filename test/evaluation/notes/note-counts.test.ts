import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import {
  goldNote,
  readPairs,
  type GoldNote,
  type JudgedNote,
} from '../../../server/src/evaluation/notes/gold-note.js';
import { noteCounts } from '../../../server/src/evaluation/notes/note-counts.js';
import { sumCounts } from '../../../server/src/evaluation/scores/counts.js';

async function notesOf(set: string): Promise<GoldNote[]> {
  const read = (name: string): Promise<string> => readFile(`benchmark/${set}/${name}`, 'utf8');
  const pairs = readPairs(await read('pairs.jsonl'));
  const stems = (await readdir(`benchmark/${set}`))
    .flatMap((name) => /^(\d+)\.ann$/.exec(name)?.[1] ?? [])
    .sort();
  return Promise.all(
    stems.map(async (stem) => goldNote(stem, await read(`${stem}.txt`), await read(`${stem}.ann`), pairs)),
  );
}

/** Gold that was spoilt in a fixed way: some entities a character short, some gone, a type and ends exchanged. */
function spoilt({ entities, relations, contradictions }: JudgedNote): JudgedNote {
  return {
    entities: entities.map((each, place) => ({
      ...each,
      ...(place % 5 === 0 && {
        span: { ...each.span, end: Math.max(each.span.start + 1, each.span.end - 1) },
      }),
      ...(place % 7 === 0 && { type: 'test' }),
      ...(place % 3 === 0 && each.assertion !== undefined && { assertion: 'possible' as const }),
    })),
    relations: relations.map((each, place) =>
      place % 2 === 0 ? each : { ...each, head: each.tail, tail: each.head },
    ),
    contradictions: contradictions.map(([a, b], place) => (place % 2 === 0 ? [b, a] : [a, a])),
  };
}

describe('the benchmark', () => {
  const sizes = { dev: [2811, 342, 27, 90], test: [2974, 336, 27, 90] };
  for (const [set, [entities, relations, contradictions, statements]] of Object.entries(sizes)) {
    it(`has ${entities} entities in ${set}, and its gold is worth everything by itself`, async () => {
      const notes = await notesOf(set);
      assert.equal(notes.length, 30);
      const sum = (part: 'exact' | 'overlap' | 'relations' | 'contradictions'): object =>
        sumCounts(notes.map((note) => noteCounts(note, note)[part]));
      const all = (count = 0): object => ({ right: count, found: count, gold: count });
      assert.deepEqual(sum('exact'), all(entities));
      assert.deepEqual(sum('overlap'), all(entities));
      assert.deepEqual(sum('relations'), all(relations));
      assert.deepEqual(sum('contradictions'), all(contradictions));
      assert.equal(notes.flatMap((note) => note.statements).length, statements);
    });
  }

  it('is counted as training/measure_notes.py counts it', async () => {
    const all = (await notesOf('dev')).map((note) => noteCounts(note, spoilt(note)));
    const sum = (part: keyof (typeof all)[0]): object => sumCounts(all.map((each) => each[part]));
    assert.deepEqual(
      {
        exact: sum('exact'),
        overlap: sum('overlap'),
        assertion: sum('assertion'),
        relations: sum('relations'),
        contradictions: sum('contradictions'),
      },
      {
        exact: { right: 1960, found: 2811, gold: 2811 },
        overlap: { right: 2450, found: 2811, gold: 2811 },
        assertion: { right: 455, found: 679, gold: 679 },
        relations: { right: 193, found: 342, gold: 342 },
        contradictions: { right: 14, found: 27, gold: 27 },
      },
    );
  });
});
