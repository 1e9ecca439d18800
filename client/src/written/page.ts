/** A place in a note that a page leads to: an LSP range, with the words that stood there. */
export interface PagePlace {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
  /** The note; absent: the one that the page is of. */
  readonly uri?: string;
}

/** What a link of a page does. */
export type PageAction =
  | { readonly do: 'go'; readonly place: PagePlace }
  | { readonly do: 'again' }
  | { readonly do: 'sort'; readonly column: number }
  | { readonly do: 'export' };

/** A link: columns in UTF-16 units. */
export interface PageLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly action: PageAction;
}

/** A text to read, with links in it. */
export interface Page {
  readonly text: string;
  readonly links: readonly PageLink[];
}

/** A piece of a line; a link where it does something. */
export type Piece = string | { readonly text: string; readonly action: PageAction };

/** Joins lines of pieces to a page. Text of a note or a model stays on its line. */
export function pageOf(lines: readonly (readonly Piece[])[]): Page {
  const links: PageLink[] = [];
  const texts = lines.map((pieces, line) => {
    let text = '';
    for (const piece of pieces) {
      const start = text.length;
      text += (typeof piece === 'string' ? piece : piece.text).replace(/[\r\n\u2028\u2029\u0085]+/g, ' ');
      if (typeof piece !== 'string') links.push({ line, start, end: text.length, action: piece.action });
    }
    return text;
  });
  return { text: `${texts.join('\n')}\n`, links };
}
