/** `text` as text or as the value of an attribute of HTML. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

export interface Page {
  readonly title: string;
  readonly language: string;
  /** Random, and new for each page: what does not bear it is not carried out. */
  readonly nonce: string;
  readonly style: string;
  /** HTML: the rest of the head, and the body. */
  readonly body: string;
  /** The address of the one script; absent: the page has none. */
  readonly script?: string;
}

/** A page of the editor that loads nothing but its own style and script: no network, no picture, no frame, no form. */
export function securePage({ title, language, nonce, style, body, script }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
${body}
${script === undefined ? '' : `<script nonce="${nonce}" src="${escapeHtml(script)}"></script>`}
</html>
`;
}
