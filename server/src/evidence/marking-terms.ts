import { keyTerms, type KeyTerm } from '@duwen/shared/statistics';
import { isShowable } from './content-words.js';

/** From this many standard errors on a term marks its answers. */
const LEAST_Z = 2;

/** How many answers there are, and how many of them use each word. */
export interface WordCounts {
  readonly answers: number;
  readonly using: ReadonlyMap<string, number>;
}

/** Counts the words of answers, once per answer. */
export function countWords(answers: readonly { readonly words: ReadonlySet<string> }[]): WordCounts {
  const using = new Map<string, number>();
  for (const { words } of answers) for (const word of words) using.set(word, (using.get(word) ?? 0) + 1);
  return { answers: answers.length, using };
}

/** Which marking terms are told. */
export interface MarkingLimits {
  readonly minimum: number;
  readonly most: number;
  readonly mayBeTold: (term: string) => boolean;
}

/**
 * The terms that some answers use more than the rest of all do, counted in answers, the most marking first. No term is told
 * that fewer than `minimum` of the answers use, or that all but fewer than `minimum` of them do.
 *
 * @param own of the answers in question, which are among `all`
 * @param mayBeTold further terms are left out
 */
export function markingTerms(
  own: WordCounts,
  all: WordCounts,
  { minimum, most, mayBeTold }: MarkingLimits,
): KeyTerm[] {
  const others = new Map([...all.using].map(([word, count]) => [word, count - (own.using.get(word) ?? 0)]));
  const terms = keyTerms(own.using, others);
  if (!terms.ok) return [];
  const marking: KeyTerm[] = [];
  for (const term of terms.value) {
    if (term.z < LEAST_Z || marking.length === most) break;
    const told = term.count >= minimum && isWhole(own.answers - term.count, minimum);
    if (told && isShowable(term.term) && mayBeTold(term.term)) marking.push(term);
  }
  return marking;
}

/** Nobody, or enough people to be counted. */
export const isWhole = (count: number, minimum: number): boolean => count === 0 || count >= minimum;
