import type { App } from '../app.js';

/** Starts the language server over; what is wrong then is told again, also where it was not to be shown again. */
export async function restart({ server, failures }: App): Promise<void> {
  await failures.reset();
  await server.restart();
}
