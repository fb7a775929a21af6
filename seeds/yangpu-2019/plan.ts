import type { Unit } from '@duwen/shared/codebook';
import { GROUP_CODES, USUAL_RETURNS, type GroupCode } from './groups.js';
import { Random, textKey } from './random.js';

/** How many members of a group answer at a unit. */
export interface Cell {
  readonly group: GroupCode;
  /** Index into the roster; null for a group that chooses no unit. */
  readonly unit: number | null;
  readonly returns: number;
}

/**
 * Shares `total` whole things out in proportion to `weights`, by largest remainders: the parts add up exactly.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (total * weight) / sum));
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((one, other) => other.rest - one.rest || one.index - other.index)
    .slice(0, left)
    .forEach(({ index }) => {
      parts[index] = (parts[index] ?? 0) + 1;
    });
  return parts;
}

/**
 * How willing the members of a group at a unit are to answer, before it is scaled to the group's total. Schools differ
 * as wholes, and a little more group by group; of a unit's two or three principals, about as many answer everywhere.
 */
function willingness(seed: number, unit: Unit, group: GroupCode): number {
  if (group === 'principal') return 1;
  const school = new Random(seed, textKey(unit.code), textKey('returns')).unit();
  const own = new Random(seed, textKey(unit.code), textKey(`returns:${group}`)).unit();
  return 0.46 + 0.26 * school + 0.12 * own;
}

/** How `responses` are spread over groups and units. The usual size gives the report's figures; others keep its proportions. */
export function planCells(seed: number, responses: number, units: readonly Unit[]): Cell[] {
  const perGroup = apportion(
    responses,
    GROUP_CODES.map((group) => USUAL_RETURNS[group]),
  );
  return GROUP_CODES.flatMap((group, index): Cell[] => {
    const total = perGroup[index] ?? 0;
    if (group === 'deputy') return [{ group, unit: null, returns: total }];
    const weights = units.map((unit) => (unit.frame[group] ?? 0) * willingness(seed, unit, group));
    return apportion(total, weights).flatMap((returns, unit) =>
      returns > 0 ? [{ group, unit, returns }] : [],
    );
  });
}
