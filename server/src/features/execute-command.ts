import type { Range } from 'vscode-languageserver';
import * as z from 'zod';
import { serverCommands } from '../shared/protocol.js';

const position = z.object({ line: z.int().min(0), character: z.int().min(0) });
const uri = z.string().max(8192);
const ignoreArguments = z.tuple([uri, z.string().max(1024)]);
const showIgnoredArguments = z.union([z.tuple([z.string().max(1024)]), z.tuple([])]);
const range = z.object({ start: position, end: position });
const showArguments = z.tuple([uri, range]);
const target = z.object({ range, type: z.string().max(1024) });
const decisionArguments = z.tuple([
  uri,
  z.union([
    z.object({ action: z.enum(['accept', 'reject', 'remove']), target }),
    z.object({
      action: z.enum(['relate', 'unrelate', 'rejectRelation']),
      target,
      tail: target,
      value: z.string().max(1024),
    }),
    z.object({
      action: z.enum(['contradict', 'uncontradict', 'rejectContradiction']),
      statements: z.object({ premise: range, hypothesis: range }),
    }),
  ]),
]);

/** A decision that one click makes. */
export type Decided = z.infer<typeof decisionArguments>[1];

/** What the server's commands call. */
export interface CommandActions {
  ignorePair(uri: string, key: string): Promise<void>;
  show(uri: string, range: Range): Promise<void>;
  retry(): void;
  /** @param key absent: all of them. */
  showIgnored(key?: string): Promise<void>;
  decide(uri: string, decided: Decided): Promise<void>;
}

/** Runs one of {@link serverCommands}. Unknown commands and malformed arguments are refused. */
export async function executeCommand(
  command: string,
  args: readonly unknown[] | undefined,
  actions: CommandActions,
): Promise<void> {
  switch (command) {
    case serverCommands.ignorePair:
      await actions.ignorePair(...ignoreArguments.parse(args));
      return;
    case serverCommands.show:
      await actions.show(...showArguments.parse(args));
      return;
    case serverCommands.retry:
      actions.retry();
      return;
    case serverCommands.showIgnored:
      await actions.showIgnored(...showIgnoredArguments.parse(args ?? []));
      return;
    case serverCommands.decide:
      await actions.decide(...decisionArguments.parse(args));
      return;
    default:
      throw new RangeError('unknown command');
  }
}
