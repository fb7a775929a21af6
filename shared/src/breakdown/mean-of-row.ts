import type { CampaignItem } from '../codebook/index.js';
import type { RowTally, ScoreFreedom } from '../tabulation/index.js';
import type { BreakdownRow } from './breakdown.js';
import { scoreOrigin } from './design/cell-values.js';
import { intervalOfMean, type DesignEstimate } from './design/index.js';
import { meanAndSd, type MeanAndSd } from './mean-and-sd.js';
import { roundTo, roundedRatio } from './weighted-figures.js';

export type MeanFigures = Pick<
  BreakdownRow,
  'mean' | 'meanLower' | 'meanUpper' | 'meanMethod' | 'meanDecimals' | 'sd'
>;

const NO_INTERVAL = { meanLower: null, meanUpper: null, meanMethod: null } as const;
const NONE: MeanFigures = { mean: null, sd: null, ...NO_INTERVAL };

/** A row's mean with its interval. Where counts are withheld an interval, like an SD, would help to find them. */
export function meanOfRow(
  item: CampaignItem,
  tally: RowTally,
  freedom: ScoreFreedom | null,
  estimate: DesignEstimate | null,
): MeanFigures {
  const plain = meanAndSd(item, tally, freedom);
  return { ...plain, ...(tellsSpread(plain, freedom) ? intervalFigures(item, estimate) : NO_INTERVAL) };
}

/**
 * A weighted mean.
 *
 * @param room how far the sum of weights must be free to lie, see `roomOf`
 */
export function weightedMeanOfRow(
  item: CampaignItem,
  tally: RowTally,
  freedom: ScoreFreedom | null,
  estimate: DesignEstimate | null,
  room: number,
): MeanFigures {
  const plain = meanAndSd(item, tally, freedom);
  if (plain.mean === null || !freedom || !estimate) return NONE;
  // An answer that moves between withheld counts may have the greatest weight.
  const own = freedom.withheld ? Math.max(freedom.below, freedom.above) * estimate.largestWeight : 0;
  const above = own + room * rangeOfScores(item);
  const sum = (scoreOrigin(item) + estimate.mean) * estimate.weight;
  const told = roundedRatio(sum, estimate.weight, { above, below: room }, 1);
  if (!told) return NONE;
  const { value: mean, decimals } = told;
  const coarse = decimals === 1 ? { meanDecimals: 1 as const } : {};
  if (!tellsSpread(plain, freedom) || room > 0) return { mean, sd: null, ...NO_INTERVAL, ...coarse };
  const { meanLower, meanUpper, meanMethod } = intervalFigures(item, estimate);
  return {
    mean,
    sd: roundTo(Math.sqrt(estimate.spread), decimals),
    meanLower: meanLower === null ? null : roundTo(meanLower, decimals),
    meanUpper: meanUpper === null ? null : roundTo(meanUpper, decimals),
    meanMethod,
  };
}

/** By how much two answers can differ. */
export function rangeOfScores({ kind, options, min, max }: CampaignItem): number {
  if (kind === 'numeric') return (max ?? 0) - (min ?? 0);
  const scores = options.flatMap(({ score }) => score ?? []);
  return scores.length > 0 ? Math.max(...scores) - Math.min(...scores) : 0;
}

const tellsSpread = ({ sd }: MeanAndSd, freedom: ScoreFreedom | null): boolean =>
  sd !== null && freedom !== null && !freedom.withheld;

function intervalFigures(
  item: CampaignItem,
  estimate: DesignEstimate | null,
): Pick<MeanFigures, 'meanLower' | 'meanUpper' | 'meanMethod'> {
  const interval = estimate && intervalOfMean(estimate);
  if (!interval) return NO_INTERVAL;
  const origin = scoreOrigin(item);
  return {
    meanLower: origin + interval.lower,
    meanUpper: origin + interval.upper,
    meanMethod: interval.method,
  };
}
