export {
  surveyDesign,
  degreesOfFreedom,
  type DesignColumns,
  type SingleUnitRule,
  type SurveyDesign,
} from './survey-design.js';
export { type Labels } from './labels.js';
export { type Domain } from './domain.js';
export { designMean, type DesignMean } from './design-mean.js';
export { designRatio, type DesignRatio } from './design-ratio.js';
export { designTTest, type DesignTTest } from './design-t-test.js';
export { poststratify, type PopulationCounts } from './poststratify.js';
export { rake, type Raking, type RakingMargin, type RakingOptions } from './rake.js';
export { adjustForNonResponse, type NonResponseAdjustment, type ResponseClass } from './non-response.js';
export { weightingLoss, type WeightingLoss } from './kish.js';
export { raoScott, type Categories } from './rao-scott.js';
export {
  interactionContrasts,
  raoScottOfTable,
  type EstimatedTable,
  type RaoScottTest,
} from './rao-scott-core.js';
export { designShareInterval, type DesignShareInterval } from './design-share-interval.js';
export { waldTest, type WaldTest } from './wald-test.js';
export { designDifference, type DesignDifference, type EstimateWithError } from './design-difference.js';
