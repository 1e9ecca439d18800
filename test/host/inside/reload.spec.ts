import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { closeAll, contradictionsIn, entityNamed, openNote, until } from './editor.js';

/** Whether the process that holds the embedded model runs. */
async function modelRuns(): Promise<boolean> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return commands.some((command) => /bionote[^\0]*embedded\.mjs/.test(command));
}

describe('the sample note, opened again', () => {
  after(closeAll);

  it('is shown from the cache, without a model', async () => {
    await until('the end of the model of the window before', async () =>
      (await modelRuns()) ? undefined : true,
    );
    const { document } = await openNote('progress-note.note');
    await entityNamed(document, 'pneumonia');
    await until('contradictions', () => (contradictionsIn(document).length > 0 ? true : undefined));
    assert.equal(await modelRuns(), false, 'no model was started');
  });

  it('leaves out the pair that was ignored', async () => {
    const { document } = await openNote('progress-note.note');
    const found = await until('contradictions', () => {
      const all = contradictionsIn(document);
      return all.length > 0 ? all : undefined;
    });
    const texts = found.map(({ range }) => document.getText(range));
    assert.ok(!texts.some((text) => text.includes('chest pain at rest')), texts.join('\n'));
  });
});
