import type { Overview } from '@duwen/shared/api';
import type { LocalizedText } from '@duwen/shared/i18n';

export type UnitRow = Overview['units'][number];

export const UNIT_COLUMNS = ['name', 'street', 'responses', 'frame', 'rate'] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];

export interface UnitSort {
  readonly column: UnitColumn;
  readonly descending: boolean;
}

/** Responses per person of the frame; null where one of them is withheld, unknown or zero. */
export const rateOf = (responses: number | null, frame: number | null): number | null =>
  responses === null || !frame ? null : responses / frame;

/**
 * The units that match the search, sorted. What has no value (withheld or unknown) comes last either way, so that it is never
 * read as the lowest.
 */
export function unitRows(
  units: readonly UnitRow[],
  search: string,
  sort: UnitSort | null,
  say: (text: LocalizedText) => string,
): UnitRow[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const matching = units.filter((unit) => {
    const text = `${unit.name.zh} ${unit.name.en ?? ''} ${unit.street ?? ''} ${unit.code}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (!sort) return matching;
  const collator = new Intl.Collator('zh-CN', { numeric: true });
  const valueOf = (unit: UnitRow): string | number | null => {
    if (sort.column === 'name') return say(unit.name);
    if (sort.column === 'rate') return rateOf(unit.responses, unit.frame);
    return unit[sort.column];
  };
  const sign = sort.descending ? -1 : 1;
  return matching.sort((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (typeof x === 'string' || typeof y === 'string') return sign * collator.compare(String(x), String(y));
    return sign * (x - y);
  });
}
