import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import type { InstructionRow } from '../../server/src/instructions/row.js';
import { shippedNotes } from '../../server/src/corpora/shipped-notes.js';
import { corpora, findCorpus } from '../../server/src/corpora/catalog.js';
import { dataSets } from '../../server/src/evaluation/sets/data-sets.js';
import { keptBack } from '../../server/src/instructions/test-index.js';
import { run, type Outcome } from '../cli/terminals.js';
import { withFiles, type Files } from '../corpora/folders.js';

const iob = (...sentences: readonly (readonly string[])[]): string =>
  sentences.map((lines) => `${lines.map((line) => line.replace(' ', '\t')).join('\n')}\n\n`).join('');
const words = (text: string): string[] => text.split(' ').map((word) => `${word} O`);
const shared = words('The same sentence stands in a training part and in a test part .');
const pubTator = (id: string, text = 'bleeding was seen after treatment of patients'): string =>
  `${id}|t|Aspirin.\n${id}|a|None of this ${text} ${id}.\n${id}\t0\t7\tAspirin\tChemical\tD1\n\n`;
const biored = (...ids: readonly string[]): string =>
  ids.map((id) => pubTator(id).replace('\tChemical\t', '\tChemicalEntity\t')).join('');

const files: Files = {
  'ner/ner/BC5CDR/train.tsv': iob(
    [
      'Aspirin B-Chemical',
      'caused O',
      'severe B-Disease',
      'bleeding I-Disease',
      'in O',
      'two O',
      'old O',
      'men O',
    ],
    shared,
  ),
  'ner/ner/BC2GM/test.tsv': iob(shared),
  're/re/BC5CDR-CID/CDR_TestSet.PubTator.txt': pubTator('1001'),
  're/re/BioRED/Train.PubTator': biored('1001', '1002'),
  'nli/nli/HealthVer/healthver_dev.csv':
    'id,evidence,claim,label\n1,Masks help a little.,Masks help.,Supports\n',
  'qa/qa/MedQuAD/1_X/1.xml':
    '<Document id="1"><QAPairs><QAPair><Question qid="1-1">What is it?</Question><Answer>A thing.</Answer></QAPair></QAPairs></Document>',
};

async function rowsIn(path: string): Promise<InstructionRow[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as InstructionRow);
}

function build(folder: string, out: string, ...options: readonly string[]): Promise<Outcome> {
  return run(['instructions', 'build', '--corpora', folder, '--out', out, ...options]);
}

/** Builds in a folder of corpora, and gives it to `work`. */
function built(
  more: Files,
  options: readonly string[],
  work: (outcome: Outcome, folder: string) => Promise<void>,
): Promise<void> {
  return withFiles({ ...files, ...more }, async (folder) => {
    await work(await build(folder, join(folder, 'rows'), '--empty-share', '1', ...options), folder);
  });
}

