export { populationWeights, type PopulationWeights } from './population-weights.js';
export { clusterDesign, type ClusterDesign } from './cluster-design.js';
export { MergedCells, placesOfCells, sumsOfCells, type CellValues, type DomainSums } from './domain-sums.js';
export { estimateMean, type DesignEstimate } from './estimate-mean.js';
export {
  hasDesign,
  intervalOfMean,
  shareInterval,
  type MeanInterval,
  type ShareInterval,
} from './intervals.js';
export { tableProportions, type PlaceCounts, type TableProportions } from './table-proportions.js';
export { respondentDesign, type RespondentDesign } from './respondent-design.js';
export { favourableValues, scoreOrigin, scoreValues } from './cell-values.js';
export { domainMeans, weightedSum, type DomainMeans } from './means-covariance.js';
