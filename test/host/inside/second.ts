import { runSpecs } from './index.js';

export const run = (): Promise<void> =>
  runSpecs(async () => {
    await import('./reload.spec.js');
  });
