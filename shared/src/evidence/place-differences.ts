import type { BreakdownRow, ItemBreakdown, Share, UnitsBehind } from '../breakdown/index.js';
import { adjustHolm, betweenUnitVariance, clusteredDifference, wilsonInterval } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { WHOLE_PLACES, type PlaceStratum, type PlaceTables, type WholePlace } from './place-tables.js';

/** A row whose favourable share is told. */
export type ToldRow = BreakdownRow & { readonly favourable: Share };

/** A place where a group's favourable share differs from the same group's elsewhere by much and by more than chance. */
export interface PlaceDifference {
  readonly item: string;
  readonly group: string;
  readonly stratum: PlaceStratum;
  readonly row: ToldRow;
  /** The same group in the other places taken together. */
  readonly rest: Share;
  /** Share of the place less that of the rest. */
  readonly difference: number;
  /** After Holm's adjustment. */
  readonly pValue: number;
  /** How many schools (or other units) the place rests on. */
  readonly schools: number;
}

/** A difference before the adjustment. */
export type PlaceComparison = Omit<PlaceDifference, 'pValue'> & { readonly p: number };

/**
 * Compares each street and each stage with the rest, one group at a time, on every item, and keeps those that differ by
 * much (`CUT_OFFS.placeGap`) and by more than chance after Holm's adjustment over all comparisons of the campaign. Chance
 * takes in how far single schools differ. Only the place farthest from the rest is kept at a time; the others are then
 * compared again without it, lest one low street make every other one look high.
 *
 * Of an item and group either streets or stages are kept, whichever lie farther apart: figures of both could be
 * subtracted from each other where one lies within the other.
 *
 * @param tables see `comparableTables`
 * @returns those of one item and group from the farthest on
 */
export function placeDifferences(tables: readonly PlaceTables[]): PlaceDifference[] {
  const apart: PlaceDifference[] = [];
  for (let round = 0; round < CUT_OFFS.placesNamed; round++) {
    const found = farthestPlaces(tables, apart);
    if (found.length === 0) break;
    apart.push(...found);
  }
  return apart.filter((each) => {
    const farthest = apart
      .filter(({ item, group }) => item === each.item && group === each.group)
      .reduce((most, other) => (Math.abs(other.difference) > Math.abs(most.difference) ? other : most));
    return each.stratum === farthest.stratum;
  });
}

/** Of each item, group and stratum the place that stands farthest apart, leaving out those known already. */
function farthestPlaces(
  tables: readonly PlaceTables[],
  known: readonly PlaceDifference[],
): PlaceDifference[] {
  const comparisons = tables.flatMap((each) =>
    WHOLE_PLACES.flatMap((stratum) =>
      [...each.tables[stratum].keys()].flatMap((item) => comparisonsOf(each, stratum, item, known)),
    ),
  );
  const farthest = new Map<string, PlaceDifference>();
  for (const found of keptAfterHolm(comparisons)) {
    const key = JSON.stringify([found.item, found.group, found.stratum]);
    const before = farthest.get(key);
    if (!before || Math.abs(found.difference) > Math.abs(before.difference)) farthest.set(key, found);
  }
  return [...farthest.values()];
}

/** Comparisons that are beyond chance after Holm's adjustment over all of them, and large enough to tell. */
export function keptAfterHolm(comparisons: readonly PlaceComparison[]): PlaceDifference[] {
  const adjusted = adjustHolm(comparisons.map(({ p }) => p));
  if (!adjusted.ok) return [];
  return comparisons.flatMap(({ p: _p, ...comparison }, index) => {
    const pValue = adjusted.value[index] ?? 1;
    const kept = pValue < CUT_OFFS.significance && Math.abs(comparison.difference) >= CUT_OFFS.placeGap;
    return kept ? [{ ...comparison, pValue }] : [];
  });
}

