import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { learnCues, type CueExample } from '../../server/src/evaluation/keywords/cue-classifier.js';
import { cueFeatures } from '../../server/src/evaluation/keywords/cue-features.js';
import type { EvaluationReport } from '../../server/src/evaluation/report/report.js';
import type { PlacedMention } from '../../server/src/evaluation/tasks/relation-pairs.js';
import { run, type Outcome } from '../cli/terminals.js';
import { withFiles, type Files } from '../corpora/folders.js';

function features(sentence: string, headWords: string, tailWords: string): string[] {
  const mention = (type: string, text: string): PlacedMention => {
    const start = sentence.indexOf(text);
    const span = { start, end: start + text.length };
    return { type, text, span, alignment: 'exact', gold: { id: text, type, spans: [span] } };
  };
  return cueFeatures({ sentence, head: mention('chemical', headWords), tail: mention('gene', tailWords) });
}

const example = (document: string, sentence: string, label: string): CueExample => ({
  document,
  features: features(sentence, 'Aspirin', 'COX'),
  label,
});

describe('cues of a relation', () => {
  it('are the words between, before and behind the two mentions, by their beginnings', () => {
    const found = new Set(features('Low Aspirin inhibited 12 COX levels', 'Aspirin', 'COX'));
    for (const cue of ['between inhibi', 'between 0', 'before low', 'behind levels', 'forward']) {
      assert.ok(found.has(cue), cue);
    }
    assert.ok(!found.has('between aspirin'));
  });

  it('tell which mention comes first', () => {
    const found = new Set(features('COX is inhibited by Aspirin', 'Aspirin', 'COX'));
    assert.ok(found.has('backward by') && !found.has('forward by'));
  });

  const learned = Array.from({ length: 10 }, (_, i) => [
    example(`a${i}`, 'Aspirin inhibits the COX', 'CPR:4'),
    example(`b${i}`, 'Aspirin activates the COX', 'CPR:3'),
    example(`c${i}`, 'Aspirin and the COX', 'none'),
  ]).flat();
  const answer = learnCues(learned);

  it('tell relations that were never seen in these words', () => {
    const told = (sentence: string): string => answer(features(sentence, 'Aspirin', 'COX')).label;
    assert.deepEqual(
      [
        'Today Aspirin inhibited some COX',
        'Today Aspirin activated some COX',
        'Today Aspirin and some COX',
      ].map(told),
      ['CPR:4', 'CPR:3', 'none'],
    );
  });

  it('give a probability among all labels', () => {
    const { probability } = answer(features('Aspirin inhibits the COX', 'Aspirin', 'COX'));
    assert.ok(probability > 1 / 3 && probability <= 1);
  });

  it('the share of "no relation" is leaned against where that finds more', () => {
    // Of the sentences with the cue half are unrelated, and there are many more without it.
    const rare = [
      ...Array.from({ length: 12 }, (_, i) => example(`a${i}`, 'Aspirin inhibits the COX', 'CPR:4')),
      ...Array.from({ length: 15 }, (_, i) => example(`b${i}`, 'Aspirin inhibits the COX', 'none')),
      ...Array.from({ length: 60 }, (_, i) => example(`c${i}`, 'Aspirin and the COX', 'none')),
    ];
    assert.equal(learnCues(rare)(features('Aspirin inhibits the COX', 'Aspirin', 'COX')).label, 'CPR:4');
  });
});

describe('bionote evaluate --keywords', () => {
  const document = (id: number, verb: string): string => {
    const text = `Aspirin ${verb} ulcer.`;
    const at = text.indexOf('ulcer');
    const cid = verb === 'caused' ? `${id}\tCID\tD1\tD9\n` : '';
    return (
      `${id}|t|Note.\n${id}|a|${text}\n${id}\t6\t13\tAspirin\tChemical\tD1\n` +
      `${id}\t${6 + at}\t${11 + at}\tulcer\tDisease\tD9\n${cid}\n`
    );
  };
  const part = (first: number): string =>
    Array.from({ length: 12 }, (_, i) => document(first + i, i % 2 === 0 ? 'caused' : 'healed')).join('');
  const files: Files = {
    're/re/BC5CDR-CID/CDR_TrainingSet.PubTator.txt': part(100),
    're/re/BC5CDR-CID/CDR_DevelopmentSet.PubTator.txt': document(300, 'caused'),
    're/re/BC5CDR-CID/CDR_TestSet.PubTator.txt': part(200),
  };
  const evaluate = (folder: string, ...more: string[]): Promise<Outcome> =>
    run(['evaluate', '--corpora', folder, '-q', '--keywords', ...more]);

  it('scores what was learned from the train part on the test part, and asks no model', () =>
    withFiles(files, async (folder) => {
      const path = join(folder, 'report.json');
      const { code, stderr } = await evaluate(folder, '--set', 'BC5CDR-CID', '-o', path);
      assert.equal(code, exitCode.done, stderr);
      const { system, sets } = JSON.parse(await readFile(path, 'utf8')) as EvaluationReport;
      assert.deepEqual(system, { name: 'keywords', keywords: true });
      const [set] = sets;
      const { right, found, gold } = set!.relations!.positive.micro;
      assert.deepEqual([set!.split, right, found, gold], ['test', 6, 6, 6]);
      assert.equal(set!.run, undefined);
    }));

  it('stands beside another system in the same table', () =>
    withFiles(files, async (folder) => {
      const [json, markdown] = [join(folder, 'words.json'), join(folder, 'both.md')];
      await evaluate(folder, '--set', 'BC5CDR-CID', '-o', json);
      const more = ['--system', 'other', '--baseline', json, '-o', markdown];
      await evaluate(folder, '--set', 'BC5CDR-CID', ...more);
      const report = await readFile(markdown, 'utf8');
      assert.match(report, /\| Unseen F1 \| keywords, same documents \|/);
      assert.match(report, /\| BC5CDR-CID \| test \|.*\| 1\.000 \|\n/);
      assert.match(report, /counted in the train part/);
    }));

  it('what there is to learn from has to be there', () =>
    withFiles({ 're/re/BC5CDR-CID/CDR_TestSet.PubTator.txt': part(200) }, async (folder) => {
      const { code, stderr } = await evaluate(folder, '--set', 'BC5CDR-CID');
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /train part of BC5CDR-CID has no examples/);
    }));

  for (const [what, options, message] of [
    ['sets of other tasks', ['--set', 'BC5CDR'], /BC5CDR: keywords predict only relations/],
    [
      'the part that is learned from',
      ['--set', 'ChemProt', '--split', 'train'],
      /learned from the train part/,
    ],
  ] as const) {
    it(`refuses ${what}`, () =>
      withFiles(files, async (folder) => {
        const { code, stderr } = await evaluate(folder, ...options);
        assert.equal(code, exitCode.usage);
        assert.match(stderr, message);
      }));
  }
});
