/** The part of an editor that looks are drawn in; VS Code's `TextEditor` fits it. */
export interface Canvas<Look, Place> {
  setDecorations(look: Look, places: Place[]): void;
}

/** Knows which looks each editor has, so that one that is gone is taken away and nothing is left behind. */
export class DrawnLooks<Look, Place> {
  readonly #drawn = new WeakMap<Canvas<Look, Place>, ReadonlySet<Look>>();

  /** Draws these looks in an editor, and none of those that it had before; all in one step, so nothing flickers. */
  replace(editor: Canvas<Look, Place>, looks: ReadonlyMap<Look, readonly Place[]>): void {
    for (const [look, places] of looks) editor.setDecorations(look, [...places]);
    for (const look of this.#drawn.get(editor) ?? []) {
      if (!looks.has(look)) editor.setDecorations(look, []);
    }
    this.#drawn.set(editor, new Set(looks.keys()));
  }
}
