export * from './public.js';
export * from './inspect.js';
export * from './saved-views.js';
export * from './exports.js';
export * from './withdrawals.js';
export * from './quality.js';
export * from './texts.js';
