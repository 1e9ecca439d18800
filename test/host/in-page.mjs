/* global document, NodeFilter, getComputedStyle */
/*
 * What runs in the editor's page. Each function travels as its own text, so it may use nothing around it.
 */

/** See `boxOf` in screen.ts. */
export function findBox([wantedLine, wantedWord]) {
  for (const row of document.querySelectorAll('.editor-instance .view-lines .view-line')) {
    // The editor draws spaces as no-break spaces.
    const text = row.textContent.replaceAll('\u00a0', ' ');
    const at = text.indexOf(wantedLine);
    const start = at < 0 ? -1 : text.indexOf(wantedWord, at);
    if (start < 0) continue;
    const end = start + wantedWord.length;
    const range = document.createRange();
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    let offset = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = node.nodeValue;
      if (start >= offset && start < offset + length) range.setStart(node, start - offset);
      if (end > offset && end <= offset + length) {
        range.setEnd(node, end - offset);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x, y, width, height };
      }
      offset += length;
    }
  }
  return undefined;
}

/** See `drawnAt` in screen.ts. */
export function findDrawn({ x, y, width, height }) {
  const [middle, level] = [x + width / 2, y + height / 2];
  const layers = '.editor-instance .view-overlays .cdr, .editor-instance .view-lines span[class*="ced-"]';
  return [...document.querySelectorAll(layers)]
    .filter((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left <= middle && middle <= right && top <= level && level <= bottom;
    })
    .map((element) => {
      const style = getComputedStyle(element);
      return {
        classes: element.className,
        background: style.backgroundColor,
        border: `${style.borderBottomWidth} ${style.borderBottomStyle} ${style.borderBottomColor}`,
        decoration: style.textDecorationLine,
      };
    });
}
