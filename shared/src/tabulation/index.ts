export * from './request.js';
export type * from './columns.js';
export type * from './tallies.js';
export type * from './protected-tallies.js';
export { TabulationError, type TabulationErrorCode } from './tabulation-error.js';
export { tabulate } from './tabulate.js';
export { protectTallies } from './protect-tallies.js';
