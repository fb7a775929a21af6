import type { CampaignItem } from '../codebook/index.js';
import { describeCounts, describeSums, type CountsDescription } from '../statistics/index.js';
import type { RowTally, ScoreFreedom } from '../tabulation/index.js';

/** A row's mean and SD as far as they may be told. */
export interface MeanAndSd {
  readonly mean: number | null;
  readonly sd: number | null;
  /** How many decimals of the mean are told, where fewer than two. */
  readonly meanDecimals?: 1;
}

const NONE: MeanAndSd = { mean: null, sd: null };

/**
 * The mean and standard deviation (n − 1) of the scored answers of one row.
 * Where option counts are withheld, the mean is rounded to two decimals or one, so that every sum of scores within
 * `freedom` gives the same figure; where even one decimal would tell them apart there is none, and never an SD.
 *
 * @param freedom what disclosure control allows; null: nothing
 */
export function meanAndSd(item: CampaignItem, row: RowTally, freedom: ScoreFreedom | null): MeanAndSd {
  const exact = freedom && (row.moments ? ofMoments(item, row) : ofCounts(item, row));
  return exact && exact.n > 0 ? toldMean(exact, freedom) : NONE;
}

/** What may be told of a mean. */
export function toldMean({ n, mean, sd }: CountsDescription, freedom: ScoreFreedom): MeanAndSd {
  if (!freedom.withheld) return { mean, sd };
  const lowest = mean - freedom.below / n;
  const highest = mean + freedom.above / n;
  for (const decimals of [2, 1] as const) {
    const rounded = roundTo(mean, decimals);
    if (roundTo(lowest, decimals) !== rounded || roundTo(highest, decimals) !== rounded) continue;
    return decimals === 1 ? { mean: rounded, sd: null, meanDecimals: 1 } : { mean: rounded, sd: null };
  }
  return NONE;
}

const roundTo = (value: number, decimals: number): number => Number(value.toFixed(decimals));

function ofCounts({ kind, options }: CampaignItem, { counts }: RowTally): CountsDescription | null {
  if (kind !== 'single') return null;
  const scores: number[] = [];
  const answers: number[] = [];
  options.forEach(({ score, missing }, index) => {
    if (score === null || missing) return;
    scores.push(score);
    answers.push(counts[index]!);
  });
  const description = describeCounts(scores, answers);
  return description.ok ? description.value : null;
}

/** Moments are kept of differences from the lowest value allowed. */
function ofMoments({ min }: CampaignItem, { n, moments }: RowTally): CountsDescription | null {
  const description = moments && describeSums(n, moments.sum, moments.squares);
  if (!description?.ok) return null;
  return { ...description.value, mean: (min ?? 0) + description.value.mean };
}
