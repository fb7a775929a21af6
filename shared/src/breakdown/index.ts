export type * from './breakdown.js';
export { breakDown, type BreakdownInput } from './break-down.js';
export { optionShare } from './option-share.js';
