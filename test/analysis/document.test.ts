import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NoteDocument } from '../../server/src/analysis/document.js';
import type { Entity } from '../../server/src/analysis/note-analysis.js';
import { composeSnapshot } from '../../server/src/analysis/snapshot.js';
import type { Mention } from '../../server/src/tasks/ner/entity.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { allTasks, uri } from './bench.js';

const words = ['fever', 'cough', 'aspirin', 'MI', 'pain', '🫀x', 'fièvre'];

/** Every whole word of the list, and two words in a row as a mention around both. */
function mentionsIn(sentence: string): Mention[] {
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
  const mentions = Array.from(sentence.matchAll(pattern), ({ 0: text, index }) =>
    mentionOf(sentence, index, index + text.length),
  );
  const around = mentions.slice(1).flatMap((mention, index) => {
    const start = mentions[index]?.span.start ?? 0;
    return mention.span.end - start < 14 ? [mentionOf(sentence, start, mention.span.end)] : [];
  });
  return [...mentions, ...around];
}

function mentionOf(sentence: string, start: number, end: number): Mention {
  return { span: { start, end }, text: sentence.slice(start, end), type: 'problem', alignment: 'exact' };
}

/** Reads every sentence that has not been read. */
function readAll(document: NoteDocument): void {
  for (const sentence of document.texts.keys()) {
    if (document.resultOf(sentence)?.stamp !== 'read') {
      document.setEntities(sentence, { stamp: 'read', mentions: mentionsIn(sentence) }, clinicalSchema);
    }
  }
}

function openedAndRead(text: string): NoteDocument {
  const document = new NoteDocument(uri, 1, text, true);
  readAll(document);
  return document;
}

function entitiesOf(document: NoteDocument): readonly Entity[] {
  const progress = { state: 'done', total: 0, finished: 0 } as const;
  return composeSnapshot(document, allTasks, { has: () => false }, progress).entities;
}

const shown = (document: NoteDocument): string[] =>
  entitiesOf(document).map(({ span, text }) => `${span.start}-${span.end} ${text}`);

function change(document: NoteDocument, start: number, end: number, by: string): void {
  const text = document.text.slice(0, start) + by + document.text.slice(end);
  document.change(document.version + 1, text, [{ start, end, newLength: by.length }], clinicalSchema);
}

function replace(document: NoteDocument, old: string, by: string): void {
  const start = document.text.indexOf(old);
  assert(start >= 0, old);
  change(document, start, start + old.length, by);
}

