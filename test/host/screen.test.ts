import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  boxOf,
  closeWindow,
  drawnAt,
  isMarked,
  hoverOn,
  openWindow,
  picture,
  quickPickRows,
  runCommand,
  until,
  type Theme,
} from './screen.js';
import { openSession } from './session.js';

const admission = 'He was treated with ceftriaxone';

async function decorated(
  page: Page,
  line: string,
  word: string,
): Promise<Awaited<ReturnType<typeof drawnAt>>> {
  return until(`a highlight on "${word}"`, async () => {
    const box = await boxOf(page, line, word);
    if (box === undefined) return undefined;
    const drawn = await drawnAt(page, box);
    return isMarked(drawn) ? drawn : undefined;
  });
}

for (const theme of ['light', 'dark', 'high-contrast'] satisfies Theme[]) {
  describe(`on the screen, ${theme}`, function () {
    this.timeout(180_000);
    let page: Page;

    before(async () => {
      page = await openWindow(await openSession(), 'progress-note.note', theme);
    });
    after(async () => {
      await closeWindow(page);
    });

    afterEach(async function () {
      const { currentTest } = this;
      if (currentTest?.state === 'failed') await picture(page, `failed-${theme}-${currentTest.title}`);
    });

    it('highlights entities, each type in a colour of its own', async () => {
      const [drug, problem] = [
        await decorated(page, admission, 'ceftriaxone'),
        await decorated(page, admission, 'pneumonia'),
      ];
      const colours = (drawn: typeof drug): string =>
        drawn.map(({ background, border }) => `${background} ${border}`).join();
      assert.notEqual(colours(drug), colours(problem));
      await picture(page, `highlights-${theme}`);
    });

    it('shows a relation in the hover', async () => {
      const text = await hoverOn(page, admission, 'ceftriaxone', /Tr\w+P/);
      assert.match(text, /treatment/);
      assert.match(text, /pneumonia/);
      await picture(page, `hover-${theme}`);
    });

    it('marks a contradiction and lists it among the problems', async () => {
      await page.mouse.move(0, 0);
      await page.keyboard.press('Control+Shift+m');
      const problems = page.locator('.markers-panel');
      const problem = problems.locator('.monaco-list-row', { hasText: ' contradicts ' }).first();
      await problem.waitFor({ timeout: 60_000 });
      await problems.getByText('The statement that it contradicts').first().waitFor();
      await problem.click();
      await page.locator('.editor-instance .view-overlays .squiggly-warning').first().waitFor();
      await picture(page, `overview-${theme}`);
      await page.keyboard.press('Control+j');
    });

    it('answers a check from the palette', async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      await runCommand(page, 'BioNote: Check a Statement Against the Note');
      const input = page.locator('.quick-input-widget input.input');
      await page.getByText('Check a statement against the note').first().waitFor();
      await input.fill('He smokes cigarettes daily.');
      await page.keyboard.press('Enter');
      const rows = await until('the answer', async () => {
        const found = await quickPickRows(page);
        return found.some((row) => row.includes('smoke')) ? found : undefined;
      });
      assert.ok(
        rows.some((row) => row.includes('Contradicts') && row.includes('He has never smoked.')),
        rows.join('\n'),
      );
      await picture(page, `check-${theme}`);
      await page.keyboard.press('Escape');
    });
  });
}
