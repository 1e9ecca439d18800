import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { boxOf, closeWindow, openWindow, picture, runCommand, until, type Theme } from './screen.js';
import { openSession } from './session.js';

const admission = 'He was treated with ceftriaxone';

/** Both for the pictures of the README; elsewhere one is enough. */
const themes: readonly Theme[] =
  process.env['BIONOTE_SCREENSHOTS'] === undefined ? ['dark'] : ['light', 'dark'];

/** How many characters the status bar says are selected; 0 where it says nothing. */
async function selected(page: Page): Promise<number> {
  const [text = ''] = await page.locator('.statusbar-item', { hasText: /^Ln \d/ }).allInnerTexts();
  return Number(/\((\d+) selected\)/.exec(text)?.[1] ?? 0);
}

/** Opens the panel, if it is not open, and waits for the tree of findings. */
async function openPanel(page: Page): Promise<void> {
  const rows = page.locator('.pane .monaco-list-row[aria-label*=" found"]');
  await until('the panel with findings', async () => {
    if ((await rows.count()) > 0) return true;
    // A click on a view container that is open would close it.
    if ((await page.locator('.sidebar .composite.title', { hasText: /bionote/i }).count()) > 0)
      return undefined;
    const tab = page.locator('.activitybar .action-label[aria-label^="BioNote"]').first();
    if ((await tab.count()) > 0) await tab.click();
    return undefined;
  });
}

/** The page inside the editor's webview. */
function pageOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview').frameLocator('#active-frame');
}

for (const theme of themes) {
  describe(`the views on the screen, ${theme}`, function () {
    this.timeout(240_000);
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
      await until('the mentions of the type', async () => {
        if ((await mention.count()) > 0) return true;
        for (const name of ['treatment', 'ceftriaxone']) {
          const group = page
            .locator(`.monaco-list-row[aria-expanded="false"][aria-label^="${name}, "]`)
            .first();
          if ((await group.count()) > 0) await group.click();
        }
        return undefined;
      });
      assert.match((await mention.getAttribute('aria-label')) ?? '', /, line \d+$/);
      await until('the mention to be selected in the note', async () => {
        await mention.click();
        return (await selected(page)) === 'ceftriaxone'.length ? true : undefined;
      });
      // The tree is made anew all the time while the note is analyzed.
      assert.equal(await page.locator('.notification-toast', { hasText: 'not found' }).count(), 0);
      await picture(page, `panel-${theme}`);
    });

    it('draws the relations as a graph; a click on a concept goes to the text', async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      await runCommand(page, 'BioNote: Show the Graph of Relations');
      const concept = pageOf(page).locator('#buttons button[data-kind="concept"]', { hasText: 'pneumonia' });
      await concept.first().waitFor({ state: 'attached', timeout: 60_000 });
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
      const item = page.locator('.monaco-menu .action-label', { hasText: 'Analyze a Folder' }).first();
      const rows = page.locator('.pane .monaco-list-row[aria-label^="progress-note.note, "]');
      await page.keyboard.press('Control+Shift+e');
      await folder.waitFor();
      await until('the notes of the folder in the panel', async () => {
        if ((await rows.count()) > 0) return true;
        if (!(await folder.isVisible())) return undefined;
        if (!(await item.isVisible())) await folder.click({ button: 'right' });
        else await item.click();
        return undefined;
      });
      const button = page.locator('.notifications-toasts .monaco-button', { hasText: 'Statistics' }).first();
      await button.waitFor({ timeout: 150_000 });
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
