import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { assertions, readReviewArguments } from '../../../client/src/review/review-arguments.js';
import { reviewChoices, type ReviewScene } from '../../../client/src/review/review-choices.js';
import { assertions as known } from '../../../server/src/tasks/ner/entity.js';
import { english } from '../translator.js';

const start = { line: 0, character: 0 };
const proposed = { range: { start, end: start }, type: 'problem' };
const all: ReviewScene = { mention: proposed, hasSelection: true, hasOthers: true };
const nothing: ReviewScene = { hasSelection: false, hasOthers: false };
const types = ['problem', 'treatment', 'test'];

const read = (given: unknown, scene = all) => readReviewArguments(given, scene, types, english);
const problem = (given: unknown, scene = all): string => {
  const result = read(given, scene);
  assert.ok('problem' in result, JSON.stringify(result));
  return result.problem;
};

describe('a decision that a key binding names', () => {
  it('can be each of the menu', () => {
    for (const state of ['proposed', 'confirmed'] as const) {
      const scene = { ...all, mention: { ...proposed, state } };
      for (const { action } of reviewChoices(scene, english)) {
        assert.deepEqual(read({ action }, scene), { action });
      }
    }
  });

  it('can have every assertion that the server knows', () => {
    assert.deepEqual(assertions, known);
  });

  it('can have the type, the assertion or the code with it', () => {
    for (const [action, value] of [
      ['retype', 'test'],
      ['add', 'test'],
      ['acceptType', 'test'],
      ['assert', 'absent'],
      ['relate', 'TrAP'],
    ] as const)
      assert.deepEqual(read({ action, value }), { action, value });
  });

  it('is refused where it is wrong, with what can be named', () => {
    assert.match(problem({ action: 'acept' }), /“acept” is no action.* accept, reject, /);
    for (const given of [{}, 'accept', 5, { acton: 'accept' }, { action: 3 }])
      assert.match(problem(given), /names no action.*"args": \{ "action": .* accept, /);
    assert.match(problem({ action: 'refresh' }), /is no action/);
    assert.match(problem({ action: 'retype', value: 'tset' }), /“tset”.*problem, treatment, test/);
    assert.match(problem({ action: 'assert', value: 7 }), /“7”.*present, absent/);
    assert.match(problem({ action: 'relate', value: '' }), /code of a relation/);
    assert.match(problem({ action: 'accept', value: 'test' }), /takes no value/);
  });

  it('is refused where it does not fit, with what to do', () => {
    assert.match(problem({ action: 'accept' }, nothing), /no mention under the cursor/);
    assert.match(problem({ action: 'add' }, nothing), /Select some words/);
    assert.match(problem({ action: 'resize' }, { ...all, hasSelection: false }), /Select some words/);
    assert.match(problem({ action: 'relate' }, { ...all, hasOthers: false }), /no other mention/);
    assert.match(problem({ action: 'remove' }), /Only what is confirmed can be removed/);
    const confirmed = { ...all, mention: { ...proposed, state: 'confirmed' as const } };
    assert.match(problem({ action: 'accept' }, confirmed), /confirmed already/);
  });

  it('is documented with its name, each of them', async () => {
    const page = await readFile(new URL('../../../docs/review.md', import.meta.url), 'utf8');
    for (const state of ['proposed', 'confirmed'] as const) {
      for (const { key, action } of reviewChoices({ ...all, mention: { ...proposed, state } }, english)) {
        assert.ok(page.includes(`| \`${key}\` | \`${action}\` |`), `${key} ${action}`);
      }
    }
    const example = /```jsonc?\n(\[[^`]*bionote\.review[^`]*)```/.exec(page)?.[1] ?? '';
    const bindings = JSON.parse(example) as { command: string; args: { action: string } }[];
    assert.ok(bindings.length > 1);
    for (const { command, args } of bindings) {
      assert.equal(command, 'bionote.review');
      const scene =
        args.action === 'remove' ? { ...all, mention: { ...proposed, state: 'confirmed' as const } } : all;
      assert.ok(!('problem' in read(args, scene)), JSON.stringify(args));
    }
  });
});
