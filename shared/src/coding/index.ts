export type * from './answer-problem.js';
export * from './row.js';
export * from './quality-flags.js';
