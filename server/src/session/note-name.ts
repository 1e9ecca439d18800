/** The name of a note's file without its extension, safe for a file of an export. */
export function stemOf(uri: string): string {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/\.[^.]+$/, '');
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'note';
}
