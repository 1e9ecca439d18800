import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { boxOf, closeWindow, openWindow, picture, runCommand, until, type Theme } from './screen.js';
import { openSession } from './session.js';

const admission = 'He was treated with ceftriaxone';

/** How long an analysis may take, in milliseconds. */
const patience = 120_000;

/** Both for the pictures of the README; elsewhere one is enough. */
const themes: readonly Theme[] =
  process.env['BIONOTE_SCREENSHOTS'] === undefined ? ['dark'] : ['light', 'dark'];

/** How many characters the status bar says are selected; 0 where it says nothing. */
async function selected(page: Page): Promise<number> {
  const [text = ''] = await page.locator('.statusbar-item', { hasText: /^Ln \d/ }).allInnerTexts();
  return Number(/\((\d+) selected\)/.exec(text)?.[1] ?? 0);
}

/** Whether it comes to be seen in a moment: what is not there then is asked for anew. */
function soon(locator: Locator): Promise<boolean> {
  return locator
    .first()
    .waitFor({ timeout: 10_000 })
    .then(
      () => true,
      () => false,
    );
}

/** Whether it goes away in a moment. */
function gone(locator: Locator): Promise<boolean> {
  return locator.waitFor({ state: 'hidden', timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Opens the panel, if it is not open, and waits for the tree of findings. */
async function openPanel(page: Page): Promise<void> {
  const title = page.locator('.sidebar .composite.title', { hasText: /bionote/i });
  const tab = page.locator('.activitybar .action-label[aria-label^="BioNote"]').first();
  await tab.waitFor({ timeout: patience });
  // A click on a view container that is open would close it.
  if ((await title.count()) === 0) await tab.click();
  await title.first().waitFor();
  await page.locator('.pane .monaco-list-row[aria-label*=" found"]').first().waitFor({ timeout: patience });
}

/** The page inside the editor's webview. */
function pageOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview').frameLocator('#active-frame');
}

for (const theme of themes) {
  describe(`the views on the screen, ${theme}`, function () {
    this.timeout(400_000);
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

    it('lists the entities of the note in the panel, and goes to the one that is chosen', async () => {
      await openPanel(page);
      const mention = page.locator('.monaco-list-row[aria-label^="ceftriaxone, treatment"]').first();
      // The tree is made anew while the note is analyzed: a row may be gone when it is clicked, and one mention may
      // become one of two.
      const open = async (name: string): Promise<void> => {
        const group = (state: string): Locator =>
          page.locator(`.monaco-list-row[aria-expanded="${state}"][aria-label^="${name}, "]`).first();
        if ((await group('false').count()) === 0) return;
        await group('false')
          .click({ timeout: 5000 })
          .catch(() => undefined);
        await soon(group('true'));
      };
      await until(
        'the mention to be selected in the note',
        async () => {
          if ((await mention.count()) === 0) await open('treatment');
          if ((await mention.count()) === 0) await open('ceftriaxone');
          if ((await mention.count()) === 0) return undefined;
          const spoken = await mention.getAttribute('aria-label', { timeout: 5000 }).catch(() => '');
          await mention.click({ timeout: 5000 }).catch(() => undefined);
          if ((await selected(page)) !== 'ceftriaxone'.length) return undefined;
          return /, line \d+$/.test(spoken ?? '') ? true : undefined;
        },
        patience,
      );
      // The tree is made anew all the time while the note is analyzed.
      assert.equal(await page.locator('.notification-toast', { hasText: 'command not found' }).count(), 0);
      await picture(page, `panel-${theme}`);
    });

    it('draws the relations as a graph; a click on a concept goes to the text', async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      await runCommand(page, 'BioNote: Show Relation Graph');
      const concept = pageOf(page).locator('#buttons button[data-kind="concept"]', { hasText: 'pneumonia' });
      await concept.first().waitFor({ state: 'attached', timeout: patience });
      await until('the concept to be selected in the note', async () => {
        // The canvas is under the button, which lets the mouse through. The graph may still be growing.
        const box = await concept.first().boundingBox();
        if (box === null || box.width < 5) return undefined;
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        const shown = (await pageOf(page).locator('#details').innerText()).split(',')[0] ?? '';
        return shown.includes('pneumonia') && (await selected(page)) > 0 ? true : undefined;
      });
      await picture(page, `graph-${theme}`);
    });

    it('lights the concept at the cursor', async () => {
      const lit = pageOf(page).locator('#buttons button[aria-current="true"]');
      // The click on a concept may have gone to a mention far below.
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+Home');
      await until('the concept to be lit', async () => {
        const box = await boxOf(page, admission, 'ceftriaxone');
        if (box === undefined) return undefined;
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        const [text = ''] = await lit.allTextContents();
        return text.startsWith('ceftriaxone') ? true : undefined;
      });
    });

    it('analyzes a folder from the explorer, and shows its statistics', async () => {
      const { workspace } = await openSession();
      const ward = path.join(workspace, 'ward');
      await mkdir(ward, { recursive: true });
      for (const name of ['progress-note.note', 'case-report.note']) {
        await cp(path.join(workspace, name), path.join(ward, name));
      }
      const folder = page.locator('.explorer-folders-view .monaco-list-row[aria-label^="ward"]').first();
      const item = page.locator('.monaco-menu .action-label', { hasText: 'Analyze Folder' }).first();
      const rows = page.locator('.pane .monaco-list-row[aria-label^="progress-note.note, "]');
      // The explorer shows the file that is open, which may be far below the folders.
      await until('the folder in the explorer', async () => {
        await page.keyboard.press('Control+Shift+e');
        await page.keyboard.press('Home');
        return (await folder.isVisible()) ? true : undefined;
      });
      // A menu that has just opened may not heed a click; its focused entry heeds the key.
      await until('the menu of the folder', async () => {
        await folder.click({ button: 'right' });
        if (await soon(item)) {
          await item.hover({ timeout: 5000 }).catch(() => undefined);
          await page.keyboard.press('Enter');
          if (await gone(item)) return true;
        }
        await page.keyboard.press('Escape');
        return undefined;
      });
      await rows.first().waitFor({ timeout: patience });
      const button = page.locator('.notifications-toasts .monaco-button', { hasText: 'Statistics' }).first();
      await button.waitFor({ timeout: patience });
      await button.click();
      await until('the statistics', async () => {
        for (const frame of page.frames()) {
          const heading = frame.locator('h1', { hasText: 'Statistics of ward' });
          if ((await heading.count().catch(() => 0)) === 0) continue;
          const bars = await frame.locator('table svg rect').count();
          return bars > 5 ? true : undefined;
        }
        return undefined;
      });
      await picture(page, `folder-${theme}`);
    });
  });
}
