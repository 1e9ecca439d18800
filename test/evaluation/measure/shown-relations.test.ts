import assert from 'node:assert/strict';
import type { EvaluationReport } from '../../../server/src/evaluation/report/report.js';
import { defaultThresholds } from '../../../server/src/analysis/options.js';
import { run } from '../../cli/terminals.js';
import { withFiles } from '../../corpora/folders.js';
import { FakeOllama, replyWith } from '../../fakes/ollama-server.js';

const model = 'bionote-starter:latest';
const rows = ['blocks', 'may block']
  .map((verb) => ({ text: `<< Aspirin >> ${verb} [[ COX kinase ]].`, label: 'INHIBITOR' }))
  .map((row) => JSON.stringify(row));

describe('relations as the editor shows them', () => {
  let fake: FakeOllama;
  beforeEach(async () => {
    fake = await FakeOllama.start([{ name: model, digest: 'abc' }]);
  });
  afterEach(() => fake.stop());

  it('are scored from the probability on that nobody has changed', () =>
    withFiles({ 're/re/ChemProt/test.txt': rows.join('\n') }, async (folder) => {
      fake.on('/api/generate', async (request, response) => {
        const sure = !String(request.body['prompt']).includes(' may ');
        const shares = {
          '/CPR:4': sure ? 0.9 : 0.4,
          '/CPR:3': sure ? 0.05 : 0.35,
          '/none': sure ? 0.05 : 0.25,
        };
        const top = Object.entries(shares).map(([token, share]) => ({ token, logprob: Math.log(share) }));
        const logprobs = [{ ...top[0], top_logprobs: top }];
        await replyWith([], { response: '/CPR:4', logprobs })(request, response);
      });
      const engine = ['--host', fake.host, '--model', model, '--no-cache', '-f', 'json', '-q'];
      const { stdout } = await run(['evaluate', ...engine, '--corpora', folder, '--set', 'ChemProt']);
      const { positive, shown } = (JSON.parse(stdout) as EvaluationReport).sets[0]!.relations!;
      assert.equal(positive.micro.right, 2);
      assert.ok(shown);
      assert.equal(shown.from, defaultThresholds.relation);
      assert.deepEqual([shown.scores.micro.right, shown.scores.micro.gold], [1, 2]);
    }));
});
