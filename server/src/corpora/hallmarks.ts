/**
 * The ten hallmarks of cancer (Baker et al. 2016), the top of their corpus's hierarchy: the labels that are offered if
 * there are none of one's own.
 */
export const hallmarksOfCancer = [
  'sustaining proliferative signaling',
  'evading growth suppressors',
  'resisting cell death',
  'enabling replicative immortality',
  'inducing angiogenesis',
  'activating invasion and metastasis',
  'genomic instability and mutation',
  'tumor promoting inflammation',
  'cellular energetics',
  'avoiding immune destruction',
] as const;
