import assert from 'node:assert/strict';
import { leftText, measurementPage } from '../../../client/src/commands/measurement-page.js';
import { summaryOfMeasurement } from '../../../server/src/shared/measurement.js';
import { measurementWords } from '../../../server/src/shared/measurement-words.js';
import { measurementOf } from '../../measurement/measurements.js';
import { english } from '../translator.js';

describe('measurementPage', () => {
  it('sets models side by side, and lets no name break out of its cell', () => {
    const page = measurementPage([measurementOf(), measurementOf({ model: 'a|[b](c)' })], english);
    assert.match(page, /^\| {2}\| llama3:latest \| a\\\|.* \|$/m);
    assert.match(page, /^\| relations \| 0\.800 \/ 0\.700 \/ 0\.750 \(0\.700–0\.800\) \| 0\.800/m);
    assert.match(page, /^\| statements, right of decided \| 30 of 40, 90 asked \|/m);
    assert.match(page, /^\| relations shown from \| 0\.60 \| 0\.60 \|$/m);
    for (const line of page.split('\n').filter((each) => each.startsWith('|')))
      assert.equal(line.replaceAll('\\|', '').split('|').length, 5, line);
  });
});

describe('what is told of a measurement', () => {
  it('is a plain word for each task and the date', () => {
    const words = measurementWords(summaryOfMeasurement(measurementOf(), false), english);
    assert.equal(
      words,
      'measured 2026-11-24: entities fair, relations good, contradictions good, checks fair',
    );
  });

  it('says where it rests on few notes, and where it no longer holds', () => {
    const few = measurementOf({ notes: { fitted: 1, measured: 2, set: 'test' } });
    assert.match(measurementWords(summaryOfMeasurement(few, false), english), /\(on 2 notes only\)$/);
    assert.match(
      measurementWords(summaryOfMeasurement(few, true), english),
      /other prompts; measure it again/,
    );
  });

  it('calls no model good at contradictions that is mostly wrong about them', () => {
    const { contradictions } = measurementOf().scores;
    const wrong = { ...measurementOf().scores, contradictions: { ...contradictions, precision: 0.3 } };
    assert.equal(summaryOfMeasurement(measurementOf({ scores: wrong }), false).contradictions, 'poor');
  });
});

describe('leftText', () => {
  it('says how far a measurement is, and how long it may take', () => {
    const step = { model: 'm', done: 3, total: 60 };
    assert.equal(leftText(step, english), 'm: 3 of 60 notes');
    assert.equal(
      leftText({ ...step, millisecondsLeft: 20_000 }, english),
      'm: 3 of 60 notes, less than a minute left',
    );
    assert.equal(
      leftText({ ...step, millisecondsLeft: 300_000 }, english),
      'm: 3 of 60 notes, about 5 min left',
    );
  });
});
