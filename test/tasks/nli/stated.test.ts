import assert from 'node:assert/strict';
import { isFurniture, isStated } from '../../../server/src/tasks/nli/stated.js';

describe('what a note states', () => {
  for (const text of [
    'Dictated by: Jane Roe',
    'DD: 01/02/2020',
    'T: 03/04/2020 10:15:00',
    'Job ID: 12345',
    '(adsbygoogle = window.adsbygoogle || []).push({});',
    '<script>start()</script>',
    'Jane Roe, M.D.',
    'Dr. John A. Roe, MD',
    'Past medical history:',
  ]) {
    it(`is not "${text}"`, () => {
      assert.equal(isFurniture(text), true);
      assert.equal(isStated(text), false);
    });
  }

  for (const text of [
    'If fever returns, she should call.',
    'Will start aspirin.',
    'The patient will follow up in two weeks.',
    'Plan to stop warfarin.',
  ]) {
    it(`is not the plan or condition "${text}"`, () => {
      assert.equal(isFurniture(text), false);
      assert.equal(isStated(text), false);
    });
  }

  for (const text of [
    'She denies fever.',
    'She denies fever <img src=x onerror=alert(1)>.',
    'T: 39.2',
    'Temp 37.2',
    'No fever.',
    'Wounds are healing.',
    'History of present illness: has a cough.',
    'Seen by Dr. Roe for chest pain.',
  ]) {
    it(`is "${text}"`, () => {
      assert.equal(isStated(text), true);
    });
  }
});
