/** In bytes of UTF-8. File systems take 255 for a name, and extensions and drafts of files come on top. */
const longest = 180;

/** Not in a name on Windows, or what hides or reorders the rest of one. */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Devices of Windows, whatever their extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)/i;

/**
 * A name for a file, without its extension, that Linux, macOS and Windows take: itself, where they do. It never leads out of
 * a folder. Different ids can have the same.
 */
export function fileName(id: string): string {
  const visible = ended(id.replace(forbidden, '_').replace(/^[\s.]+/u, '_'));
  const name = shortened(visible === '' ? '_' : visible);
  return device.test(name) ? `_${name}` : name;
}

/** Without the spaces and dots at its end, for which `_` stands. */
function ended(name: string): string {
  let end = name.length;
  while (end > 0 && /[\s.]/u.test(name.charAt(end - 1))) end -= 1;
  return end < name.length ? `${name.slice(0, end)}_` : name;
}

/** Names for the files of ids, of which no two are the same, also where a file system does not tell capitals from small letters. */
export class FileNames {
  readonly #taken = new Set<string>();

  /** The name, or the name with a number behind it where it is taken; it is taken from now on. */
  take(name: string): string {
    let free = name;
    for (let count = 2; this.#taken.has(keyOf(free)); count++) free = `${name}-${count}`;
    this.#taken.add(keyOf(free));
    return free;
  }
}

/**
 * Where the files of each document go in the folder of an export: its id as a path with `/`, each part as {@link fileName} has
 * it. No two go to the same place.
 */
export function filePlaces(documents: readonly { readonly id: string }[]): string[] {
  const names = new FileNames();
  return documents.map(({ id }) => {
    const steps = id.split('/').filter((step) => !/^\.{0,2}$/.test(step));
    return names.take(steps.map(fileName).join('/') || '_');
  });
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The beginning and the end of a long name: ids of one source often differ in their ends only. */
function shortened(name: string): string {
  if (bytesOf(name) <= longest) return name;
  const characters = Array.from(name);
  const half = (from: readonly string[]): string[] => {
    const kept: string[] = [];
    let room = longest / 2 - 1;
    for (const character of from) {
      room -= bytesOf(character);
      if (room < 0) break;
      kept.push(character);
    }
    return kept;
  };
  return `${half(characters).join('')}__${half(characters.toReversed()).toReversed().join('')}`;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
