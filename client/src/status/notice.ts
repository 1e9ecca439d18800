import type { RequestFailure } from '../../../server/src/shared/protocol.js';

/** How many buttons a notification has for what helps. */
const maxActions = 2;

/** The buttons of a notification. */
export interface NoticeButtons {
  readonly actions: RequestFailure['actions'];
  /** "Don't show again": only of what came up by itself, since what was asked for is answered each time. */
  readonly mute: boolean;
  /** "Show the log", if nothing else is known to help. */
  readonly log: boolean;
}

/**
 * @param offered what can be done about it; absent if the cause is not known.
 * @param asked whether the user asked for what failed.
 */
export function noticeButtons(offered: RequestFailure['actions'] | undefined, asked: boolean): NoticeButtons {
  return {
    actions: offered?.slice(0, maxActions) ?? [],
    mute: offered !== undefined && !asked,
    log: offered === undefined,
  };
}

/** The root cause of a failed request and what helps against it, where one was named. */
export function failureOf(error: unknown): Partial<RequestFailure> | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined;
  const { data } = error as { data?: Partial<RequestFailure> | null };
  return typeof data?.problem === 'string' ? data : undefined;
}
