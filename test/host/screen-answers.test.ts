import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Locator, Page } from 'playwright-core';
import { answerWritten } from '../fakes/oracle/answers/written.js';
import { OracleServer } from '../fakes/oracle/server.js';
import { knownNote } from './known-note.js';
import {
  boxOf,
  closeWindow,
  openWindow,
  picture,
  runCommand,
  until,
  withSettings,
  type Theme,
} from './screen.js';
import { openSession } from './session.js';

/** Both for the pictures of the README; elsewhere one is enough. */
const themes: readonly Theme[] =
  process.env['BIONOTE_SCREENSHOTS'] === undefined ? ['dark'] : ['light', 'dark'];

const question = 'Which antibiotics were given?';

/** Whether it comes to be seen in a moment. */
function seen(locator: Locator): Promise<boolean> {
  return locator
    .first()
    .waitFor({ timeout: 5000 })
    .then(
      () => true,
      () => false,
    );
}

for (const theme of themes) {
  describe(`what a model writes on the screen, ${theme}`, function () {
    this.timeout(240_000);
    let oracle: OracleServer;
    let restore: () => Promise<void>;
    let page: Page;

    before(async () => {
      oracle = await OracleServer.start({ gold: [], answers: [answerWritten(knownNote)], slots: 4 });
      const session = await openSession();
      restore = await withSettings(session, {
        'bionote.engine': 'ollama',
        'bionote.ollama.host': oracle.host,
        'bionote.ollama.model': 'oracle:latest',
        'bionote.entities.from': 'encoder',
        'bionote.relations.enabled': false,
      });
      page = await openWindow(session, 'progress-note.note', theme);
    });
    after(async () => {
      await closeWindow(page);
      await restore();
      await oracle.stop();
    });

    afterEach(async function () {
      const { currentTest } = this;
      if (currentTest?.state === 'failed') await picture(page, `failed-${theme}-${currentTest.title}`);
    });

    /** Clicks on a link until `done`; the editor makes a link of it only when the pointer rests there with the key. */
    const follow = (words: string, done: () => Promise<boolean>): Promise<true> =>
      until(`what the link "${words}" leads to`, async () => {
        const box = await boxOf(page, words, words);
        if (box === undefined) return undefined;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        await page.mouse.move(x - 3, y);
        await page.keyboard.down('Control');
        await page.mouse.move(x, y, { steps: 2 });
        await page.mouse.click(x, y);
        await page.keyboard.up('Control');
        return (await done()) ? true : undefined;
      });

    it('is an answer with its evidence beside the note', async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      await runCommand(page, 'BioNote: Ask the Note');
      const input = page.locator('.quick-input-widget input.input');
      await page.getByText('A question that the note may answer').first().waitFor();
      await input.fill(question);
      await page.keyboard.press('Enter');
      await until('the answer', () => boxOf(page, 'supported', 'supported'));
      await follow('line 14', () => seen(page.locator('.statusbar-item', { hasText: /\(63 selected\)/ })));
      await picture(page, `answer-${theme}`);
    });

    it('is a table of medications, which is saved as CSV', async () => {
      await page.keyboard.press('Control+Home');
      await page.locator('.tab[aria-label^="answer.txt"] .codicon-close').click();
      await runCommand(page, 'BioNote: List Medications');
      await until('the table', () => boxOf(page, 'Line ↑', 'Drug'));
      await follow('warfarin', () => seen(page.locator('.statusbar-item', { hasText: /\(8 selected\)/ })));
      await picture(page, `medications-${theme}`);
      const input = page.locator('.quick-input-widget input.input');
      await follow('Save as CSV', () => seen(input));
      await until('the name of the file', async () =>
        (await input.inputValue()).endsWith('medications.csv') ? true : undefined,
      );
      await page.keyboard.press('Enter');
      const { workspace } = await openSession();
      const file = path.join(workspace, 'medications.csv');
      const saved = await until('the file', () => readFile(file, 'utf8').catch(() => undefined));
      await rm(file);
      const rows = parse<Record<string, string>>(saved, { columns: true });
      assert.deepEqual(
        rows.map((row) => row['Status']),
        ['discontinued', ...Array.from({ length: 6 }, () => 'active'), 'neither'],
      );
      assert.equal(rows[0]?.['Evidence'], 'Warfarin was stopped on admission because of epistaxis.');
    });
  });
}
