/** What a label says of a word: outside of every entity, or its part in one of a type. */
export interface Tag {
  /** First (`B`), inner (`I`) or last (`L`) word of several, the only one (`U`), or outside (`O`). */
  readonly part: 'B' | 'I' | 'L' | 'U' | 'O';
  readonly type: string;
}

const parts: Readonly<Record<string, Tag['part']>> = {
  B: 'B',
  I: 'I',
  M: 'I',
  L: 'L',
  E: 'L',
  U: 'U',
  S: 'U',
};

/** The tag that a label stands for in BIO, BILOU, BIOES or IO, with or without prefixes. */
export function tagOf(label: string): Tag {
  if (/^(?:O|OUT|OUTSIDE|NONE)$/i.test(label)) return { part: 'O', type: '' };
  const [, prefix = '', type] = /^([BIMLEUS])[-_](.+)$/.exec(label) ?? [];
  const part = parts[prefix];
  return part === undefined || type === undefined ? { part: 'I', type: label } : { part, type };
}

/** The entity type that a label names; `undefined` for `O`. */
export function typeOfLabel(label: string): string | undefined {
  const { part, type } = tagOf(label);
  return part === 'O' ? undefined : type;
}

/** Which tags may follow each other in a labelling, and stand at its ends; tags are named by their index. */
export interface TagRules {
  readonly tags: readonly Tag[];
  readonly mayBegin: readonly boolean[];
  readonly mayEnd: readonly boolean[];
  /** For each tag those that may stand before it, and those that may stand behind it. */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
}

/**
 * The rules of the scheme that these labels use: without a `B` every run of one type is an entity; with an `L` each
 * entity of several words has to be closed.
 *
 * @param apart types of which two entities never touch: what follows one without a word between is a part of it.
 */
export function tagRules(labels: readonly string[], apart: readonly string[] = []): TagRules {
  const tags = labels.map(tagOf);
  const begins = new Set(tags.filter(({ part }) => part === 'B').map(({ type }) => type));
  const closes = new Set(tags.filter(({ part }) => part === 'L').map(({ type }) => type));
  const isInside = ({ part }: Tag): boolean => part === 'B' || part === 'I';
  const isOpen = (tag: Tag): boolean => closes.has(tag.type) && isInside(tag);
  const mayFollow = (before: Tag | undefined, tag: Tag): boolean => {
    const continues = tag.part === 'I' || tag.part === 'L';
    if (before?.type === tag.type && !continues && apart.includes(tag.type)) return false;
    if (before && isOpen(before)) return continues && tag.type === before.type;
    if (!continues || !begins.has(tag.type)) return true;
    return before?.type === tag.type && isInside(before);
  };
  const indices = [...tags.keys()];
  const among = (test: (index: number) => boolean): number[] => indices.filter(test);
  return {
    tags,
    mayBegin: tags.map((tag) => mayFollow(undefined, tag)),
    mayEnd: tags.map((tag) => !isOpen(tag)),
    before: tags.map((tag) => among((index) => mayFollow(tags[index], tag))),
    after: tags.map((before) => among((index) => mayFollow(before, tags[index] ?? before))),
  };
}
