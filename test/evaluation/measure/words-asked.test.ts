import assert from 'node:assert/strict';
import type { EvaluationReport, RunFacts } from '../../../server/src/evaluation/report/report.js';
import { run } from '../../cli/terminals.js';
import { withFiles, type Files } from '../../corpora/folders.js';
import { FakeOllama } from '../../fakes/ollama-server.js';
import { scriptedStarter } from '../scripted-starter.js';

const model = 'bionote-starter:latest';

/** A section of a trial of which one line is evidence, about a statement of four words. */
const trial: Files = {
  'nli/nli/NLI4CT2023/Gold_test.json': JSON.stringify({
    a: {
      ...{ Type: 'Single', Section_id: 'Results', Primary_id: 'NCT00000001', Label: 'Entailment' },
      ...{ Statement: 'Survival was a year', Primary_evidence_index: [1] },
    },
  }),
  'nli/nli/NLI4CT2023/CT json/NCT00000001.json': JSON.stringify({
    Results: ['Survival of either group was short.', 'Survival was 12 months.', 'Nausea was common.'],
  }),
};

const healthVer = (evidence: string): Files => ({
  'nli/nli/HealthVer/healthver_test.csv': `id,evidence,claim,label,topic_ip,question\n1,${evidence},Masks help.,Supports,1,q\n`,
});

const chemProt: Files = {
  're/re/ChemProt/test.txt': ['[[ COX kinase ]] and TRP receptor', 'COX kinase and [[ TRP receptor ]]']
    .map((rest) => JSON.stringify({ text: `<< Aspirin >> blocks ${rest}.`, label: 'INHIBITOR' }))
    .join('\n'),
};

describe('the words of a run', () => {
  let fake: FakeOllama;
  beforeEach(async () => {
    fake = await FakeOllama.start([{ name: model, digest: 'abc' }]);
    fake.on('/api/generate', scriptedStarter({ label: () => 'none' }));
  });
  afterEach(() => fake.stop());

  const cases: { what: string; set: string; files: Files; calls: number; words: number }[] = [
    {
      what: 'are those of a relation’s sentence, for each pair of it',
      ...{ set: 'ChemProt', files: chemProt, calls: 2, words: 2 * 7 },
    },
    {
      what: 'are the evidence and the statement, not the section that the evidence is from',
      ...{ set: 'NLI4CT/evidence', files: trial, calls: 1, words: 4 + 4 },
    },
    {
      what: 'are each sentence of a text that a statement is compared with, and the statement',
      ...{ set: 'NLI4CT', files: trial, calls: 2, words: 6 + 4 + 2 * 4 },
    },
    {
      what: 'are no more than the model is given of a long premise',
      ...{ set: 'HealthVer', files: healthVer('Mask '.repeat(200).trim()), calls: 1, words: 120 + 2 },
    },
  ];
  for (const { what, set, files, calls, words } of cases) {
    it(what, () =>
      withFiles(files, async (folder) => {
        const facts = await factsOf(folder, set);
        assert.deepEqual([facts.calls, facts.words], [calls, words]);
        assert.equal(facts.secondsPer1000Words, facts.milliseconds / words);
      }),
    );
  }

  async function factsOf(folder: string, set: string): Promise<RunFacts> {
    const engine = ['--host', fake.host, '--model', model, '--no-cache'];
    const { stdout, stderr } = await run([
      'evaluate',
      ...engine,
      '--corpora',
      folder,
      '--set',
      set,
      '-q',
      '-f',
      'json',
    ]);
    assert.equal(stderr, '');
    return (JSON.parse(stdout) as EvaluationReport).sets[0]!.run!;
  }
});
