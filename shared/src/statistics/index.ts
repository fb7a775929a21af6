export { REASONS, type Outcome, type Reason } from './outcome.js';
export type { Values } from './sample.js';

export { wilsonInterval, type ProportionInterval } from './wilson.js';
export { clopperPearsonInterval } from './clopper-pearson.js';
export { agrestiCoullInterval } from './agresti-coull.js';
export { compareProportions, type ProportionsComparison } from './two-proportions.js';
export { differenceOfShares, type LimitedShare } from './share-difference.js';
export { netPromoterScore, type NetPromoterScore } from './net-promoter-score.js';
export { favourableShares, type FavourableShares } from './favourable.js';
export { topBoxes, type TopBoxes } from './top-boxes.js';
export { funnelLimits, type FunnelLimits } from './funnel-limits.js';
export { overdispersion, widenLimits } from './overdispersion.js';
export { betweenUnitVariance } from './between-unit-variance.js';
export {
  clusteredDifference,
  type ClusteredDifference,
  type ClusteredProportion,
} from './clustered-difference.js';
export { funnelTest, type FunnelTest } from './funnel-test.js';
export { proportionTrend, type ProportionTrend } from './proportion-trend.js';

export { describeCounts, describeSums, type CountsDescription } from './describe-counts.js';
export { describeValues, median, type Description } from './describe.js';
export { meanInterval } from './mean-interval.js';
export { bootstrapInterval, type BootstrapInterval, type BootstrapOptions } from './bootstrap.js';
export { seededRandom, type RandomBelow } from './random.js';
export { simpleRandomMean, type SampleMean } from './simple-random-mean.js';

export { chiSquared, type ChiSquaredTest } from './chi-squared.js';
export { fisherExact } from './fisher-exact.js';
export { mannWhitney, type MannWhitneyTest } from './mann-whitney.js';
export { kruskalWallis, type KruskalWallisTest } from './kruskal-wallis.js';
export { dunn, type DunnComparison } from './dunn.js';
export {
  welchAnova,
  welchAnovaOfMoments,
  welchTTest,
  type GroupMoments,
  type WelchAnova,
  type WelchTTest,
} from './welch.js';
export { adjustBenjaminiHochberg, adjustHolm, type PValue } from './adjust-p-values.js';
export { pairedChange, type PairedChange } from './paired-change.js';
export {
  cliffsDeltaLabel,
  cohensH,
  correlationLabel,
  cramersVLabel,
  differenceLabel,
  varianceShareLabel,
  type EffectLabel,
} from './effect-size.js';

export { reliability, type Reliability } from './reliability.js';
export { reverseScore } from './reverse-score.js';
export { correlation, type Correlation } from './correlation.js';
export { interItemCorrelations, type InterItemCorrelations } from './inter-item.js';
export { polychoricCorrelation } from './polychoric.js';
export { cohensKappa, type Kappa } from './cohens-kappa.js';
export { intraclassCorrelation, type IntraclassCorrelation } from './intraclass-correlation.js';
export { shrunkenMeans, type ShrunkenMean, type ShrunkenMeans } from './shrunken-means.js';
export { relativeImportance, type RelativeImportance } from './relative-importance.js';
export {
  priorityMatrix,
  type AspectPriority,
  type Priority,
  type PriorityMatrix,
} from './priority-matrix.js';
export { keyTerms, type KeyTerm } from './key-terms.js';
export { longestString, nearDuplicates, SPEEDING_RATIO, speedRatios } from './response-quality.js';
export { mahalanobisDistances, type MahalanobisDistances } from './mahalanobis.js';

export * from './design/index.js';