describe('bionote instructions build', () => {
  it('writes rows with all their columns, and says what it made and left out', () =>
    built({}, ['--licence', 'all'], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.deepEqual(Object.keys(rows[0] ?? {}), [
        'instruction',
        'input',
        'output',
        'task',
        'source',
        'split',
        'id',
        'licence',
      ]);
      assert.deepEqual(
        rows.filter(({ source }) => source === 'BC5CDR').map(({ id, licence }) => [id, licence]),
        [
          ['BC5CDR/train/1#ner:chemical', 'public-domain'],
          ['BC5CDR/train/1#ner:disease', 'public-domain'],
        ],
      );
      assert.match(stdout, /leaked BC5CDR: 2 \(BC5CDR\/train\/10#ner:chemical/);
      assert.match(stdout, /Not there: .*JNLPBA/);
    }));

  it('leaves out documents that a test part of another corpus has, by PMID', () =>
    built({}, ['--licence', 'all', '--only', 'BioRED'], async ({ stdout }, folder) => {
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.ok(rows.length > 0 && rows.every(({ id }) => id.startsWith('BioRED/train/1002')));
      assert.match(stdout, /leaked BioRED: /);
    }));

  it('is the same for the same seed, byte by byte, and for another it is not', async () => {
    const builtWith = (seed: string): Promise<string> =>
      withFiles(files, async (folder) => {
        const out = join(folder, 'all.jsonl');
        await build(folder, out, '--licence', 'all', '--seed', seed);
        return readFile(out, 'utf8');
      });
    assert.equal(await builtWith('3'), await builtWith('3'));
    assert.notEqual(await builtWith('3'), await builtWith('4'));
  });

  it('BC2GM, task data without a standard licence, says so in its rows', () =>
    built(
      { 'ner/ner/BC2GM/train.tsv': iob(words('A sentence of its own stands in this part .')) },
      ['--only', 'BC2GM'],
      async (_, folder) => {
        const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
        assert.deepEqual(
          rows.map(({ licence }) => licence),
          ['public-task-data'],
        );
      },
    ));

  it('open takes only corpora whose weights may be shipped', () =>
    built({}, [], async (_, folder) => {
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.deepEqual(new Set(rows.map(({ source }) => source)), new Set(['BC5CDR', 'MedQuAD']));
    }));

  it('writes each split into the file that datasets looks for', () =>
    built({}, ['--licence', 'all', '--splits', 'train,dev'], async (_, folder) => {
      assert.deepEqual((await readdir(join(folder, 'rows'))).sort(), ['train.jsonl', 'validation.jsonl']);
      const [row] = await rowsIn(join(folder, 'rows', 'validation.jsonl'));
      assert.deepEqual([row?.source, row?.split, row?.output], ['HealthVer', 'dev', 'Entailment']);
    }));

  it('a limit holds for each split of each corpus', () =>
    built({}, ['--licence', 'all', '--limit', '1'], async (_, folder) => {
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.deepEqual(
        rows.map(({ source }) => source),
        ['BC5CDR', 'BioRED', 'MedQuAD'],
      );
    }));

  const broken: Files = { 'ner/ner/NCBI-disease/train.tsv': 'Gout\tB-Disease\n\nGout\tB-Nonsense\n\n' };
  it('a broken piece is named with its line and skipped', () =>
    built(broken, [], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      assert.match(stdout, /unknown-label NCBI-disease: 1 \(ner\/NCBI-disease\/train\.tsv:3\)/);
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.equal(rows.filter(({ source }) => source === 'NCBI-disease').length, 1);
    }));

  it('or ends the work, as asked, and then leaves no file', () =>
    built(broken, ['--on-error', 'stop'], async ({ code, stderr }, folder) => {
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /ner\/NCBI-disease\/train\.tsv:3: a tag that the corpus does not have/);
      assert.deepEqual(await readdir(join(folder, 'rows')), []);
    }));

  it('an interrupted build leaves no file', () =>
    withFiles(files, async (folder) => {
      const signal = AbortSignal.abort(new Error('stop'));
      const out = join(folder, 'rows');
      const { code } = await run(['instructions', 'build', '--corpora', folder, '-o', out], { signal });
      assert.notEqual(code, exitCode.done);
      assert.deepEqual(await readdir(out).catch(() => []), []);
    }));

  for (const [what, options, message] of [
    ['an unknown corpus', ['--only', 'MIMIC'], /no corpus “MIMIC”/],
    ['an unknown split', ['--splits', 'exam'], /no split “exam”/],
    ['corrections among open rows', ['--corrections', '.'], /private/],
    ['a share beyond 1', ['--empty-share', '3'], /from 0 to 1/],
  ] as const) {
    it(`refuses ${what}`, () =>
      built({}, options, async ({ code, stderr }) => {
        assert.equal(code, exitCode.usage);
        assert.match(stderr, message);
        await Promise.resolve();
      }));
  }

  it('a folder without corpora is named', () =>
    withFiles({ 'x.txt': '' }, async (folder) => {
      const { code, stderr } = await run([
        'instructions',
        'build',
        '--corpora',
        folder,
        '-o',
        join(folder, 'o'),
      ]);
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /no corpus/);
    }));

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
            ['relations', '{"relation":"TrAP"}', 'private'],
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

