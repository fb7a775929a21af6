import type { GroupTerms } from '@duwen/shared/evidence';
import { mayBeAttributed } from '@duwen/shared/tabulation';
import { countWords, markingTerms } from './marking-terms.js';
import type { ReadAnswer } from './read-answers.js';

const MOST_TERMS = 8;

/**
 * Which terms mark each group's answers to an open item, held against the other groups who were asked the same.
 *
 * @param answers see `readAnswers`
 * @param minimum the campaign's minimum cell: rarer terms are not shown, nor groups of fewer answers, nor what one unit says
 * @returns by item, the groups as their answers come; groups that no term marks are left out
 */
export function groupTerms(answers: readonly ReadAnswer[], minimum: number): GroupTerms[] {
  const items = [...new Set(answers.map(({ item }) => item))].sort();
  return items.flatMap((item) => {
    const asked = answers.filter((answer) => answer.item === item);
    const all = countWords(asked);
    return [...new Set(asked.map(({ group }) => group))].flatMap((group): GroupTerms[] => {
      const own = asked.filter((answer) => answer.group === group);
      if (own.length < minimum) return [];
      const terms = markingTerms(countWords(own), all, {
        minimum,
        most: MOST_TERMS,
        mayBeTold: (term) =>
          mayBeAttributed(
            own.filter(({ words }) => words.has(term)),
            own,
            minimum,
          ),
      });
      if (terms.length === 0) return [];
      const told = terms.map(({ term, count, z }) => ({ term, count, z }));
      return [{ item, group, answers: own.length, terms: told }];
    });
  });
}
