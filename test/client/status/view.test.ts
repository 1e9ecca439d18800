import assert from 'node:assert/strict';
import type { NoteStatus, StatusParams } from '../../../server/src/shared/protocol.js';
import { statusView } from '../../../client/src/status/view.js';
import { english } from '../translator.js';

const note: NoteStatus = {
  uri: 'file:///n.note',
  state: 'done',
  finished: 38,
  total: 38,
  entities: 12,
  relations: 1,
  contradictions: 2,
  failed: 0,
  unplaced: 0,
};

describe('statusView', () => {
  it('says how many pairs were not compared', () => {
    const { detail } = statusView({ state: 'ready' }, { ...note, pairsNotCompared: 240 }, english);
    assert.match(detail, /240 pairs of statements not compared$/);
    const { detail: one } = statusView({ state: 'ready' }, { ...note, pairsNotCompared: 1 }, english);
    assert.match(one, /1 pair of statements not compared$/);
  });

  it('names model, device, engine, host, duration and what was found', () => {
    const status: StatusParams = {
      state: 'ready',
      engine: 'ollama',
      model: 'qwen3:8b',
      host: 'http://127.0.0.1:11434',
      device: 'GPU',
      lastMilliseconds: 420,
      detail: 'Chosen in the settings.',
    };
    assert.deepEqual(statusView(status, note, english), {
      text: 'qwen3:8b · GPU',
      detail:
        'Ollama at http://127.0.0.1:11434 · Chosen in the settings. · last analysis 420 ms · 12 entities, 1 relation, 2 contradictions',
      severity: 'information',
      busy: false,
    });
  });

  it('says how far a note has come', () => {
    const running = { ...note, state: 'running', finished: 5 } as const;
    const view = statusView({ state: 'analyzing', engine: 'embedded', model: 'starter' }, running, english);
    assert.equal(view.text, '5 of 38 · starter');
    assert.equal(view.busy, true);
  });

  it('says what is not analyzed yet, and turns no wheel for it', () => {
    const waiting = { ...note, state: 'waiting', finished: 0 } as const;
    const view = statusView({ state: 'ready', model: 'm' }, waiting, english);
    assert.equal(view.detail, 'not analyzed yet');
    assert.equal(view.busy, false);
    const partly = statusView({ state: 'ready' }, { ...waiting, finished: 3 }, english);
    assert.match(partly.detail, /^12 entities, .*, the rest not analyzed yet$/);
  });

  it('warns of a note with failed pieces, and counts them', () => {
    const view = statusView({ state: 'ready' }, { ...note, failed: 2, unplaced: 3 }, english);
    assert.equal(view.severity, 'warning');
    assert.match(view.detail, /2 without a usable answer, 3 not found in the text/);
  });

  it('warns of a problem that leaves the model usable', () => {
    const status: StatusParams = { state: 'ready', model: 'm', problem: 'unknown-types', detail: 'why' };
    assert.equal(statusView(status, note, english).severity, 'warning');
  });

  it('warns of a setting that is wrong, and says what is wrong with it', () => {
    const wrongSetting = { message: 'bionote.schema: there is no such schema; clinical is used.' };
    const view = statusView({ state: 'ready', engine: 'embedded', wrongSetting }, note, english);
    assert.equal(view.severity, 'warning');
    assert.match(
      view.detail,
      /^Embedded engine · bionote\.schema: there is no such schema; clinical is used\. · /,
    );
    assert.equal(statusView({ state: 'unavailable', wrongSetting }, note, english).severity, 'error');
  });

  it('shows what is wrong as an error', () => {
    const view = statusView({ state: 'unavailable', detail: 'Ollama does not answer.' }, note, english);
    assert.equal(view.severity, 'error');
    assert.match(view.detail, /^Ollama does not answer\./);
  });

  it('says why a note is not analyzed', () => {
    const off = { ...note, state: 'off', detail: 'This is a binary file.' } as const;
    assert.equal(statusView({ state: 'off' }, off, english).detail, 'This is a binary file.');
  });

  it('is starting until the server has said something', () => {
    assert.deepEqual(statusView(undefined, undefined, english), {
      text: 'Starting',
      detail: '',
      severity: 'information',
      busy: true,
    });
  });

  it('shows a note as off that was switched off, whatever the model does elsewhere', () => {
    const status: StatusParams = { state: 'analyzing', model: 'm' };
    const view = statusView(status, { ...note, state: 'off' }, english, true);
    assert.deepEqual(view, {
      text: 'Switched off',
      detail: 'Analysis is switched off for this note.',
      severity: 'information',
      busy: false,
      off: true,
    });
    assert.equal(statusView(undefined, undefined, english, true).text, 'Switched off');
  });
});
