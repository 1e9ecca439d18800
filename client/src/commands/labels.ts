const mostLabels = 50;
const longestLabel = 200;

/** The labels of a list from the settings: text of at most 200 characters, each once, 50 at most. */
export function usableLabels(list: unknown): readonly string[] {
  const labels = (Array.isArray(list) ? (list as readonly unknown[]) : [])
    .filter((label) => typeof label === 'string')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label.length <= longestLabel);
  return [...new Set(labels)].slice(0, mostLabels);
}

/** The labels that somebody typed, with commas between. */
export function labelsIn(text: string): readonly string[] {
  return usableLabels(text.split(','));
}