function comparisonsOf(
  { group, tables, unitsBehind }: PlaceTables,
  stratum: WholePlace,
  item: string,
  known: readonly PlaceDifference[],
): PlaceComparison[] {
  const spread = spreadOfSchools(toldRows(tables.unit.get(item)));
  if (spread === null) return [];
  const without = new Set(
    known
      .filter((each) => each.item === item && each.group === group && each.stratum === stratum)
      .map(({ row }) => row.key),
  );
  const rows = toldRows(tables[stratum].get(item)).flatMap((row) => {
    const units = unitsBehind[stratum].get(row.key!);
    if (!units || without.has(row.key)) return [];
    return [{ ...row, favourable: shareOfPlace(row.favourable, worth(units), spread), units }];
  });
  const found = rows.flatMap((row): PlaceComparison[] => {
    const others = rows.filter((other) => other !== row);
    const rest = restOf(others);
    const [own, elsewhere] = [row.units, joined(others.map(({ units }) => units))];
    if (!rest || Math.min(own.number, elsewhere.number) < CUT_OFFS.placeSchools[stratum]) return [];
    const comparison = clusteredDifference(
      { ...row.favourable, units: worth(own) },
      { ...rest, units: worth(elsewhere) },
      spread,
    );
    if (!comparison.ok) return [];
    const difference = row.favourable.share - rest.share;
    return [{ item, group, stratum, row, rest, difference, p: comparison.value.pValue, schools: own.number }];
  });
  // Of two places, each is the other's rest: one comparison, told of the lower one.
  return rows.length === 2 ? found.filter(({ difference }) => difference < 0) : found;
}

/** Degrees of freedom from which a place's own schools tell how schools differ. */
const OWN_SPREAD_FROM = 4;

/**
 * A place's share with an interval that knows of its schools. Of few schools alone hardly anything can be known of how
 * schools differ: there the usual spread of all schools stands in, as in the comparison with the rest.
 */
function shareOfPlace(favourable: Share, units: number, spread: number): Share {
  const { count, n, method, df } = favourable;
  if (method === 'design' && df !== null && df >= OWN_SPREAD_FROM) return favourable;
  const effectiveN = 1 / (1 / n + spread / units);
  const interval = wilsonInterval((count / n) * effectiveN, effectiveN);
  if (!interval.ok) return favourable;
  const { lower, upper } = interval.value;
  return { ...favourable, lower, upper, method: 'design', designEffect: n / effectiveN, df: null };
}

export function toldRows(breakdown: ItemBreakdown | undefined): ToldRow[] {
  return (breakdown?.rows ?? []).flatMap((row) =>
    row.key !== null && row.favourable ? [{ ...row, favourable: row.favourable }] : [],
  );
}

/** τ² of single schools; null where too few can be read to tell. */
export function spreadOfSchools(schools: readonly ToldRow[]): number | null {
  if (schools.length < CUT_OFFS.schoolsForSpread) return null;
  const variance = betweenUnitVariance(schools.map(({ favourable }) => favourable));
  return variance.ok ? variance.value : null;
}

/** Rows taken together. */
export function restOf(rows: readonly ToldRow[]): Share | null {
  const count = rows.reduce((sum, { favourable }) => sum + favourable.count, 0);
  const n = rows.reduce((sum, { favourable }) => sum + favourable.n, 0);
  const interval = wilsonInterval(count, n);
  if (!interval.ok) return null;
  const { estimate, lower, upper } = interval.value;
  return {
    count,
    n,
    share: estimate,
    lower,
    upper,
    method: 'wilson',
    designEffect: null,
    df: null,
    unweighted: null,
  };
}

const joined = (units: readonly UnitsBehind[]): UnitsBehind =>
  units.reduce(
    (sum, each) => ({
      number: sum.number + each.number,
      responses: sum.responses + each.responses,
      squares: sum.squares + each.squares,
    }),
    { number: 0, responses: 0, squares: 0 },
  );

/** How many schools of equal size. */
const worth = ({ responses, squares }: UnitsBehind): number => (squares === 0 ? 0 : responses ** 2 / squares);
