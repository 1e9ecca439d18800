import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { run } from '../cli/terminals.js';
import { closeWindow, hoverOn, openWindow, picture, until, type Theme } from './screen.js';
import { openSession } from './session.js';

const text = [
  'HOSPITAL COURSE:',
  'The patient has fever, cough and pneumonia.',
  'Asthma in childhood. His mother had breast cancer.',
  'He was treated with ceftriaxone for pneumonia.',
  'He denies chest pain. A chest CT showed a possible pleural effusion.',
  'Metformin was stopped because of diarrhea.',
  '',
].join('\n');

interface Logged {
  readonly action: string;
  readonly proposal?: { readonly text: string; readonly start: number; readonly end: number };
}

/** Both for the pictures; elsewhere one is enough. */
const themes: readonly Theme[] =
  process.env['BIONOTE_SCREENSHOTS'] === undefined ? ['dark'] : ['light', 'dark'];

for (const theme of themes) {
  describe(`a review by keyboard alone, on the screen, ${theme}`, function () {
    this.timeout(400_000);
    const name = `ward-round-${theme}`;
    let page: Page;
    let folder: string;
    const read = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8').catch(() => '');
    const log = async (): Promise<Logged[]> =>
      (await read(`${name}.review.jsonl`))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Logged);

    before(async () => {
      const session = await openSession();
      folder = session.workspace;
      await writeFile(path.join(folder, `${name}.note`), text);
      page = await openWindow(session, `${name}.note`, theme);
    });
    after(async () => {
      await closeWindow(page);
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await picture(page, `failed-review-${theme}`);
    });

    const input = () => page.locator('.quick-input-widget:visible');

    /** Opens the menu and presses a letter; false if the menu does not have it now. */
    const choose = async (letter: string): Promise<boolean> => {
      for (const key of ['Control+k', 'b', 'r']) await page.keyboard.press(key);
      const menu = input().filter({ has: page.locator('input[placeholder*="Press a letter"]') });
      const isOpen = await menu.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      const rows = isOpen ? await menu.locator('.monaco-list-row').allInnerTexts() : [];
      if (!rows.some((row) => row.includes(`[${letter}]`))) {
        await page.keyboard.press('Escape');
        return false;
      }
      await page.keyboard.press(letter);
      await menu.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => undefined);
      return true;
    };

    /** Puts the cursor into words of the note. */
    const goTo = async (words: string): Promise<void> => {
      const line = text.split('\n').findIndex((each) => each.includes(words));
      const column = (text.split('\n')[line] ?? '').indexOf(words);
      await page.keyboard.press('Control+g');
      await input().locator('input').first().waitFor({ timeout: 5000 });
      // Behind the colon that opens it.
      await page.keyboard.type(`${line + 1}:${column + 2}`);
      await page.keyboard.press('Enter');
      await input().waitFor({ state: 'hidden', timeout: 5000 });
    };

    /** Goes to a mention, or else to the next proposal, and decides on it, until the log says that it is done. */
    const decide = async (
      letter: string,
      action: string,
      answers: readonly string[] = [],
      words?: string,
    ): Promise<void> => {
      const before = (await log()).length;
      await until(
        `"${action}" in the log`,
        async () => {
          if (words !== undefined) await goTo(words);
          else if (letter !== 'w') await choose('n');
          if (await choose(letter)) {
            for (const answer of answers) {
              await input().locator('input.input, input.input-box, input').first().waitFor({ timeout: 5000 });
              if (answer !== '') await page.keyboard.type(answer);
              await page.keyboard.press('Enter');
            }
          }
          const end = Date.now() + 3000;
          while (Date.now() < end) {
            const added = (await log()).slice(before);
            if (added.some((entry) => entry.action === action)) return true;
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
          await page.keyboard.press('Escape');
          return undefined;
        },
        120_000,
      );
    };

    it('accepts, corrects, relates and rejects, marks the note as reviewed, and the files hold just that', async () => {
      // Not the patient's. The breast in it is a mention of its own.
      await decide('r', 'rejected', [], 'cancer');
      // What the words say, whatever the model makes of it.
      await decide('s', 'asserted', ['present'], 'cough');
      for (let times = 0; times < 3; times++) await decide('a', 'accepted');
      await decide('s', 'asserted', ['possible'], 'pleural effusion');
      await decide('l', 'related', ['pneumonia', 'TrAP'], 'ceftriaxone');
      await decide('w', 'note-reviewed');
      const entries = await log();
      const actions = entries.map(({ action }) => action);
      const count = (action: string): number => actions.filter((each) => each === action).length;
      assert.deepEqual(
        [count('asserted'), count('related'), count('rejected'), count('note-reviewed')],
        [2, 1, 1, 1],
        actions.join(', '),
      );
      const standoff = await read(`${name}.ann`);
      const confirmed = count('accepted') + count('asserted');
      assert.equal(standoff.match(/^T\d+\t/gm)?.length, confirmed);
      for (const [words, assertion] of [
        ['cough', 'present'],
        ['pleural effusion', 'possible'],
      ]) {
        const id = new RegExp(`^(T\\d+)\\t.*${words}$`, 'm').exec(standoff)?.[1];
        assert.match(standoff, new RegExp(`^A\\d+\\tAssertion ${id} ${assertion}$`, 'm'));
      }
      assert.equal(standoff.match(/^R\d+\tTrAP /gm)?.length, 1);
      const rejected = entries.find(({ action }) => action === 'rejected')?.proposal;
      assert.ok(rejected);
      assert.match(rejected.text, /breast cancer/);
      const { start, end } = rejected;
      assert.ok(!standoff.includes(` ${start} ${end}\t`), 'the rejected mention is not in the file');

      await page.reload();
      await page.locator('.editor-instance .view-lines .view-line').first().waitFor({ timeout: 60_000 });
      assert.equal(await read(`${name}.ann`), standoff);
      const out = path.join(folder, `export-${theme}`);
      const { code } = await run(['export', 'jsonl', path.join(folder, `${name}.note`), '-o', out]);
      assert.equal(code, 0);
      const exported = JSON.parse(await readFile(path.join(out, 'annotations.jsonl'), 'utf8')) as {
        entities: unknown[];
        relations: unknown[];
      };
      assert.deepEqual([exported.entities.length, exported.relations.length], [confirmed, 1]);
    });

    it('takes back what is unchecked in the panel, and accepts what is checked', async () => {
      await page.locator('.activitybar .action-label[aria-label^="BioNote"]').first().click();
      const row = page.locator('.pane .monaco-list-row:has(.monaco-custom-toggle)').first();
      const group = page
        .locator('.pane .monaco-list-row[aria-expanded="false"][aria-label*=" found"]')
        .first();
      await until('a finding with a checkbox', async () => {
        if ((await row.count()) > 0) return true;
        await group.click({ timeout: 5000 }).catch(() => undefined);
        return undefined;
      });
      const before = (await log()).length;
      const toggled = async (expected: string): Promise<true> => {
        await row.locator('.monaco-custom-toggle').click();
        return until('the decision in the log', async () => {
          const action = (await log()).slice(before).at(-1)?.action;
          return action === expected ? true : undefined;
        });
      };
      const wasConfirmed = ((await row.getAttribute('aria-label')) ?? '').includes('confirmed');
      const [first, second] = wasConfirmed
        ? (['withdrawn', 'accepted'] as const)
        : (['accepted', 'withdrawn'] as const);
      await toggled(first);
      // The line says what became of it before it can be decided on again.
      await until('the line to follow', async () =>
        ((await row.getAttribute('aria-label')) ?? '').includes('confirmed') === wasConfirmed
          ? undefined
          : true,
      );
      await toggled(second);
      assert.deepEqual(
        (await log()).slice(before).map(({ action }) => action),
        [first, second],
      );
    });

    it('accepts all that is proposed in a line of the panel by its button', async () => {
      const group = page.locator(
        '.pane .monaco-list-row[aria-label*=" found"]:has([aria-label^="Accept What"])',
      );
      const before = (await log()).length;
      await until('a decision on the whole line', async () => {
        // The buttons show under the mouse.
        for (const row of await page.locator('.pane .monaco-list-row[aria-label*=" found"]').all()) {
          await row.hover({ timeout: 5000 }).catch(() => undefined);
          if ((await group.count()) > 0) break;
        }
        const button = group.first().locator('[aria-label^="Accept What"]').first();
        await button.click({ timeout: 5000 }).catch(() => undefined);
        const end = Date.now() + 3000;
        while (Date.now() < end) {
          const added = (await log()).slice(before);
          if (added.length > 0) return added.every(({ action }) => action === 'accepted') || undefined;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return undefined;
      });
    });

    it('says in a hover what is decided, with links to decide', async () => {
      await hoverOn(page, 'He was treated with', 'ceftriaxone', /Accept|Remove/);
      await picture(page, `review-${theme}`);
    });

    it('says how many notes of the folder are reviewed, without opening them', async () => {
      const message = page.locator('.pane .message', { hasText: /Reviewed: [1-9]\d* of \d+ notes/ });
      const header = page.locator('.pane-header[aria-expanded="false"]', { hasText: /^Folder/i });
      await until('the progress of the folder', async () => {
        if (await message.first().isVisible()) return true;
        if (await header.first().isVisible()) await header.first().click({ timeout: 5000 });
        return undefined;
      });
    });
  });
}
