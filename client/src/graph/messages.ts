import type { NoteGraph } from './model.js';

/** What the editor tells the page of the graph. */
export type ToGraph =
  | { readonly kind: 'graph'; readonly graph: NoteGraph }
  /** The concept at the cursor; absent if there is none. */
  | { readonly kind: 'light'; readonly concept?: string };

/** What the page tells the editor. */
export type FromGraph =
  | { readonly kind: 'ready' }
  /** A concept or a relation was chosen. */
  | { readonly kind: 'concept' | 'relation'; readonly id: string };

/** A message of the page; `undefined` if it is none. */
export function readMessage(message: unknown): FromGraph | undefined {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined;
  if (message.kind === 'ready') return { kind: 'ready' };
  const id = 'id' in message && typeof message.id === 'string' ? message.id : undefined;
  if ((message.kind === 'concept' || message.kind === 'relation') && id !== undefined) {
    return { kind: message.kind, id };
  }
  return undefined;
}
