/** Words of a note, of a statement and of what is typed, that stand nowhere else. */
export const canaries = ['zqhostnotezq', 'zqhoststatementzq', 'zqhosttypedzq'] as const;
