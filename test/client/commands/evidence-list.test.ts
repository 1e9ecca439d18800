import assert from 'node:assert/strict';
import { showEvidence, type EvidenceList } from '../../../client/src/commands/evidence-list.js';
import { english } from '../translator.js';

/** A quick pick without a screen: what the user does is told to it. */
class FakePick {
  title: string | undefined;
  placeholder: string | undefined;
  items: readonly object[] = [];
  selectedItems: readonly object[] = [];
  matchOnDescription = false;
  matchOnDetail = false;
  shown = false;
  disposed = false;
  readonly #active: ((items: readonly object[]) => void)[] = [];
  readonly #accept: (() => void)[] = [];
  readonly #hide: (() => void)[] = [];
  readonly onDidChangeActive = (listener: (items: readonly object[]) => void): unknown =>
    this.#active.push(listener);
  readonly onDidAccept = (listener: () => void): unknown => this.#accept.push(listener);
  readonly onDidHide = (listener: () => void): unknown => this.#hide.push(listener);

  show(): void {
    this.shown = true;
  }

  hide(): void {
    for (const listener of this.#hide) listener();
  }

  dispose(): void {
    this.disposed = true;
  }

  moveTo(index: number): void {
    for (const listener of this.#active) listener(this.items.slice(index, index + 1));
  }

  enter(index: number): void {
    this.selectedItems = this.items.slice(index, index + 1);
    for (const listener of this.#accept) listener();
  }
}

type Pick = Parameters<typeof showEvidence<string>>[1];

const gone = (): Promise<void> => Promise.reject(new Error('the file was deleted'));

describe('the list of evidence', () => {
  let pick: FakePick;
  const list = (how: Partial<EvidenceList<string>> = {}): Promise<void> => {
    pick = new FakePick();
    const items = ['first', 'second'].map((evidence) => ({
      label: 'Supports it',
      description: '',
      detail: evidence,
      evidence,
    }));
    const nothing = (): Promise<void> => Promise.resolve();
    return showEvidence(
      { title: 'a title', empty: 'nothing', items, preview: nothing, accept: nothing, ...how },
      pick as unknown as Pick,
      english,
    );
  };

  it('previews what is looked at, and goes to what is chosen', async () => {
    const seen: string[] = [];
    const done = list({
      preview: (evidence) => Promise.resolve(void seen.push(`look ${evidence}`)),
      accept: (evidence) => Promise.resolve(void seen.push(`go ${evidence}`)),
    });
    pick.moveTo(0);
    pick.moveTo(1);
    pick.enter(1);
    await done;
    assert.deepEqual(seen, ['look first', 'look second', 'go second']);
    assert.ok(pick.disposed);
  });

  it('ends when it is closed', async () => {
    const done = list();
    pick.hide();
    await done;
    assert.ok(pick.disposed);
  });

  it('ends with the error where the chosen place cannot be shown', async () => {
    const done = list({ accept: gone });
    pick.enter(0);
    await assert.rejects(done, /deleted/);
  });

  it('goes on where a preview cannot be shown', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const done = list({ preview: gone });
    pick.moveTo(0);
    pick.enter(1);
    await done;
    // Node tells of a rejection that nobody handled once all promises have settled.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });
});
