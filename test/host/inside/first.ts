import { runSpecs } from './index.js';

export const run = (): Promise<void> =>
  runSpecs('first', async () => {
    await import('./note.spec.js');
    await import('./texts.spec.js');
    await import('./canary.spec.js');
    await import('./large.spec.js');
    await import('./switches.spec.js');
    await import('./compare.spec.js');
    await import('./folder.spec.js');
    await import('./review.spec.js');
    await import('./tools.spec.js');
    await import('./written.spec.js');
  });
