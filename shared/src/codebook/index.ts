export * from './codebook.js';
export * from './campaign-codebook.js';
export * from './compile-questionnaire.js';
export * from './check-indicators.js';
export * from './framework.js';
export * from './json-pointer.js';
export * from './unit.js';
export * from './stage-titles.js';
export type * from './fact.js';
