import * as vscode from 'vscode';
import type { App } from '../app.js';
import { assertionName, showEverything, type FindingsFilter } from '../panel/filter.js';
import { filterItems, filterNames, readPercent, type FilterItem } from '../panel/filter-items.js';

/** Asks what the panel is to show, part by part, until the menu is left. */
export async function filterFindings(app: App): Promise<void> {
  const { filter } = app;
  for (;;) {
    const chosen = await vscode.window.showQuickPick(filterItems(filter.now, vscode.l10n), {
      title: vscode.l10n.t('What the BioNote panel shows'),
      placeHolder: vscode.l10n.t('Escape closes the menu'),
    });
    if (!chosen) return;
    const changed = await changedPart(app, chosen.what);
    if (changed) await filter.set({ ...filter.now, ...changed });
  }
}

async function changedPart(app: App, what: FilterItem['what']): Promise<Partial<FindingsFilter> | undefined> {
  const { now } = app.filter;
  switch (what) {
    case 'types': {
      const hiddenTypes = await askForHidden(app, what, now.hiddenTypes);
      return hiddenTypes && { hiddenTypes };
    }
    case 'assertions': {
      const hiddenAssertions = await askForHidden(app, what, now.hiddenAssertions);
      return hiddenAssertions && { hiddenAssertions };
    }
    case 'minimum': {
      const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('Minimum confidence of entities, relations and contradictions'),
        prompt: vscode.l10n.t('0 to 100 percent; findings without a confidence are shown'),
        value: String(Math.round(now.minimum * 100)),
        validateInput: (value) =>
          readPercent(value) === undefined ? vscode.l10n.t('A whole number from 0 to 100') : undefined,
      });
      const minimum = typed === undefined ? undefined : readPercent(typed);
      return minimum === undefined ? undefined : { minimum };
    }
    case 'state': {
      const next = { all: 'proposed', proposed: 'confirmed', confirmed: 'all' } as const;
      return { state: next[now.state] };
    }
    case 'sort':
      return { sort: now.sort === 'position' ? 'certainty' : 'position' };
    case 'everything':
      return showEverything;
  }
}

async function askForHidden(
  { findings, filter }: App,
  what: 'types' | 'assertions',
  hidden: readonly string[],
): Promise<string[] | undefined> {
  const items = filterNames(what, findings.latest, filter.now).map((name) => ({
    label: assertionName(name, vscode.l10n),
    name,
    picked: !hidden.includes(name),
  }));
  if (items.length === 0) return undefined;
  const picked = await vscode.window.showQuickPick(items, {
    title: what === 'types' ? vscode.l10n.t('Types to show') : vscode.l10n.t('Assertions to show'),
    canPickMany: true,
  });
  return picked && items.filter((item) => !picked.includes(item)).map(({ name }) => name);
}
