export * from './request.js';
export * from './table-request.js';
export * from './filter.js';
export * from './variable.js';
export type * from './columns.js';
export type * from './tallies.js';
export type * from './table-tallies.js';
export type * from './protected-tallies.js';
export type * from './protected-table.js';
export { TabulationError, type TabulationErrorCode } from './tabulation-error.js';
export { MULTIPLE, NUMERIC } from './count-answers.js';
export type { Checkpoint } from './checkpoint.js';
export { countItems, joinItems, tabulate, type CountedItems } from './tabulate.js';
export { tabulateTable } from './tabulate-table.js';
export { planTable, type TablePlan } from './table-plan.js';
export { countTable, type TablePart } from './table-counts.js';
export { joinTable, MOST_CELLS } from './join-table.js';
export { categoryKeys } from './population-mask.js';
export { variableCategories } from './variable-categories.js';
export { populationMask, type PopulationMask } from './population-mask.js';
export { protectTallies, type ItemRange } from './protect-tallies.js';
export { protectTable } from './protect-table.js';
export { mayBeAttributed, type Contribution } from './disclosure/dominance.js';
export {
  isolates,
  PopulationBits,
  regionsOf,
  type PopulationAt,
  type Regions,
} from './disclosure/differencing.js';
export { canonicalPopulation } from './disclosure/canonical-population.js';
export { weightFreedom, type WeightedTable } from './disclosure/weight-freedom.js';
