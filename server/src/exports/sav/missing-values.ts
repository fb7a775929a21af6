import type { SavVariable } from './variable.js';

/** A variable's missing values as its record holds them: `code` says how many and of which sort. */
interface MissingValues {
  readonly code: 0 | 1 | 2 | 3 | -2 | -3;
  readonly values: readonly number[];
}

/**
 * SPSS takes up to three missing values, or a range and one more. More than three become a range where no labelled value that
 * counts lies between; else the three lowest are declared, and the rest are left to whoever reads the codebook.
 */
export function missingValues({ missing, valueLabels }: SavVariable): MissingValues {
  const values = [...new Set(missing)].sort((a, b) => a - b);
  if (values.length <= 3) return { code: values.length as 0 | 1 | 2 | 3, values };
  const counts = valueLabels.flatMap(([value]) =>
    typeof value === 'number' && !values.includes(value) ? [value] : [],
  );
  const isClear = (low: number, high: number): boolean =>
    !counts.some((value) => value >= low && value <= high);
  const [first, second] = values as [number, number];
  const [last, beforeLast] = [values.at(-1)!, values.at(-2)!];
  if (isClear(first, last)) return { code: -2, values: [first, last] };
  if (isClear(second, last)) return { code: -3, values: [second, last, first] };
  if (isClear(first, beforeLast)) return { code: -3, values: [first, beforeLast, last] };
  return { code: 3, values: values.slice(0, 3) };
}
