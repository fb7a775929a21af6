import { funnelTest } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import {
  keptAfterHolm,
  restOf,
  spreadOfSchools,
  toldRows,
  type PlaceComparison,
  type PlaceDifference,
} from './place-differences.js';
import type { PlaceTables } from './place-tables.js';

/**
 * Single schools that stand out beyond the usual spread of schools, one group at a time: each is held against the funnel
 * that the others make (their common share and their own spread, without it), with Holm's adjustment over the schools.
 *
 * @param tables see `comparableTables`
 * @param whole streets and stages that stand apart: of their item and group no school is named, since the place
 *   says it better, and its figure less that of a school would tell of the others
 * @returns of each item at most `CUT_OFFS.schoolsNamed` schools, each of the group where it is most beyond chance
 */
export function schoolDifferences(
  tables: readonly PlaceTables[],
  whole: readonly PlaceDifference[],
): PlaceDifference[] {
  const items = new Set(tables.flatMap((each) => [...each.tables.unit.keys()]));
  return [...items].flatMap((item) => {
    const open = tables.filter(
      ({ group }) => !whole.some((place) => place.item === item && place.group === group),
    );
    const kept = open
      .flatMap((each) => keptAfterHolm(comparisonsOf(each, item)))
      .sort((a, b) => a.pValue - b.pValue);
    const once = kept.filter(
      (each, index) => kept.findIndex(({ row }) => row.key === each.row.key) === index,
    );
    return once.slice(0, CUT_OFFS.schoolsNamed);
  });
}

function comparisonsOf({ group, tables }: PlaceTables, item: string): PlaceComparison[] {
  const schools = toldRows(tables.unit.get(item));
  return schools.flatMap((row): PlaceComparison[] => {
    if (row.favourable.n < CUT_OFFS.schoolBase) return [];
    const others = schools.filter((other) => other !== row);
    const [rest, spread] = [restOf(others), spreadOfSchools(others)];
    if (!rest || spread === null) return [];
    const test = funnelTest(row.favourable, rest.share, spread);
    if (!test.ok) return [];
    const difference = row.favourable.share - rest.share;
    return [{ item, group, stratum: 'unit', row, rest, difference, p: test.value.pValue, schools: 1 }];
  });
}