describe('parts that figures are measured on', () => {
  // The document is in BioRED's development part, on which BioRED is measured: its test part is not published.
  const measured: Files = {
    're/re/BioRED/Dev.PubTator': biored('1003'),
    're/re/BC5CDR-CID/CDR_TrainingSet.PubTator.txt': pubTator('1003') + pubTator('1004', 'was seen'),
    're/re/BC5CDR-CID/CDR_DevelopmentSet.PubTator.txt': '',
  };
  const all = ['--licence', 'all', '--splits', 'train,dev'];

  it('are what every data set of the evaluation names', () => {
    // The notes that come with BioNote are no corpus that rows are made of.
    const sets = dataSets.flatMap(({ corpus, split }) =>
      corpus === undefined || corpus === shippedNotes ? [] : [{ corpus, split }],
    );
    assert.ok(sets.length > 10);
    for (const { corpus, split } of sets) {
      const found = findCorpus(corpus);
      assert.ok(found && keptBack(found).includes(split), `${corpus} ${split}`);
    }
    assert.deepEqual(
      corpora.filter(({ measured: part }) => part !== undefined).map(({ name }) => name),
      ['BioRED', 'MedMCQA', 'MTS-Dialog', 'ACI-Bench'],
    );
  });

  it('give no rows, and rows of other corpora hold none of their documents', () =>
    built(measured, all, async ({ stdout }, folder) => {
      const rows = [
        ...(await rowsIn(join(folder, 'rows', 'train.jsonl'))),
        ...(await rowsIn(join(folder, 'rows', 'validation.jsonl'))),
      ];
      const documents = rows.flatMap(
        ({ id }) => /(?:BioRED|BC5CDR-CID)\/(?:train|dev)\/\d+/.exec(id)?.[0] ?? [],
      );
      assert.deepEqual(new Set(documents), new Set(['BC5CDR-CID/train/1004', 'BioRED/train/1002']));
      assert.match(stdout, /leaked BC5CDR-CID: \d+ \(BC5CDR-CID\/train\/1003/);
      assert.match(stdout, /leaked BioRED: .*BioRED\/train\/1001/);
    }));

  it('give no rows where documents have no number that others know', () =>
    built(
      { 're/re/BioRED/Dev.PubTator': biored('7').replaceAll('bleeding', 'x') },
      all,
      async ({ stdout }, folder) => {
        const rows = await rowsIn(join(folder, 'rows', 'validation.jsonl'));
        assert.ok(rows.every(({ source }) => source === 'HealthVer'));
        assert.match(stdout, /leaked BioRED: /);
      },
    ));

  it('are a fault where rows of them are checked', () =>
    built(measured, ['--licence', 'all'], async (_, folder) => {
      const path = join(folder, 'rows', 'train.jsonl');
      const rows = (await rowsIn(path)).map((row) =>
        row.source === 'BioRED' ? { ...row, split: 'dev', id: row.id.replace('train/1002', 'dev/9') } : row,
      );
      await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const where = ['--corpora', folder, '--licence', 'all'];
      const { code, stdout } = await run(['instructions', 'check', path, ...where]);
      assert.equal(code, exitCode.failed);
      assert.match(stdout, /leaked: \d+ \(BioRED\/dev\/9/);
    }));
});

describe('what the search for leaks lacks', () => {
  const lacking: Files = {
    'ner/ner/NCBI-disease/train.tsv': iob(words('A sentence of its own stands in this part .')),
    'ner/ner/NCBI-disease/test.tsv': 'Gout\tB-Disease\n\nGout\tB-Nonsense\n\n',
  };
  const unread = /unknown-label NCBI-disease test: 1 \(ner\/NCBI-disease\/test\.tsv:3\)/;
  // The person has no JNLPBA at all, and need not.
  const missing = /Not there, so that leaks of them go unseen: BC5CDR test, BioRED dev$/m;

  it('is said by build: what cannot be read, and the test parts of corpora that were built', () =>
    built(lacking, ['--licence', 'all'], async ({ stdout, code }) => {
      assert.equal(code, exitCode.done);
      assert.match(stdout, unread);
      assert.match(stdout, missing);
      await Promise.resolve();
    }));

  it('is said by check, beside its findings', () =>
    built(lacking, ['--licence', 'all'], async (_, folder) => {
      const rows = join(folder, 'rows');
      const where = ['--corpora', folder, '--licence', 'all', '--quiet'];
      const { stdout, stderr } = await run(['instructions', 'check', rows, ...where]);
      assert.match(stdout, /^\d+ rows, no fault\.\n$/);
      assert.match(stderr, /warning: Faults of the test parts/);
      assert.match(stderr, unread);
      assert.match(stderr, missing);
    }));
});

describe('what the system refuses', () => {
  const refused: Files = {
    'nli/nli/NLI4CT2023/train.json/x': '',
    'nli/nli/NLI4CT2023/CT json/NCT1.json': '{}',
  };

  it('of a corpus is named, and the build goes on', () =>
    built(refused, ['--licence', 'all'], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      assert.match(stdout, /unreadable NLI4CT: 1 \(nli\/NLI4CT2023\/train\.json:1\)/);
      assert.ok((await rowsIn(join(folder, 'rows', 'train.jsonl'))).length > 0);
    }));

  it('of a corpus ends the build where that is asked, under its own name', () =>
    built(refused, ['--licence', 'all', '--on-error', 'stop'], async ({ code, stderr }) => {
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /nli\/NLI4CT2023\/train\.json:1: cannot be read \(EISDIR\)/);
      await Promise.resolve();
    }));

  it('of the rows says that they cannot be written', () =>
    withFiles({ ...files, 'rows/train.jsonl/x': '' }, async (folder) => {
      const { code, stderr } = await build(folder, join(folder, 'rows'));
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /rows cannot be written \(E[A-Z]+\)/);
      assert.deepEqual(await readdir(join(folder, 'rows')), ['train.jsonl']);
    }));
});

