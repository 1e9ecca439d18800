import { readdir, readFile } from 'node:fs/promises';

export interface Running {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes of the machine. */
async function processes(): Promise<Running[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    ids.map(async (id) => {
      const read = (name: string): Promise<string> => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
      const [status, command] = await Promise.all([read('status'), read('cmdline')]);
      return { id: Number(id), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0), command };
    }),
  );
}

/** The language server of this window: the server of a window that has just closed may still run. */
export async function serverProcess(): Promise<Running | undefined> {
  return (await processes()).find(
    ({ parent, command }) => parent === process.pid && /bionote[^\0]*server\.cjs/.test(command),
  );
}

/** The models that a language server has started. */
export async function modelsOf(server: Running): Promise<Running[]> {
  return (await processes()).filter(({ parent }) => parent === server.id);
}
