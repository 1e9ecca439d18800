import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, built, rowsIn } from './built.js';

describe('rows of corrected notes', () => {
  it('notes corrected in brat become rows, under a digest of their name', () =>
    built(
      {
        'notes/Jane Doe.note': correctedNote.text,
        'notes/Jane Doe.ann': correctedNote.standoff,
      },
      [],
      async (_, folder) => {
        const { rows, stdout, file } = await correctedRows(folder, '--reviewed-elsewhere');
        assert.doesNotMatch(stdout, /Jane/);
        assert.deepEqual(
          rows.map(({ task, output, licence }) => [task, output, licence]),
          [
            ['ner', '{"problem":["Chest pain"]}', 'private'],
            ['ner', '{"absent problem":["fever"]}', 'private'],
            ['ner', '{"problem":["cough"],"treatment":["Aspirin"]}', 'private'],
            ['relations', '{"relation":"given for"}', 'private'],
          ],
        );
        assert.match(rows.at(-1)?.input ?? '', /Aspirin.*was given for.*cough/);
        assert.doesNotMatch(file, /Jane/);
      },
    ));

  it('of notes corrected in the editor only reviewed sentences become rows', () =>
    built(
      {
        'notes/visit.note': correctedNote.text,
        'notes/visit.ann': correctedNote.standoff,
        'notes/visit.review.jsonl': logOf({
          action: 'sentence-reviewed',
          sentence: { hash: sha256('No fever.').slice(0, 16) },
        }),
        'notes/begun.note': correctedNote.text,
        'notes/begun.ann': correctedNote.standoff,
        'notes/begun.review.jsonl': logOf({ action: 'accepted' }),
        'notes/whole.note': 'Cough persists.\nNo rash.\n',
        'notes/whole.ann': 'T1\tproblem 0 5\tCough\nT2\tproblem 19 23\trash\nA1\tAssertion T2 absent\n',
        'notes/whole.review.jsonl': logOf({
          action: 'note-reviewed',
          note: sha256('Cough persists.\nNo rash.\n'),
        }),
        'notes/untold.note': correctedNote.text,
        'notes/untold.ann': correctedNote.standoff,
      },
      [],
      async (_, folder) => {
        const { rows, stdout } = await correctedRows(folder);
        assert.deepEqual(rows.map(({ output }) => output).sort(), [
          '{"absent problem":["fever"]}',
          '{"absent problem":["rash"]}',
          '{"problem":["Cough"]}',
        ]);
        assert.match(stdout, /not-reviewed corrections: 1 \(corrections\/untold\.ann:1\)/);
        // Two sentences of the first note, all three of the second.
        assert.match(stdout, /not-reviewed[^\n]*5/);
      },
    ));
});

describe('a log of a review that cannot be used', () => {
  for (const [what, log] of [
    ['of a newer version', '{"v":99}\n'],
    ['that is not UTF-8', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
  ] as const) {
    it(`${what} is no missing one: the note is left out, also where another tool corrected the others`, () =>
      built(
        { 'notes/visit.note': correctedNote.text, 'notes/visit.ann': correctedNote.standoff },
        [],
        async (_, folder) => {
          await writeFile(join(folder, 'notes/visit.review.jsonl'), log);
          const { rows, stdout } = await correctedRows(folder, '--reviewed-elsewhere');
          assert.deepEqual(rows, []);
          assert.match(stdout, /unusable-log corrections: 1 \(corrections\/visit\.review\.jsonl:1\)/);
        },
      ));
  }
});

const correctedNote = {
  text: 'Chest pain.\nNo fever. Aspirin was given for cough.\n',
  standoff:
    'T1\tproblem 0 10\tChest pain\nT2\tproblem 15 20\tfever\nT3\ttreatment 22 29\tAspirin\n' +
    'T4\tproblem 44 49\tcough\nA1\tAssertion T2 absent\n' +
    'R1\tTrAP Arg1:T3 Arg2:T4\nR2\tTrAP Arg1:T3 Arg2:T2\n',
};

function logOf(entry: object): string {
  return `${JSON.stringify({ v: 1, at: '2026-01-02T03:04:05.000Z', by: '', ...entry })}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function correctedRows(folder: string, ...more: readonly string[]) {
  const out = join(folder, 'own.jsonl');
  const { stdout } = await build(
    folder,
    out,
    ...['--licence', 'all', '--only', 'BC5CDR', '--corrections', join(folder, 'notes')],
    ...['--format', 'json', '--empty-share', '0', ...more],
  );
  const rows = (await rowsIn(out)).filter(({ source }) => source === 'corrections');
  return { rows, stdout, file: await readFile(out, 'utf8') };
}

describe('corrected notes', () => {
  it('a relation of a code that no schema has is named and left out', () =>
    built(
      {
        'notes/visit.note': 'Aspirin was given for cough.\n',
        'notes/visit.ann':
          'T1\ttreatment 0 7\tAspirin\nT2\tproblem 22 27\tcough\nR1\tCures Arg1:T1 Arg2:T2\n',
      },
      [],
      async (_, folder) => {
        const { stdout } = await correctedRows(folder, '--reviewed-elsewhere');
        assert.match(stdout, /unknown-label corrections: 1 \(corrections\/visit\.ann:3\)/);
      },
    ));
});
