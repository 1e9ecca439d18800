const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader of XML makes a line feed of each of these where they stand as they are.
  '\r': '&#13;',
  '\u0085': '&#133;',
  '\u2028': '&#8232;',
};

/** What XML 1.0 cannot hold, not even escaped. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;

/** Escapes text for XML 1.0, between tags and in double quotes; what it cannot hold becomes U+FFFD, one for one. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"\r\u0085\u2028]/g, (each) => entities[each] ?? each);
}

/** How many characters of `text` XML cannot hold. */
export function forbiddenIn(text: string): number {
  return text.match(forbidden)?.length ?? 0;
}
