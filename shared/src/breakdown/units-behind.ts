import type { Columns, Stratum } from '../tabulation/index.js';

/** The schools (or other units) that the answers of a category come from. */
export interface UnitsBehind {
  readonly number: number;
  readonly responses: number;
  /** Σ size² of the units: responses²/squares is how many units of equal size they are worth. */
  readonly squares: number;
}

/**
 * From how many units one group's responses come, for each category of a stratum.
 *
 * @returns by the category's key; categories without a response, and responses without a unit, are left out
 */
export function unitsBehind(columns: Columns, group: string, stratum: Stratum): Map<string, UnitsBehind> {
  const { length, live, strata } = columns;
  const { codes, categories } = strata[stratum];
  const wanted = strata.group.categories.findIndex(({ key }) => key === group) + 1;
  const width = categories.length + 1;
  const sizes = new Uint32Array(width * (strata.unit.categories.length + 1));
  for (let index = 0; index < length; index++) {
    if (live[index] !== 1 || wanted === 0 || strata.group.codes[index] !== wanted) continue;
    const cell = strata.unit.codes[index]! * width + codes[index]!;
    sizes[cell] = sizes[cell]! + 1;
  }
  const found = new Map<string, UnitsBehind>();
  for (let cell = width; cell < sizes.length; cell++) {
    const size = sizes[cell]!;
    const category = categories[(cell % width) - 1];
    if (size === 0 || !category) continue;
    const { number, responses, squares } = found.get(category.key) ?? { number: 0, responses: 0, squares: 0 };
    found.set(category.key, {
      number: number + 1,
      responses: responses + size,
      squares: squares + size * size,
    });
  }
  return found;
}
