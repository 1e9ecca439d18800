import assert from 'node:assert/strict';
import { join } from 'node:path';
import { annotatedNotes } from '../../server/src/instructions/annotated-notes.js';
import { buildSentences } from '../../server/src/instructions/build-sentences.js';
import { IndexGaps } from '../../server/src/instructions/index-gaps.js';
import { indexTests } from '../../server/src/instructions/test-index.js';
import { sentenceRecords } from '../../server/src/instructions/sentence-records.js';
import { withFiles, type Files } from '../corpora/folders.js';

const note = 'Assessment:\nThe 😀 mass was treated with cisplatin. Her father had a stroke in his sixties.\n';
const ann = [
  'T1\tproblem 16 22\t😀 mass',
  'T2\ttreatment 40 49\tcisplatin',
  'T3\tproblem 68 74\tstroke',
  'A1\tAssertion T1 present',
  'A2\tAssertion T3 family',
  'R1\tTrAP Arg1:T2 Arg2:T1',
].join('\n');

/** The sentences of the notes, where those of `kept` may not be taken. */
async function sentencesOf(files: Files): Promise<{ found: unknown[]; leaked: number }> {
  return withFiles(files, async (folder) => {
    const signal = new AbortController().signal;
    const ignore = (): void => undefined;
    const kept = 'kept/1.txt' in files ? [annotatedNotes(join(folder, 'kept'))] : [];
    const index = await indexTests(folder, signal, ignore, new IndexGaps(), kept);
    let leaked = 0;
    const source = {
      folder,
      corpora: [annotatedNotes(join(folder, 'notes'))],
      splits: ['train', 'dev'] as const,
      signal,
      progress: ignore,
      problem: ({ message }: { message: string }) => assert.fail(message),
      leaked: () => {
        leaked += 1;
      },
    };
    const found: unknown[] = [];
    for await (const each of buildSentences(source, index)) found.push(each);
    return { found, leaked };
  });
}

describe('sentences for training an encoder', () => {
  it('are those of the product, with offsets in code points, headings, assertions and relations', async () => {
    const { found } = await sentencesOf({ 'notes/1.txt': note, 'notes/1.ann': ann });
    const common = {
      kind: 'sentence',
      source: 'notes',
      split: 'train',
      document: '1',
      heading: 'Assessment',
      incomplete: [],
    };
    assert.deepEqual(found.slice(-2), [
      {
        ...common,
        id: 'notes/train/1/s1',
        text: 'The 😀 mass was treated with cisplatin.',
        mentions: [
          { type: 'problem', start: 4, end: 10, assertion: 'present' },
          { type: 'treatment', start: 28, end: 37 },
        ],
        relations: [{ type: 'TrAP', head: 1, tail: 0 }],
      },
      {
        ...common,
        id: 'notes/train/1/s2',
        text: 'Her father had a stroke in his sixties.',
        mentions: [{ type: 'problem', start: 17, end: 23, assertion: 'family' }],
        relations: [],
      },
    ]);
  });

  it('are none that nobody reviewed, of a note that somebody reviewed in part', () => {
    const text = 'He takes heparin.\nShe takes aspirin.\n';
    const origin = { id: 'a', source: 'corrections', split: 'train', document: 'a' } as const;
    const record = { kind: 'annotated', ...origin, text, mentions: [], relations: [] } as const;
    const textsOf = (reviewed?: { start: number; end: number }[]): unknown[] =>
      sentenceRecords({ ...record, ...(reviewed && { reviewed }) }, false).map((each) =>
        each.kind === 'sentence' ? each.text : each,
      );
    assert.deepEqual(textsOf(), ['He takes heparin.', 'She takes aspirin.']);
    assert.deepEqual(textsOf([{ start: 18, end: 36 }]), ['She takes aspirin.']);
  });

  it('leave out what a part that is kept back holds', async () => {
    const { found, leaked } = await sentencesOf({
      'notes/1.txt': note,
      'notes/1.ann': ann,
      'kept/1.txt': 'her father had a STROKE in his sixties',
      'kept/1.ann': '',
    });
    assert.equal(leaked, 1);
    assert.ok(!JSON.stringify(found).includes('stroke in his'));
  });
});
