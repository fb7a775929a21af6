import type { ItemBreakdown } from '../breakdown/index.js';
import type { PlaceStratum, PlaceTables } from './place-tables.js';

/**
 * Tables by place, less the items where they and the groups' table would tell of each other.
 *
 * Each table is protected on its own. Two that share a row, here the group (a row of one, the total of the other),
 * are safe together as well where both print that row's figure: whatever else is withheld in either can then vary
 * without the other. Where one withholds what the other prints, places less or plus each other would give it away: such an
 * item is not compared by place for that group. Tables of different groups share nobody.
 */
export function comparableTables(
  byGroup: ReadonlyMap<string, ItemBreakdown>,
  places: readonly PlaceTables[],
): PlaceTables[] {
  return places.map((each) => {
    const printed = (item: string): boolean =>
      byGroup.get(item)?.rows.some(({ key, favourable }) => key === each.group && favourable !== null) ??
      false;
    const comparable = (stratum: PlaceStratum): ReadonlyMap<string, ItemBreakdown> =>
      new Map(
        [...each.tables[stratum]].filter(([item, { total }]) => total.favourable !== null && printed(item)),
      );
    return {
      ...each,
      tables: { street: comparable('street'), stage: comparable('stage'), unit: comparable('unit') },
    };
  });
}
