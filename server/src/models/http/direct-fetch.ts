/**
 * A `fetch` that connects to the address itself. Node's own `fetch` sends requests to the proxy of the environment
 * where Node is told to (`NODE_USE_ENV_PROXY`, `--use-env-proxy`), and that would take a note for 127.0.0.1 to
 * another machine.
 */
export const directFetch: typeof fetch = async (input, init) => (await (loaded ??= load()))(input, init);

let loaded: Promise<typeof fetch> | undefined;

/** Loads the library with the first request: those who use the embedded engine never wait for it. */
async function load(): Promise<typeof fetch> {
  const undici = await import('undici');
  const dispatcher = new undici.Agent();
  // Node's types and undici's describe the same objects, and differ in details.
  const direct = undici.fetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return (input, init) => direct(input, { ...init, dispatcher });
}
