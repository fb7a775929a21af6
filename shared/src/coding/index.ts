export type * from './answer-problem.js';
export * from './choices.js';
export * from './create-coder.js';
export * from './quality-flags.js';
export * from './row.js';
