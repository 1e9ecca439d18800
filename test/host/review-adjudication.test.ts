import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { closeWindow, openWindow, picture, until } from './screen.js';
import { openSession } from './session.js';

const text = [
  'HISTORY:',
  'The patient has fever, cough and severe chest pain.',
  'He was treated with ceftriaxone for pneumonia.',
  '',
].join('\n');

/** A `T` line for words of the text, which are all in its first plane. */
function mention(id: number, type: string, words: string): string {
  const start = text.indexOf(words);
  return `T${id}\t${type} ${start} ${start + words.length}\t${words}\n`;
}

const annotators = {
  anna:
    mention(1, 'problem', 'fever') +
    mention(2, 'problem', 'cough') +
    mention(3, 'problem', 'severe chest pain') +
    mention(4, 'treatment', 'ceftriaxone') +
    mention(5, 'problem', 'pneumonia') +
    'R1\tTrAP Arg1:T4 Arg2:T5\n',
  bert:
    mention(1, 'problem', 'fever') +
    mention(2, 'test', 'cough') +
    mention(3, 'problem', 'chest pain') +
    mention(4, 'treatment', 'ceftriaxone') +
    mention(5, 'problem', 'pneumonia') +
    mention(6, 'person', 'The patient'),
};

describe('an adjudication by keyboard alone, on the screen', function () {
  this.timeout(400_000);
  const name = 'adjudicated';
  let page: Page;
  let folder: string;
  const read = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8').catch(() => '');

  before(async () => {
    const session = await openSession();
    folder = session.workspace;
    await writeFile(path.join(folder, `${name}.note`), text);
    for (const [annotator, standoff] of Object.entries(annotators)) {
      await mkdir(path.join(folder, annotator), { recursive: true });
      await writeFile(path.join(folder, annotator, `${name}.ann`), standoff);
    }
    page = await openWindow(session, `${name}.note`, 'dark');
  });
  after(async () => {
    await closeWindow(page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await picture(page, 'failed-adjudication');
  });

  const input = (): Locator => page.locator('.quick-input-widget:visible');

  /** Opens the command by its key, and goes on with the two annotators that are found and checked. */
  const begin = (): Promise<true> =>
    until(
      'the choice of annotators',
      async () => {
        for (const key of ['Control+k', 'b', 'd']) await page.keyboard.press(key);
        const rows = input().locator('.monaco-list-row');
        const isOpen = await rows
          .filter({ hasText: `bert/${name}.ann` })
          .waitFor({ timeout: 5000 })
          .then(
            () => true,
            () => false,
          );
        if (!isOpen) {
          await page.keyboard.press('Escape');
          return undefined;
        }
        await page.keyboard.press('Enter');
        return true;
      },
      120_000,
    );

  /** Waits for a menu that holds some words. */
  const menuWith = (words: string): Promise<void> =>
    input()
      .filter({ has: page.locator('input[placeholder*="Press a letter"]') })
      .locator('.monaco-list-row')
      .filter({ hasText: words })
      .first()
      .waitFor({ timeout: 30_000 });

  const press = async (words: string, letter: string): Promise<void> => {
    await menuWith(words);
    await page.keyboard.press(letter);
  };

  it('goes from two annotators to a gold, in two sittings, with one undo', async () => {
    await begin();
    await press('Accept all on which they agree: 3', 'a');
    await press('bert: person “The patient”', 'r');
    await press('bert: test “cough”', 'n');
    await press('anna: problem “severe chest pain”', 'p');
    await press('bert: test “cough”', 'b');
    await press('anna: problem “severe chest pain”', 'u');
    await press('bert: test “cough”', 'a');
    await press('anna: problem “severe chest pain”', 'Escape');
    await input().waitFor({ state: 'hidden' });
    assert.doesNotMatch(await read(`${name}.ann`), /chest pain|The patient/);

    // What was decided is not asked again.
    await begin();
    await menuWith('bert: problem “chest pain”');
    await picture(page, 'adjudication');
    await press('bert: problem “chest pain”', 'b');
    await press('anna: TrAP: “ceftriaxone” → “pneumonia”', 'a');
    await page.locator('.notification-toast', { hasText: 'no disagreements are left' }).first().waitFor();
  });

  it('leaves a gold with its log, and the annotators’ files as they were', async () => {
    const lines = (await read(`${name}.ann`)).trimEnd().split('\n');
    const bare = lines.filter((line) => line.startsWith('T')).map((line) => line.replace(/^T\d+\t/, ''));
    assert.deepEqual(
      new Set(bare.map((line) => `${line}\n`)),
      new Set(
        [
          mention(1, 'problem', 'fever'),
          mention(1, 'problem', 'cough'),
          mention(1, 'problem', 'chest pain'),
          mention(1, 'treatment', 'ceftriaxone'),
          mention(1, 'problem', 'pneumonia'),
        ].map((line) => line.replace(/^T\d+\t/, '')),
      ),
    );
    const ids = new Map(lines.map((line) => [line.split('\t')[2], line.split('\t')[0]]));
    const relations = lines.filter((line) => line.startsWith('R'));
    assert.deepEqual(relations, [`R1\tTrAP Arg1:${ids.get('ceftriaxone')} Arg2:${ids.get('pneumonia')}`]);
    const log = (await read(`${name}.review.jsonl`))
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { action: string; proposal?: { text: string; proposedBy?: string[] } },
      );
    assert.deepEqual(
      log.map(({ action, proposal }) =>
        [action, proposal?.text, proposal?.proposedBy?.join('+')].filter(Boolean).join(' '),
      ),
      [
        'accepted fever anna+bert',
        'accepted ceftriaxone anna+bert',
        'accepted pneumonia anna+bert',
        'rejected The patient bert',
        'rejected cough anna',
        'accepted cough bert',
        'undone',
        'undone',
        'rejected cough bert',
        'accepted cough anna',
        'rejected severe chest pain anna',
        'accepted chest pain bert',
        'related ceftriaxone anna',
      ],
    );
    for (const [annotator, standoff] of Object.entries(annotators)) {
      assert.equal(await read(`${annotator}/${name}.ann`), standoff);
    }
  });

  it('names lines that cannot be used before anything is decided, and refuses a file about another text', async () => {
    const files = [`${name}.ann`, `${name}.review.jsonl`];
    const before = await Promise.all(files.map(read));
    const bert = path.join(folder, 'bert', `${name}.ann`);
    await writeFile(bert, `${annotators.bert}T9\tproblem 900 905\tfever\n`);
    await begin();
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'cannot be used: bert: 7' });
    await dialog.waitFor({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await input().count(), 0);

    await writeFile(bert, 'T1\tproblem 0 6\twheeze\n');
    await begin();
    const message = page.locator('.notification-toast', {
      hasText: 'annotations of bert are about another text',
    });
    await message.first().waitFor({ timeout: 30_000 });
    assert.deepEqual(await Promise.all(files.map(read)), before);
  });
});
