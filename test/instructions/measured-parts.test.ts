import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { corpora, findCorpus } from '../../server/src/corpora/catalog.js';
import { shippedNotes } from '../../server/src/corpora/shipped-notes.js';
import { dataSets } from '../../server/src/evaluation/sets/data-sets.js';
import { keptBack } from '../../server/src/instructions/test-index.js';
import { run } from '../cli/terminals.js';
import type { Files } from '../corpora/folders.js';
import { biored, built, iob, pubTator, rowsIn, words } from './built.js';

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
  const missing = /Missing, so leaks from them go undetected: BC5CDR test, BioRED dev$/m;

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
      assert.match(stderr, /warning: Faults in the test parts/);
      assert.match(stderr, unread);
      assert.match(stderr, missing);
    }));
});
