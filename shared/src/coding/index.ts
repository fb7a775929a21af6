export * from './answer-problem.js';
