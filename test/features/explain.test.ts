import assert from 'node:assert/strict';
import { explanationOf } from '../../server/src/features/explain.js';
import { Explanations } from '../../server/src/features/explanations.js';
import { ManualTimer } from '../shared/manual-timer.js';
import { markedNote } from './marked-note.js';

const view = markedNote('Given [aspirin|treatment] for <[fever|problem]>.', {
  relations: [{ head: 0, tail: 1, probability: 1 }],
});
const relation = view.analysis.relations[0]!;

describe('explanation', () => {
  it('shows code, gloss, probability, evidence and the model’s words, escaped', () => {
    const { markdown } = explanationOf(view, relation, 'Aspirin <b>lowers</b> [fever](x).');
    assert.match(markdown, /\*\*TrAP\*\*: aspirin → fever/);
    assert.match(markdown, /probability 100 %/);
    assert.match(markdown, /> Given aspirin for &lt;fever&gt;/);
    assert.match(markdown, /&lt;b&gt;lowers/);
    assert.ok(!markdown.includes('](x)'));
  });

  it('says where the model cannot explain', () => {
    assert.match(explanationOf(view, relation, undefined).markdown, /cannot write an explanation/);
  });
});

describe('explanations', () => {
  const signal = new AbortController().signal;
  const ignore = () => undefined;

  it('are asked for once', async () => {
    let asked = 0;
    const explanations = new Explanations((uri, id, _, onText) => {
      asked++;
      onText(`${uri} ${id}`);
      return Promise.resolve(' Because. ');
    }, new ManualTimer().start);
    const pieces: string[] = [];
    const first = await explanations.explain(view.analysis, relation, signal, (text) => pieces.push(text));
    assert.equal(first, 'Because.');
    assert.deepEqual(pieces, [`${view.analysis.uri} r0`]);
    assert.equal(await explanations.explain(view.analysis, relation, signal, ignore), 'Because.');
    assert.equal(await explanations.within(view.analysis, relation, 0), 'Because.');
    assert.equal(asked, 1);
    explanations.clear();
    assert.equal(await explanations.within(view.analysis, relation, 0), undefined);
  });

  it('are asked for again after a failure, and never by a hover', async () => {
    let asked = 0;
    const explanations = new Explanations(() => {
      asked++;
      return Promise.reject(new Error('down'));
    }, new ManualTimer().start);
    await assert.rejects(explanations.explain(view.analysis, relation, signal, ignore), /down/);
    assert.equal(await explanations.within(view.analysis, relation, 1000), undefined);
    await assert.rejects(explanations.explain(view.analysis, relation, signal, ignore), /down/);
    assert.equal(asked, 2);
  });

  it('do not outlive the sentence that they rest on', async () => {
    const explanations = new Explanations(() => Promise.resolve('Because.'), new ManualTimer().start);
    await explanations.explain(view.analysis, relation, signal, ignore);
    const edited = { ...view.analysis, text: view.analysis.text.replace('Given', 'Never') };
    assert.equal(await explanations.within(edited, relation, 0), undefined);
  });
});