describe('note document', () => {
  const cases: readonly [string, string, string, readonly string[]][] = [
    [
      'moves what stands behind an edit',
      'He has',
      'Today he has',
      ['13-18 fever', '32-37 cough', '47-51 pain'],
    ],
    ['keeps what an insertion stands before', 'has', 'has no', ['10-15 fever', '29-34 cough', '44-48 pain']],
    ['drops what an edit hits', 'feve', 'fibe', ['26-31 cough', '41-45 pain']],
    ['drops what a word grows into', 'fever', 'feverish', ['29-34 cough', '44-48 pain']],
    [
      'keeps what is replaced by itself',
      'has fever.',
      'has fever!',
      ['7-12 fever', '26-31 cough', '41-45 pain'],
    ],
    ['keeps what a comma joins', 'fever', 'fever,', ['7-12 fever', '27-32 cough', '42-46 pain']],
  ];
  for (const [name, old, by, expected] of cases) {
    it(name, () => {
      const document = openedAndRead('He has fever. The man has cough and then pain.');
      replace(document, old, by);
      assert.deepEqual(shown(document), expected);
    });
  }

  it('knows what is unread after an edit, and what the others say', () => {
    const document = openedAndRead('He has fever. He has cough.');
    replace(document, 'has fever', 'had fever');
    assert.equal(document.resultOf('He has cough.')?.stamp, 'read');
    assert.notEqual(document.resultOf('He had fever.')?.stamp, 'read');
    assert.equal(document.resultOf('He has fever.'), undefined);
  });

  it('keeps what an unread sentence shows when its end moves into a sentence of the same words', () => {
    const document = openedAndRead('She had fever. then cough');
    replace(document, 'fever. then', 'fever then');
    assert.deepEqual(shown(document), ['8-13 fever', '19-24 cough']);
    replace(document, 'fever then', 'fever.\n\nShe had fever then');
    assert.deepEqual(shown(document), ['8-13 fever', '24-29 fever', '35-40 cough']);
  });

  it('loses nothing to a reading that failed, and takes what could be saved of it', () => {
    const document = openedAndRead('He has fever and cough.');
    replace(document, 'has', 'had');
    const [sentence = ''] = document.texts.keys();
    const failed = { stamp: 'read', failure: 'cut' };
    document.setEntities(sentence, { ...failed, mentions: [] }, clinicalSchema);
    assert.deepEqual(shown(document), ['7-12 fever', '17-22 cough']);
    const saved = { ...mentionOf(sentence, 7, 12), type: 'treatment' };
    document.setEntities(sentence, { ...failed, mentions: [saved] }, clinicalSchema);
    assert.deepEqual(shown(document), ['7-12 fever', '17-22 cough']);
    assert.equal(entitiesOf(document)[0]?.type, 'treatment');
    document.setEntities(sentence, { stamp: 'read', mentions: [saved] }, clinicalSchema);
    assert.deepEqual(shown(document), ['7-12 fever']);
  });

  it('loses no relation and no judgement to an attempt that failed', () => {
    const document = new NoteDocument(uri, 1, 'Aspirin for fever. No fever.', true);
    const [first = '', second = ''] = document.texts.keys();
    const mentions = [{ ...mentionOf(first, 0, 7), type: 'treatment' }, mentionOf(first, 12, 17)];
    document.setEntities(first, { stamp: 'read', mentions }, clinicalSchema);
    const type = document.resultOf(first)!.candidates[0]!.types[0]!;
    document.setPairs([{ premise: first, hypothesis: second, cue: 'assertion', key: 'k' }], 0);
    const [pair] = document.pairs;
    const progress = { state: 'done', total: 0, finished: 0 } as const;
    const found = (): unknown[] => {
      const { relations, contradictions, failures } = composeSnapshot(
        document,
        allTasks,
        { has: () => false },
        progress,
      );
      return [relations.length, contradictions.length, failures.map(({ task }) => task)];
    };
    document.setVerdict(first, document.resultOf(first)!, 0, { stamp: 'read', type });
    document.setJudgement(pair!, { stamp: 'read', label: 'contradiction' });
    assert.deepEqual(found(), [1, 1, []]);
    document.setVerdict(first, document.resultOf(first)!, 0, { stamp: 'other', failure: 'timeout' });
    document.setJudgement(pair!, { stamp: 'other', failure: 'timeout' });
    assert.deepEqual(found(), [1, 1, ['relations', 'nli']]);
  });

  it('keeps mentions when sentences are joined, and when one is parted', () => {
    const document = openedAndRead('He has fever. He has cough.');
    replace(document, '. He', ', he');
    assert.deepEqual(shown(document), ['7-12 fever', '21-26 cough']);
    replace(document, ', he', '. He');
    assert.deepEqual(shown(document), ['7-12 fever', '21-26 cough']);
  });

  it('keeps the ids of entities in sentences that an edit does not touch', () => {
    const document = openedAndRead('He has fever. He has cough.');
    const before = entitiesOf(document)[1]?.id;
    replace(document, 'fever', 'a high fever');
    assert.equal(entitiesOf(document)[1]?.id, before);
  });

  it('follows one of two equal sentences and leaves the other', () => {
    const document = openedAndRead('He has fever. Well. He has fever.');
    replace(document, 'has', 'had');
    assert.deepEqual(shown(document), ['7-12 fever', '27-32 fever']);
  });

  it('keeps what one edit parts and the next puts together again', () => {
    const document = openedAndRead('He has fever. He has cough.');
    const steps = [
      { start: 9, end: 9, newLength: 2 },
      { start: 9, end: 11, newLength: 0 },
      { start: 16, end: 16, newLength: 1 },
    ];
    document.change(2, 'He has fever. He Xhas cough.', steps, clinicalSchema);
    assert.deepEqual(shown(document), ['7-12 fever', '22-27 cough']);
  });

  it('takes a text that the edits do not lead to', () => {
    const document = openedAndRead('He has fever. He has cough.');
    document.change(
      2,
      'So he has fever. He has cough.',
      [{ start: 5, end: 900, newLength: 1 }],
      clinicalSchema,
    );
    assert.deepEqual(shown(document), ['10-15 fever', '24-29 cough']);
  });

  it('keeps everything through a replacement of the whole text that changes one word', () => {
    const document = openedAndRead('He has fever and cough. He has pain.');
    const text = 'He has fever or cough. He has pain.';
    document.change(
      2,
      text,
      [{ start: 0, end: document.text.length, newLength: text.length }],
      clinicalSchema,
    );
    assert.deepEqual(shown(document), ['7-12 fever', '16-21 cough', '30-34 pain']);
  });

  it('analyzes the beginning of a note that is too long, and says where it ends', () => {
    const line = 'The patient has fever and he takes aspirin every day of the week.\n';
    const document = new NoteDocument(uri, 1, line.repeat(Math.ceil(5_000_000 / line.length)), true);
    assert.equal(document.sentences.length, 20_000);
    assert.equal(document.texts.size, 1);
    assert.equal(document.analyzedUpTo, 20_000 * line.length);
    const flat = new NoteDocument(uri, 1, 'word '.repeat(1_000_000), true);
    assert.equal(flat.analyzedUpTo, 2_000_000);
  });

  /**
   * The model: each character of the note carries the marks of the mentions that it belonged to. A mention
   * stands as long as its characters stand side by side.
   */
  interface Marked {
    readonly text: string;
    /** For each code unit, the mentions that cover it, by number. */
    readonly marks: readonly ReadonlySet<number>[];
  }

  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 3, arbitrary: fc.constantFrom(' ', '. ', '.\n', ', ', '\r\n', '\n\nPLAN:\n') },
    { weight: 3, arbitrary: fc.constantFrom('He has ', 'no ', 'and ', 'a', 'f', '12', '́', '🫀', '\ud83e') },
  );
  const edit = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 12 }),
    by: fc.array(piece, { maxLength: 3 }),
  });

  it('shows exactly what stands, through any edits', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 40 }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (pieces, changes, readings) => {
          const document = openedAndRead(pieces.map((text) => `${text} `).join(''));
          let marked = markAll(document);
          for (const [round, edits] of changes.entries()) {
            const steps = [];
            for (const { at, length, by } of edits) {
              const start = at % (marked.text.length + 1);
              const end = Math.min(marked.text.length, start + length);
              const inserted = by.join('');
              steps.push({ start, end, newLength: inserted.length });
              marked = {
                text: marked.text.slice(0, start) + inserted + marked.text.slice(end),
                marks: [
                  ...marked.marks.slice(0, start),
                  ...Array.from({ length: inserted.length }, () => new Set<number>()),
                  ...marked.marks.slice(end),
                ],
              };
            }
            document.change(document.version + 1, marked.text, steps, clinicalSchema);
            const entities = entitiesOf(document);
            for (const { span, text, sentence } of entities) {
              assert.equal(marked.text.slice(span.start, span.end), text);
              const home = document.sentences[sentence];
              assert(home && home.span.start <= span.start && span.end <= home.span.end);
            }
            const seen = new Set(entities.map(({ span }) => `${span.start}-${span.end}`));
            for (const { start, end } of standing(marked)) {
              const home = document.sentences.find(({ span }) => span.start <= start && end <= span.end);
              if (home && !isCut(marked.text, start) && !isCut(marked.text, end)) {
                assert(
                  seen.has(`${start}-${end}`),
                  `${marked.text.slice(start, end)} at ${start} is not shown`,
                );
              }
            }
            if (readings[round]) {
              readAll(document);
            }
            marked = markAll(document);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  function markAll(document: NoteDocument): Marked {
    const marks = Array.from({ length: document.text.length }, () => new Set<number>());
    for (const [number, { span }] of entitiesOf(document).entries()) {
      for (let index = span.start; index < span.end; index++) {
        marks[index]?.add(number * 1000 + (index - span.start));
      }
      marks[span.end - 1]?.add(-1 - number * 1000 - (span.end - span.start));
    }
    return { text: document.text, marks };
  }

  /** The spans of the mentions whose characters all stand side by side. */
  function standing({ marks }: Marked): { start: number; end: number }[] {
    return marks.flatMap((set, start) =>
      [...set].flatMap((mark) => {
        if (mark < 0 || mark % 1000 !== 0) {
          return [];
        }
        let length = 1;
        while (marks[start + length]?.has(mark + length)) {
          length++;
        }
        return marks[start + length - 1]?.has(-1 - mark - length) ? [{ start, end: start + length }] : [];
      }),
    );
  }

  function isCut(text: string, offset: number): boolean {
    return (
      /[\p{L}\p{M}\p{N}]$/u.test(text.slice(0, offset)) && /^[\p{L}\p{M}\p{N}]/u.test(text.slice(offset))
    );
  }

  it('forgets the numbers of its sentences when it is cleared', () => {
    const document = openedAndRead('He has a cough.');
    const number = document.numberOf('He has a cough.');
    document.clear();
    assert.notEqual(document.numberOf('He has a cough.'), number);
  });
});
