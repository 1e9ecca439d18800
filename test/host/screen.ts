import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { remoteUri, windowAddress } from '../../scripts/host/editor.js';
import { findBox, findDrawn } from './in-page.mjs';
import { root, type Session } from './session.js';

/** A rectangle on the page, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Theme = 'light' | 'dark' | 'high-contrast';

const themes: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};

/** Where screenshots go. */
const pictures = path.resolve(root, process.env['BIONOTE_SCREENSHOTS'] ?? 'test-artifacts');

/**
 * Asks again until there is an answer.
 *
 * @throws When there was none for `deadline` milliseconds; `what` says what was awaited.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  deadline = 60_000,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Not on the screen within ${deadline} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Opens a window of the editor on a file of the workspace, in a theme. */
export async function openWindow(session: Session, file: string, theme: Theme): Promise<Page> {
  const { editor, browser, workspace } = session;
  const settingsFile = path.join(editor.folder, 'user/User/settings.json');
  const settings = JSON.parse(await readFile(settingsFile, 'utf8')) as Record<string, unknown>;
  settings['workbench.colorTheme'] = themes[theme];
  await writeFile(settingsFile, JSON.stringify(settings));
  const page = await browser.newPage();
  await page.goto(
    windowAddress(editor, {
      folder: workspace,
      payload: [['openFile', remoteUri(editor, path.join(workspace, file))]],
    }),
  );
  await page.locator('.editor-instance .view-lines .view-line').first().waitFor({ timeout: 60_000 });
  // Another window may have left the note scrolled.
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  return page;
}

/**
 * Changes settings of the user and of the machine until the returned function puts them back. Windows that open after
 * that begin with them.
 */
export async function withSettings(
  { editor }: Session,
  settings: Readonly<Record<string, unknown>>,
): Promise<() => Promise<void>> {
  const files = ['User', 'Machine'].map((name) => path.join(editor.folder, 'user', name, 'settings.json'));
  const before = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const write = (texts: readonly string[]): Promise<unknown> =>
    Promise.all(files.map((file, index) => writeFile(file, texts[index] ?? '{}')));
  await write(before.map((text) => JSON.stringify({ ...(JSON.parse(text) as object), ...settings })));
  return async () => {
    await write(before);
  };
}

/** Closes a window as a person does: the editor hears of it and ends the window's processes at once. */
export async function closeWindow(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.close();
}

/** Saves what the page shows as `NAME.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}

/**
 * Where `word` is drawn, in the first drawn line that holds `line`; `undefined` while it is not on the screen.
 * The editor draws its lines anew at any time, so the place is good for one use.
 */
export function boxOf(page: Page, line: string, word: string): Promise<Box | undefined> {
  return page.evaluate(findBox, [line, word] as const);
}

/** How a piece of decoration looks. */
export interface Drawn {
  readonly classes: string;
  readonly background: string;
  readonly border: string;
  readonly decoration: string;
}

/** What the editor has drawn over or on the middle of a box, by the classes of decorations. */
export function drawnAt(page: Page, box: Box): Promise<Drawn[]> {
  return page.evaluate(findDrawn, box);
}

/** Whether a decoration of an extension can be seen there: a background, or a line under or around the text. */
export function isMarked(drawn: readonly Drawn[]): boolean {
  return drawn.some(({ classes, background, border }) => {
    if (!/\bced-/.test(classes)) return false;
    const painted = !/^(transparent|rgba\(\d+, \d+, \d+, 0\))$/.test(background);
    return painted || !/^0px|none/.test(border);
  });
}

/** Points at a word until a hover shows text that fits, and returns that text. */
export async function hoverOn(page: Page, line: string, word: string, wanted: RegExp): Promise<string> {
  const hovers = page.locator('.monaco-hover:visible');
  return until(`a hover on "${word}" with ${wanted.source}`, async () => {
    const box = await boxOf(page, line, word);
    if (box === undefined) return undefined;
    // A pointer that rests makes no events, and a hover that is open is not asked for anew.
    await page.mouse.move(0, 0);
    if ((await hovers.count()) > 0) return undefined;
    await page.mouse.move(box.x + box.width / 2 - 2, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 2 });
    const shown = await hovers
      .first()
      .waitFor({ timeout: 5000 })
      .then(
        () => true,
        () => false,
      );
    if (!shown) return undefined;
    const texts = await hovers.allInnerTexts();
    return texts.find((text) => wanted.test(text));
  });
}

/** Runs a command by its title in the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  await page.keyboard.press('F1');
  await input.waitFor();
  await input.fill(`>${title}`);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await row.waitFor();
  await row.click();
}

/** The rows of the list that the quick input shows. */
export function quickPickRows(page: Page): Promise<string[]> {
  return page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
}
