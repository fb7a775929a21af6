export * from './public.js';
export * from './inspect.js';
