export { REASONS, type Outcome, type Reason } from './outcome.js';
export { wilsonInterval, type ProportionInterval } from './wilson.js';
export { chiSquared, type ChiSquaredTest } from './chi-squared.js';
export { describeCounts, type CountsDescription } from './describe-counts.js';
export { cramersVLabel, type EffectLabel } from './effect-size.js';