describe('bionote instructions check', () => {
  const check = (folder: string, options: readonly string[] = ['--licence', 'all']): Promise<Outcome> =>
    run(['instructions', 'check', join(folder, 'rows'), '--corpora', folder, ...options]);
  /** Changes the rows of a build before they are checked. */
  const changed = (change: (rows: InstructionRow[]) => object[], expected: RegExp): Promise<void> =>
    built({}, ['--licence', 'all'], async (_, folder) => {
      const path = join(folder, 'rows', 'train.jsonl');
      const lines = change(await rowsIn(path)).map((row) => `${JSON.stringify(row)}\n`);
      await writeFile(path, lines.join(''));
      const { code, stdout } = await check(folder);
      assert.equal(code, exitCode.failed);
      assert.match(stdout, expected);
    });

  for (const format of ['medtuned', 'json']) {
    it(`finds no fault in what build made, in ${format}`, () =>
      built({}, ['--licence', 'all', '--splits', 'train,dev,test', '--format', format], async (_, folder) => {
        const { code, stdout } = await check(folder);
        assert.match(stdout, /^\d+ rows, no fault\.\n$/);
        assert.equal(code, exitCode.done);
      }));
  }

  it('a row that its reader does not read', () =>
    changed(
      (rows) => rows.map((row, i) => (i === 0 ? { ...row, output: row.output.replace(' : ', ' = ') } : row)),
      /unread: 1 \(BC5CDR\/train\/1#ner:chemical\)/,
    ));

  it('a row whose gold is not that of its corpus', () =>
    changed(
      (rows) => rows.map((row, i) => (i === 0 ? { ...row, output: row.output.replace(': B', ': O') } : row)),
      /not-its-gold: 1 \(BC5CDR\/train\/1#ner:chemical\)/,
    ));

  it('a training row with a sentence of a test part', () =>
    changed((rows) => {
      const input = 'The same sentence stands in a training part and in a test part .';
      const output = input.split(' ').map((word) => `${word} : O`);
      const [row] = rows;
      return [...rows, { ...row, id: 'BC5CDR/train/10#ner:chemical', input, output: output.join('\n') }];
    }, /leaked: \d \(BC5CDR\/train\/10#ner:chemical/));

  it('a training row of a document that is in a test part, also where its markers hide the sentence', () =>
    changed(
      (rows) =>
        rows.map((row) => (row.source === 'BioRED' ? { ...row, id: row.id.replace('/1002', '/1001') } : row)),
      /leaked: \d+ \(BioRED\/train\/1001/,
    ));

  it('a row that no record of its corpus makes, an id that is there twice, a source that is unknown, no row', () =>
    changed(
      (rows) => [
        ...rows,
        rows[0]!,
        { ...rows[0], id: 'BC5CDR/train/99#ner:chemical' },
        { ...rows[0], source: 'X' },
        {},
      ],
      /id-twice: 1[^]*not-a-row: 1[^]*not-of-its-corpus: 1 \(BC5CDR\/train\/99[^]*unknown-source: 1/,
    ));

  it('rows of other licences than open', () =>
    built({}, ['--licence', 'all'], async (_, folder) => {
      const { code, stdout } = await check(folder, []);
      assert.equal(code, exitCode.failed);
      assert.match(stdout, /licence-not-open: \d+ \(BioRED/);
      assert.doesNotMatch(stdout, /bleeding/);
    }));
});

describe('bionote instructions stats', () => {
  it('tells what rows are made of, and draws it', () =>
    built({}, ['--licence', 'all'], async (_, folder) => {
      const plot = join(folder, 'plot.svg');
      const { code, stdout } = await run(['instructions', 'stats', join(folder, 'rows'), '--plot', plot]);
      assert.equal(code, exitCode.done);
      assert.match(stdout, /\| qa \| 1 \| [\d.]+ % \| MedQuAD 1 \|/);
      assert.match(stdout, /\| ner BC5CDR \| mentions 2 \|/);
      const svg = await readFile(plot, 'utf8');
      assert.match(svg, /<svg [^>]*role="img"/);
      assert.match(svg, /prefers-color-scheme:dark/);
      assert.match(svg, /<title>MedQuAD, qa: 1<\/title>/);
    }));

  it('nothing there is a usage error', async () => {
    const { code } = await run(['instructions', 'stats', '/nonexistent/rows']);
    assert.equal(code, exitCode.usage);
  });
});
