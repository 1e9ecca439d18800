import { runSpecs } from './index.js';

export const run = (): Promise<void> =>
  runSpecs(async () => {
    await import('./note.spec.js');
    await import('./texts.spec.js');
    await import('./switches.spec.js');
  });
