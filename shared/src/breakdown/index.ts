export type * from './breakdown.js';
