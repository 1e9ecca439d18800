/**
 * What was asked of a file; `undefined` if there is none.
 *
 * @throws what the system says otherwise.
 */
export async function unlessAbsent<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
