import type { Measure } from './cell-tree.js';

/**
 * What a reader loses when a figure is withheld to protect another: the lower, the sooner it is chosen. n and the
 * favourable share are what an inspector reads first; a count of skipped answers is missed least. Only proportions matter.
 */
const IN_A_ROW: Record<Measure, number> = {
  missing: 2,
  dontKnow: 4,
  option: 10,
  asked: 60,
  favourable: 400,
  n: 4000,
  /** Never printed, so nothing is lost; known only where n and favourable both are. */
  unfavourable: 0,
  picks: Infinity,
};

const IN_THE_TOTAL: Record<Measure, number> = {
  missing: 100,
  dontKnow: 200,
  option: 500,
  asked: 2000,
  favourable: 50_000,
  n: 1_000_000,
  unfavourable: 0,
  picks: Infinity,
};

/** People in no row are not printed here, but another split may print them: they count as shown, and are a poor hiding place. */
const UNPLACED_FACTOR = 20;

/** The cost of withholding a figure; of two alike, that of the smaller figure in the smaller row. */
export function withholdingCost(
  measure: Measure,
  place: 'row' | 'unplaced' | 'total',
  value: number,
  asked: number,
): number {
  if (place === 'total') return IN_THE_TOTAL[measure];
  const size = 1 + Math.log2(1 + value) / 8 + Math.log2(1 + asked) / 16;
  return IN_A_ROW[measure] * size * (place === 'unplaced' ? UNPLACED_FACTOR : 1);
}
