export * from './request.js';
export type * from './columns.js';
