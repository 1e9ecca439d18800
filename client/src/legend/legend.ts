import * as vscode from 'vscode';
import { settingsSection, type NoteAnnotations } from '../../../server/src/shared/protocol.js';
import { asRange } from '../commands/reveal.js';
import { assertionStyles, lineStyles, type AssertionStyle } from '../highlights/assertion-style.js';
import { highlightOf, type Highlighter } from '../highlights/highlighter.js';
import { canHide } from '../highlights/shown.js';
import type { NoteEditors } from '../note-editors.js';
import { legendEntries, type LegendEntry } from './entries.js';
import { leftOut, type LeftOutGroup, type LeftOutItem } from './left-out.js';
import { swatch } from './swatch.js';
import { picture, typeIcon } from './type-icon.js';

type Row =
  | { readonly entry: LegendEntry }
  | { readonly group: LeftOutGroup }
  | { readonly item: LeftOutItem }
  | { readonly style: AssertionStyle }
  | { readonly heading: true };

const hiddenKey = 'hiddenTypes';

/** A grey that can be seen on light and on dark. */
const swatchColor = '#808890';

/**
 * The legend in the explorer: a check box for each entity type, which shows or hides its mentions in every
 * note, and below them what is left out of the note and what the lines mean. What is hidden is
 * remembered. Where the editor draws the highlights there are no check boxes, since nothing can be hidden.
 */
export class Legend implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #hidden: Set<string>;
  #types: NoteAnnotations['types'] = [];

  constructor(
    private readonly memory: vscode.Memento,
    private readonly highlighter: Highlighter,
    private readonly editors: Pick<NoteEditors, 'analyzed'>,
  ) {
    this.#hidden = new Set(memory.get<string[]>(hiddenKey, []));
    highlighter.hide(this.#hidden);
    const view = vscode.window.createTreeView<Row>('bionote.legend', { treeDataProvider: this });
    this.#subscriptions = vscode.Disposable.from(
      view,
      view.onDidChangeCheckboxState(({ items }) => {
        const shown = new Map(
          items.flatMap(([row, state]) =>
            'entry' in row ? [[row.entry.type, state === vscode.TreeItemCheckboxState.Checked] as const] : [],
          ),
        );
        void this.#apply(shown);
      }),
      highlighter.onDidChange(() => {
        this.#refresh();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#refresh();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.highlight`)) this.#refresh();
      }),
    );
  }

  getChildren(row?: Row): Row[] {
    if (!row) return this.#rows();
    if ('group' in row) return row.group.items.map((item) => ({ item }));
    return 'heading' in row ? assertionStyles.map((style) => ({ style })) : [];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    if ('entry' in row) return entryItem(row.entry, canHideIn(this.editors.analyzed));
    if ('style' in row) return styleItem(row.style);
    if ('group' in row) return groupItem(row.group);
    if ('item' in row) return leftOutItem(row.item);
    const item = new vscode.TreeItem(vscode.l10n.t('Lines'), vscode.TreeItemCollapsibleState.Collapsed);
    item.tooltip = vscode.l10n.t('What the line under or around a mention says about its assertion');
    return item;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #rows(): Row[] {
    const params = this.#latest();
    const groups = params ? leftOut(params, vscode.l10n) : [];
    return [
      ...this.#entries().map((entry) => ({ entry })),
      ...groups.map((group) => ({ group })),
      { heading: true },
    ];
  }

  /** What was found in the note in front, or in the last one where something else has the focus. */
  #latest(): NoteAnnotations | undefined {
    const note = this.editors.analyzed;
    return note && this.highlighter.latest(note.uri);
  }

  #entries(): LegendEntry[] {
    const params = this.#latest();
    if (params) this.#types = params.types;
    return legendEntries(this.#types, params?.annotations ?? [], this.#hidden);
  }

  async #apply(shown: ReadonlyMap<string, boolean>): Promise<void> {
    const hidden = new Set(this.#hidden);
    for (const [type, show] of shown) {
      if (show) hidden.delete(type);
      else hidden.add(type);
    }
    this.#hidden = hidden;
    this.highlighter.hide(hidden);
    this.#refresh();
    await this.memory.update(hiddenKey, [...hidden]);
  }

  #refresh(): void {
    this.#changed.fire();
  }
}

/** Whether types can be hidden in a note. */
function canHideIn(note: vscode.TextDocument | undefined): boolean {
  return canHide(highlightOf(note));
}

function whyNothingHides(): string {
  return vscode.l10n.t('Types can be hidden only if the setting bionote.highlight is "decorations".');
}

function entryItem(
  { type, description, color, count, shown }: LegendEntry,
  hideable: boolean,
): vscode.TreeItem {
  const item = new vscode.TreeItem(type);
  item.id = type;
  item.description = countText(count);
  item.tooltip = hideable ? description : `${description}\n${whyNothingHides()}`;
  item.iconPath = typeIcon(type, color);
  if (hideable)
    item.checkboxState = shown
      ? vscode.TreeItemCheckboxState.Checked
      : vscode.TreeItemCheckboxState.Unchecked;
  return item;
}

function groupItem({ id, label, tooltip }: LeftOutGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `left out: ${id}`;
  item.tooltip = tooltip;
  item.iconPath = new vscode.ThemeIcon(id === 'unplaced' ? 'question' : 'circle-slash');
  return item;
}

/** A choice of it leads to the sentence. */
function leftOutItem({ label, description, uri, range }: LeftOutItem): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.tooltip = label;
  item.command = {
    title: vscode.l10n.t('Go to the sentence'),
    command: 'vscode.open',
    arguments: [vscode.Uri.parse(uri), { selection: asRange(range) }],
  };
  return item;
}

function styleItem(style: AssertionStyle): vscode.TreeItem {
  const names: Readonly<Record<AssertionStyle, string>> = {
    asserted: vscode.l10n.t('present, or nothing said'),
    absent: vscode.l10n.t('absent'),
    possible: vscode.l10n.t('possible'),
    unrealized: vscode.l10n.t('conditional or hypothetical'),
    past: vscode.l10n.t('in the past'),
    family: vscode.l10n.t('of a relative'),
  };
  const item = new vscode.TreeItem(names[style]);
  item.iconPath = picture(swatch(swatchColor, lineStyles[style]));
  return item;
}

function countText(count: number): string {
  return count === 0 ? '' : String(count);
}
