import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { EvaluationReport, SetReport } from '../../../server/src/evaluation/report/report.js';
import { run } from '../../cli/terminals.js';
import { withFiles, type Files } from '../../corpora/folders.js';

const test = 'gout\tB-Disease\nand\tO\nataxia\tB-Disease\n';
const parts: Files = {
  'ner/ner/NCBI-disease/test.tsv': test,
  'ner/ner/NCBI-disease/train.tsv': 'gout\tB-Disease\n',
  'ner/ner/NCBI-disease/devel.tsv': 'nothing\tO\n',
  'theirs.conll': test,
};

async function reportOn(files: Files): Promise<SetReport> {
  return withFiles(files, async (folder) => {
    const words = ['evaluate', '--corpora', folder, '--set', 'NCBI-disease', '-q', '-f', 'json'];
    const { stdout } = await run([...words, '--predictions', join(folder, 'theirs.conll')]);
    return (JSON.parse(stdout) as EvaluationReport).sets[0]!;
  });
}

const without = (name: string): Files =>
  Object.fromEntries(Object.entries(parts).filter(([each]) => each !== name));

describe('the unseen score', () => {
  it('is of the names that train and dev do not hold', async () => {
    const { entities, problems } = await reportOn(parts);
    assert.equal(entities!.unseen?.micro.gold, 1);
    assert.equal(problems.total, 0);
  });

  it('is left out where the train part is not there, and the report names that', async () => {
    const { entities, problems } = await reportOn(without('ner/ner/NCBI-disease/train.tsv'));
    assert.equal(entities!.unseen, undefined);
    assert.equal(entities!.strict.micro.right, 2);
    assert.equal(problems.total, 1);
    assert.match(problems.first[0]!.file, /NCBI-disease\/train\.tsv$/);
  });

  it('is left out where the train part holds nothing', async () => {
    const { entities } = await reportOn({ ...parts, 'ner/ner/NCBI-disease/train.tsv': '' });
    assert.equal(entities!.unseen, undefined);
  });

  it('goes without the dev part, which the report names', async () => {
    const { entities, problems } = await reportOn(without('ner/ner/NCBI-disease/devel.tsv'));
    assert.equal(entities!.unseen?.micro.gold, 1);
    assert.match(problems.first[0]!.file, /NCBI-disease\/devel\.tsv$/);
  });

  it('names a line of the train part that cannot be used', async () => {
    const { entities, problems } = await reportOn({
      ...parts,
      'ner/ner/NCBI-disease/train.tsv': 'gout\tB-Disease\n\nbroken\n',
    });
    assert.equal(entities!.unseen?.micro.gold, 1);
    assert.equal(problems.first[0]?.line, 3);
  });
});
