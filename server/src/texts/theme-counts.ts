import type { ThemeCounts } from '@duwen/shared/api';
import { withholdSmall } from '../analysis/withhold-small.js';

/** An answer that at least one coder has coded. */
export interface CodedAnswer {
  readonly group: string;
  /** Each coder's themes. */
  readonly codes: readonly (readonly string[])[];
  /** What was agreed on. */
  readonly settled: readonly string[] | null;
}

/**
 * How many coded answers speak of each theme, by group: what was settled, else what more than half of the coders gave.
 * Withheld are counts of 1 to minimum − 1 of answers that do, or do not, speak of a theme, and as many more as it takes that
 * no total gives one away; groups with fewer coded answers altogether.
 *
 * @param themes ids, in the order wanted
 * @param groups codes, in the order wanted
 */
export function themeCounts(
  answers: readonly CodedAnswer[],
  themes: readonly string[],
  groups: readonly string[],
  minimum: number,
): ThemeCounts {
  const coded = groups.map((group) => answers.filter((answer) => answer.group === group));
  const told = (count: number): number | null => (count > 0 && count < minimum ? null : count);
  const shownSizes = withholdSmall([coded.map(({ length }) => length)], minimum)[0]!;
  return {
    groups,
    coded: shownSizes,
    all: told(answers.length),
    themes: themes.map((theme) => {
      const given = coded.map((own) => own.filter((answer) => speaksOf(answer, theme)).length);
      const rest = coded.map(({ length }, group) => length - given[group]!);
      const [counts] = withholdSmall([given, rest], minimum) as [(number | null)[]];
      const all = given.reduce((sum, count) => sum + count, 0);
      const isTold = told(all) !== null && told(answers.length - all) !== null;
      return {
        theme,
        counts: counts.map((count, group) => (shownSizes[group] === null || !isTold ? null : count)),
        all: isTold ? all : null,
      };
    }),
    unsettled: answers.filter((answer) => answer.settled === null && differ(answer.codes)).length,
    minimumCell: minimum,
  };
}

function speaksOf({ codes, settled }: CodedAnswer, theme: string): boolean {
  if (settled) return settled.includes(theme);
  return codes.filter((code) => code.includes(theme)).length * 2 > codes.length;
}

const differ = (codes: readonly (readonly string[])[]): boolean =>
  new Set(codes.map((code) => [...code].sort().join(' '))).size > 1;
