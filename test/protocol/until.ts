import { setTimeout as wait } from 'node:timers/promises';

/** Asks again and again until there is an answer; fails with `what` after `deadline` milliseconds. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  deadline = 15_000,
): Promise<T> {
  const end = performance.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false && answer !== null) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(5);
  }
}
