export type * from './breakdown.js';
export type * from './table.js';
export { type Weighting } from './weighting.js';
export {
  clusterDesign,
  estimateMean,
  populationWeights,
  respondentDesign,
  shareInterval,
  type ClusterDesign,
  type PopulationWeights,
  type RespondentDesign,
} from './design/index.js';
export { breakDown, breakDownBothWays, type BothWays, type BreakdownInput } from './break-down.js';
export { makeTable, type TableInput } from './make-table.js';
export { optionShare } from './option-share.js';
export { testBetweenRows } from './test-between-rows.js';
export { unitsBehind, type UnitsBehind } from './units-behind.js';
export { compareRows, type RowComparison } from './compare-rows.js';
export {
  effectOfExcluding,
  type ExclusionEffect,
  type ShareChange,
  type WithoutMarked,
} from './exclusion-effect.js';
