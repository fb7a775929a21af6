export * from './public.js';
export * from './inspect.js';
export * from './saved-views.js';
