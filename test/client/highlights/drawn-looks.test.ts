import assert from 'node:assert/strict';
import { DrawnLooks } from '../../../client/src/highlights/drawn-looks.js';

describe('the looks that an editor has', () => {
  function editor() {
    const shown = new Map<string, number[]>();
    return {
      shown,
      setDecorations: (look: string, places: number[]) => {
        shown.set(look, places);
      },
    };
  }

  it('are replaced by others, and what is no more is taken away', () => {
    const looks = new DrawnLooks<string, number>();
    const note = editor();
    looks.replace(
      note,
      new Map([
        ['problem', [1, 2]],
        ['test', [3]],
      ]),
    );
    looks.replace(note, new Map([['problem', [2]]]));
    assert.deepEqual(
      [...note.shown],
      [
        ['problem', [2]],
        ['test', []],
      ],
    );
  });

  it('are all taken away where nothing is known any more, in that editor alone', () => {
    const looks = new DrawnLooks<string, number>();
    const [first, second] = [editor(), editor()];
    for (const each of [first, second]) looks.replace(each, new Map([['problem', [1]]]));
    looks.replace(first, new Map());
    assert.deepEqual([...first.shown], [['problem', []]]);
    assert.deepEqual([...second.shown], [['problem', [1]]]);
  });
});
