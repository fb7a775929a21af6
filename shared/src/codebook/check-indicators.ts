import type { Codebook, QuestionnaireProblem } from './codebook.js';
import { indicatorsOf, type Framework } from './framework.js';
import { ProblemList } from './problem-list.js';

/** A problem for each indicator that an item names and the framework doesn't have. */
export function checkIndicators(codebook: Codebook, framework: Framework): QuestionnaireProblem[] {
  const problems = new ProblemList();
  const known = new Set(indicatorsOf(framework).map(({ indicator }) => indicator.code));
  for (const item of codebook.items) {
    for (const indicator of item.indicators) {
      if (!known.has(indicator)) {
        problems.add(`${item.path}/indicators`, 'unknown-indicator', { indicator: indicator.slice(0, 40) });
      }
    }
  }
  return problems.all;
}
