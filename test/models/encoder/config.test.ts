import assert from 'node:assert/strict';
import { readJudge, readTagger } from '../../../server/src/models/encoder/config.js';

/** Types that each label of a plain classifier can stand for. */
function typesOf(labels: readonly string[], own?: unknown): Record<string, readonly string[]> {
  const id2label = Object.fromEntries(labels.map((label, id) => [String(id), label]));
  const read = readTagger('model.onnx', { id2label }, own);
  assert.ok(read);
  return Object.fromEntries(
    read.heads.flatMap((head) => head.labels.map(({ name, types }) => [name, types])),
  );
}

describe('the configuration of a tagger', () => {
  it('takes a classifier of Hugging Face as one head, whose types it knows by name', () => {
    const types = typesOf(['O', 'B-DISEASE', 'I-DISEASE', 'B-Drug', 'GENE_OR_GENE_PRODUCT', 'B-Xyz']);
    assert.deepEqual(types, {
      DISEASE: ['disease', 'problem'],
      Drug: ['drug', 'treatment', 'chemical'],
      GENE_OR_GENE_PRODUCT: ['gene_or_gene_product', 'gene'],
      Xyz: ['xyz'],
    });
  });

  it('takes the map of a user in place of what it knows', () => {
    const own = { labels: { spec: 'species', DRUG: 'dosage' } };
    assert.deepEqual(typesOf(['O', 'B-SPEC', 'B-Drug', 'B-Disease'], own), {
      SPEC: ['species'],
      Drug: ['dosage'],
      Disease: [],
    });
  });

  it('reads heads side by side, with a temperature of their own', () => {
    const bionote = {
      heads: [
        { name: 'a', schema: 'clinical', offset: 0, labels: ['O', 'B-problem', 'I-problem'] },
        { name: 'b', offset: 3, labels: ['O', 'B-gene', 'I-gene'] },
      ],
      temperature: { b: 1.5 },
      thresholds: { gene: 0.4 },
    };
    const read = readTagger('model.onnx', { bionote });
    assert.deepEqual(
      read?.layout.heads.map(({ name, offset, temperature }) => [name, offset, temperature]),
      [
        ['a', 0, 1],
        ['b', 3, 1.5],
      ],
    );
    assert.deepEqual(read.heads[1]?.labels, [{ name: 'gene', types: ['gene'] }]);
  });

  it('leaves the positions of RoBERTa that stand for padding', () => {
    const config = { id2label: { 0: 'O', 1: 'B-x' }, max_position_embeddings: 514 };
    assert.equal(readTagger('model.onnx', { ...config, model_type: 'roberta' })?.layout.longest, 512);
    assert.equal(readTagger('model.onnx', { ...config, max_position_embeddings: 128 })?.layout.longest, 128);
  });

  it('refuses what is no classifier', () => {
    for (const wrong of [null, {}, { id2label: {} }, { id2label: { 1: 'O' } }, { id2label: { 0: 1 } }]) {
      assert.equal(readTagger('model.onnx', wrong), undefined, JSON.stringify(wrong));
    }
  });
});

describe('the configuration of a judge', () => {
  const bionote = {
    labels: { inference: ['entailment', 'neutral', 'contradiction'] },
    markers: { head: [1, 2], tail: [3, 4] },
    thresholds: { contradiction: 0.8 },
  };

  it('names the outputs that the model has, and its thresholds', () => {
    const read = readJudge('judge.onnx', { bionote });
    assert.deepEqual(Object.keys(read?.layout.labels ?? {}), ['inference']);
    assert.deepEqual(read?.thresholds, { contradiction: 0.8 });
    assert.equal(read.layout.embeds, true);
  });

  it('is refused without markers, with unknown outputs, or with thresholds that are no probabilities', () => {
    for (const wrong of [
      {},
      { bionote: { labels: bionote.labels } },
      { bionote: { ...bionote, labels: { sentiment: ['good'] } } },
      { bionote: { ...bionote, thresholds: { evidence: 7 } } },
    ]) {
      assert.equal(readJudge('judge.onnx', wrong), undefined, JSON.stringify(wrong));
    }
  });
});
