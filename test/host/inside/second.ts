import { runSpecs } from './index.js';

export const run = (): Promise<void> =>
  runSpecs('second', async () => {
    await import('./reload.spec.js');
    await import('./restart.spec.js');
  });
