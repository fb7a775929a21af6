import type { BreakdownRow, ItemBreakdown, Share } from '../breakdown/index.js';
import { adjustHolm, compareProportions, wilsonInterval } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';

/** What places are: the strata that evidence looks through for parts that stand apart. */
export type PlaceStratum = 'street' | 'stage';

/** A street or stage whose favourable share differs from all the others' by more than chance and by much. */
export interface PlaceDifference {
  readonly stratum: PlaceStratum;
  readonly row: BreakdownRow & { readonly favourable: Share };
  /** The other places taken together. */
  readonly rest: Share;
  /** Share of the place less that of the rest. */
  readonly difference: number;
  /** After Holm's adjustment over every place and item compared. */
  readonly pValue: number;
}

type Tables = Readonly<Record<PlaceStratum, ReadonlyMap<string, ItemBreakdown>>>;

interface Comparison extends Omit<PlaceDifference, 'pValue'> {
  readonly item: string;
  readonly p: number | null;
}

/**
 * Compares each street and each stage with the rest on every item, and keeps those that differ by much (at least
 * `CUT_OFFS.placeGap`) and by more than chance, after Holm's adjustment over all comparisons of the campaign.
 * Only the place farthest from the rest is kept at a time; the others are then compared again without it, lest one low
 * street make every other one look high.
 *
 * @returns by item code, in the order found
 */
export function placeDifferences(tables: Tables): Map<string, PlaceDifference[]> {
  const apart = new Map<string, PlaceDifference[]>();
  for (let round = 0; round < CUT_OFFS.placesNamed; round++) {
    const found = farthestPlaces(tables, apart);
    if (found.length === 0) break;
    for (const { item, ...difference } of found) {
      apart.set(item, [...(apart.get(item) ?? []), difference]);
    }
  }
  return apart;
}

/** Of each item and stratum the place that stands farthest apart, leaving out those known already. */
function farthestPlaces(
  tables: Tables,
  known: ReadonlyMap<string, readonly PlaceDifference[]>,
): (PlaceDifference & { readonly item: string })[] {
  const comparisons = (['street', 'stage'] as const).flatMap((stratum) =>
    [...tables[stratum].values()].flatMap((breakdown) => {
      const before = (known.get(breakdown.code) ?? []).filter((each) => each.stratum === stratum);
      return comparisonsOf(breakdown, stratum, new Set(before.map(({ row }) => row.key)));
    }),
  );
  const adjusted = adjustHolm(comparisons.map(({ p }) => p));
  if (!adjusted.ok) return [];
  const farthest = new Map<string, PlaceDifference & { readonly item: string }>();
  comparisons.forEach(({ p: _p, ...comparison }, index) => {
    const pValue = adjusted.value[index] ?? 1;
    const size = Math.abs(comparison.difference);
    if (pValue >= CUT_OFFS.significance || size < CUT_OFFS.placeGap) return;
    const key = `${comparison.stratum} ${comparison.item}`;
    if (size > Math.abs(farthest.get(key)?.difference ?? 0)) farthest.set(key, { ...comparison, pValue });
  });
  return [...farthest.values()];
}

function comparisonsOf(
  breakdown: ItemBreakdown,
  stratum: PlaceStratum,
  without: ReadonlySet<string | null>,
): Comparison[] {
  const rows = breakdown.rows.flatMap((row) =>
    row.favourable && !without.has(row.key) ? [{ ...row, favourable: row.favourable }] : [],
  );
  const all = rows.reduce(
    (sum, { favourable }) => ({ count: sum.count + favourable.count, n: sum.n + favourable.n }),
    { count: 0, n: 0 },
  );
  const restOf = ({ favourable }: { readonly favourable: Share }): Base => ({
    count: all.count - favourable.count,
    n: all.n - favourable.n,
  });
  const excess = excessSpread(rows.map((row) => zOf(row.favourable, restOf(row), 1)));
  const found = rows.flatMap((row): Comparison[] => {
    const rest = restOf(row);
    const comparison = compare(row.favourable, rest, excess);
    const share = wilsonInterval(rest.count, rest.n);
    if (!comparison.ok || !share.ok) return [];
    const { estimate, lower, upper } = share.value;
    const { difference, pValue } = comparison.value;
    return [
      {
        item: breakdown.code,
        stratum,
        row,
        rest: { ...rest, share: estimate, lower, upper },
        difference,
        p: pValue,
      },
    ];
  });
  // Of two places, each is the other's rest: one comparison, told of the lower one.
  return found.length === 2 ? found.filter(({ difference }) => difference < 0) : found;
}

interface Base {
  readonly count: number;
  readonly n: number;
}

/** Compares two shares whose answers are worth `excess` times fewer independent ones. */
const compare = (first: Base, second: Base, excess: number): ReturnType<typeof compareProportions> =>
  compareProportions(
    { count: first.count / excess, n: first.n / excess },
    { count: second.count / excess, n: second.n / excess },
  );

function zOf(first: Base, second: Base, excess: number): number {
  const comparison = compare(first, second, excess);
  return comparison.ok ? (comparison.value.z ?? 0) : 0;
}

/**
 * How many times more widely places spread than answers given one by one would: pupils of one school answer alike, and a
 * street has few schools. The mean square of the z scores after the farthest tenth at either end is drawn in, so that a
 * place that truly stands apart doesn't excuse itself; at least 1, and 1 where places are too few to tell.
 *
 * @see Spiegelhalter (2005), "Funnel plots for comparing institutional performance", section 4.2 and appendix A.3
 */
export function excessSpread(zScores: readonly number[]): number {
  if (zScores.length < CUT_OFFS.placesForSpread) return 1;
  const sorted = [...zScores].sort((a, b) => a - b);
  const drawnIn = Math.max(1, Math.round(sorted.length / 10));
  const [low, high] = [sorted[drawnIn]!, sorted[sorted.length - 1 - drawnIn]!];
  const squares = zScores.reduce((sum, z) => sum + Math.min(high, Math.max(low, z)) ** 2, 0);
  return Math.max(1, squares / zScores.length);
}
