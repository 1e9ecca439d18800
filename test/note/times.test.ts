import assert from 'node:assert/strict';
import { parseNote } from '../../server/src/note/parse.js';
import { timesOf } from '../../server/src/note/times.js';

/** Each sentence with the time that the layout gives it. */
function told(text: string): [sentence: string, time: string | undefined][] {
  const note = parseNote('file:///note.txt', 1, text);
  const times = timesOf(note);
  return note.sentences.map((sentence, index) => [sentence.text, times[index]]);
}

/** The time of the second sentence on a line that begins with `beginning`. */
function timeAfter(beginning: string): string | undefined {
  return told(`${beginning} Resting in bed. No pain.`).find(([text]) => text.includes('No pain'))?.[1];
}

describe('the times of a note’s layout', () => {
  for (const [beginning, time] of [
    ['0715', '0715'],
    ['07:15', '07:15'],
    ['[2024-03-12]', '2024-03-12'],
    ['12/03/2024 08:00 -', '12/03/2024 08:00'],
    ['12.03.24:', '12.03.24'],
    ['12 March 2024:', '12 March 2024'],
    ['Mar 12, 2024 -', 'Mar 12, 2024'],
    ['Day 2:', 'Day 2'],
    ['POD 3:', 'POD 3'],
    ['HD#4 -', 'HD#4'],
    ['- 2130:', '2130'],
    ['2015 hrs', '2015 hrs'],
  ] as const) {
    it(`are read: ${beginning}`, () => {
      assert.equal(timeAfter(beginning), time);
    });
  }

  for (const beginning of [
    '2 mg morphine.',
    '1000 mg paracetamol.',
    '1200 ml drained.',
    '0800 555 1212 is the number.',
    '2019 MRI was normal.',
    '5/5 strength.',
    '3/14 nodes.',
    '7.35 was the pH.',
    '120/80/70 mmHg.',
    'May 2 tablets be taken?',
    'Days later.',
    '10:1 ratio.',
    '12/03/2024/7 is the number.',
  ]) {
    it(`are not: ${beginning}`, () => {
      const time = timeAfter(beginning);
      assert.equal(time, undefined);
    });
  }

  it('hold for what follows them, to the next one', () => {
    assert.deepEqual(told('0715 Awake. No pain.\nWalks alone.\n0930 Asleep. In no distress.\n'), [
      ['0715 Awake.', undefined],
      ['No pain.', '0715'],
      ['Walks alone.', '0715'],
      ['0930 Asleep.', undefined],
      ['In no distress.', '0930'],
    ]);
  });

  it('hold to a blank line, unless they stand alone', () => {
    assert.equal(told('0715 Awake. No pain.\n\nLives alone.').at(-1)?.[1], undefined);
    assert.equal(told('03/14/2025\n\nAwake. No pain.').at(-1)?.[1], '03/14/2025');
  });

  it('do not reach into another section', () => {
    assert.equal(told('COURSE:\nPOD 2: Walks. No pain.\n\nHISTORY:\nHad gout.').at(-1)?.[1], undefined);
  });
});
