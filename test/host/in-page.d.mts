import type { Box, Drawn } from './screen.js';

export function findBox(wanted: readonly [line: string, word: string]): Box | undefined;
export function findDrawn(box: Box): Drawn[];
