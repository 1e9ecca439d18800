import assert from 'node:assert/strict';
import { noteGraph } from '../../client/src/graph/model.js';
import { showEverything } from '../../client/src/panel/filter.js';
import { noteRows } from '../../client/src/panel/rows.js';
import { computeFindings } from '../../server/src/features/findings.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { english } from '../client/translator.js';
import { markedNote } from './marked-note.js';

/** The mentions of a note as "words words | words": one concept between two bars. */
function conceptsIn(marked: string, chains: readonly (readonly string[])[]): string {
  const plain = markedNote(marked).analysis.text;
  const spans = chains.map((chain) => {
    let from = 0;
    return chain.map((words) => {
      const start = plain.indexOf(words, from);
      assert.ok(start >= 0, words);
      from = start + 1;
      return { start, end: start + words.length };
    });
  });
  const { entities } = computeFindings(markedNote(marked, { analysis: { chains: spans } }), clinicalSchema);
  const groups = new Map<string, string[]>();
  for (const { concept, text } of entities) groups.set(concept, [...(groups.get(concept) ?? []), text]);
  return Array.from(groups.values(), (words) => words.join(' ')).join(' | ');
}

describe('the concepts of linked mentions', () => {
  const cases: Record<string, [marked: string, chains: string[][], expected: string]> = {
    'without chains, those of their words': [
      'A [mass|problem]. The [lesion|problem] grew.',
      [],
      'mass | lesion',
    ],
    'one for what was linked': [
      'A [mass|problem]. The [lesion|problem] grew. It hurts.',
      [['mass', 'lesion', 'It']],
      'mass lesion',
    ],
    'words that name a thing take their other mentions along': [
      'A [mass|problem], a [tumour|problem]. Later a [tumour|problem] and a [mass|problem].',
      [['mass', 'tumour']],
      'mass tumour tumour mass',
    ],
    'words that refer do not': [
      'A [mass|problem]. The [lesion|problem] grew. A skin [lesion|problem]. A [lesion|problem].',
      [['mass', 'lesion']],
      'mass lesion | lesion lesion',
    ],
    'two things to which the same words refer stay apart': [
      'A [mass|problem]: the [finding|problem] grew. A [cyst|problem]: the [finding|problem] shrank.',
      [
        ['mass', 'finding'],
        ['cyst', 'the finding shrank'],
      ],
      'mass finding | cyst finding',
    ],
    'chains of two windows meet in the words that they share': [
      'A [mass|problem], a [tumour|problem]. A [mass|problem], a [growth|problem].',
      [
        ['mass', 'tumour'],
        ['mass', 'growth'],
      ],
      'mass tumour mass growth',
    ],
    'types stay apart': [
      'A [scan|test] of a [mass|problem]. This [scan|problem].',
      [['scan', 'mass']],
      'scan | mass | scan',
    ],
    'all that refer are one thing, and nothing else is': [
      'The [mass|problem] grew. The [lesion|problem] hurts. A [lesion|problem].',
      [['mass', 'lesion']],
      'mass lesion | lesion',
    ],
    'of nested mentions the one that is linked counts': [
      'A [[lung|problem] mass|problem], a [tumour|problem], [lung|problem].',
      [['lung mass', 'tumour']],
      'lung mass tumour | lung lung',
    ],
  };
  for (const [name, [marked, chains, expected]] of Object.entries(cases)) {
    it(name, () => {
      assert.equal(conceptsIn(marked, chains), expected);
    });
  }

  it('are one line of the panel and one node of the graph', () => {
    const marked = 'A [mass|problem] on [CT|test]. The [lesion|problem] took [cisplatin|treatment].';
    const text = markedNote(marked).analysis.text;
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const findings = (chains?: { start: number; end: number }[][]) =>
      computeFindings(
        markedNote(marked, {
          relations: [
            { code: 'TeRP', head: 1, tail: 0 },
            { code: 'TrAP', head: 3, tail: 2 },
          ],
          analysis: chains ? { chains } : {},
        }),
        clinicalSchema,
      );
    const linked = findings([[at('mass'), at('lesion')]]);
    const labels = (of: typeof linked) =>
      noteRows(of, showEverything, english)[0]?.children?.map(
        ({ label, description }) => `${label} ${description}`,
      );
    assert.deepEqual(labels(linked), ['mass 2']);
    assert.equal(labels(findings())?.length, 2);
    assert.deepEqual(
      noteGraph(linked, english).nodes.map(({ label, mentions }) => [label, mentions]),
      [
        ['mass', 2],
        ['CT', 1],
        ['cisplatin', 1],
      ],
    );
    assert.equal(noteGraph(findings(), english).nodes.length, 4);
  });
});
