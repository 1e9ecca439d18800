import { marked, type Token, type Tokens } from 'marked';

/** What a reader of Markdown could click, load or run, as VS Code's own renderer of Markdown sees it. */
export interface Active {
  /** Targets of links that say more than a place in a note or a command of BioNote's own. */
  readonly links: string[];
  readonly images: string[];
  readonly html: string[];
  /** What an editor makes links of once the escapes are gone. */
  readonly addresses: string[];
}

export const nothing: Active = { links: [], images: [], html: [], addresses: [] };

/** The active parts of `markdown`; `allowed` are the targets that BioNote makes itself. */
export function activeParts(markdown: string, allowed: RegExp): Active {
  const addresses = rawText(markdown).match(/\w+:\/\/\S*|www\.\S*|[\w.]+@[\w.]+/gi) ?? [];
  const found: Active = { links: [], images: [], html: [], addresses };
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if (token.type === 'link' && !allowed.test((token as Tokens.Link).href)) {
      found.links.push((token as Tokens.Link).href);
    }
    if (token.type === 'image') found.images.push((token as Tokens.Image).href);
    if (token.type === 'html') found.html.push(token.raw);
  });
  return found;
}

/** The words of `markdown` as they are shown, without the characters that part addresses. */
export function shownText(markdown: string): string {
  return rawText(markdown).replaceAll('\u2060', '');
}

function rawText(markdown: string): string {
  const text: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token: Token) => {
    if (token.type === 'escape' || (token.type === 'text' && !('tokens' in token))) {
      text.push((token as Tokens.Text).text);
    }
  });
  return text.join('').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
