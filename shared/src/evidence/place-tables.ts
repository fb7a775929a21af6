import { breakDown, unitsBehind, type ItemBreakdown, type UnitsBehind } from '../breakdown/index.js';
import type { CampaignCodebook, CampaignItem } from '../codebook/index.js';
import type { Columns } from '../tabulation/index.js';

/** Whole places, and single schools. */
export const WHOLE_PLACES = ['street', 'stage'] as const;
export type WholePlace = (typeof WHOLE_PLACES)[number];
export type PlaceStratum = WholePlace | 'unit';

/** One group's answers by place: only like is compared with like, so that no place stands apart by who answers there. */
export interface PlaceTables {
  readonly group: string;
  /** By stratum, then by item code; the total of each is the group. */
  readonly tables: Readonly<Record<PlaceStratum, ReadonlyMap<string, ItemBreakdown>>>;
  readonly unitsBehind: Readonly<Record<WholePlace, ReadonlyMap<string, UnitsBehind>>>;
}

export interface PlaceTablesInput {
  readonly columns: Columns;
  readonly codebook: CampaignCodebook;
  readonly groups: readonly string[];
  readonly minimumCell: number;
}

/** Answers that a school must have of a group on average, in minimum cells. */
const LEAST_CELLS = 4;

/**
 * The tables by place of each group that answers by the school: where a school has few answers of a group on average
 * (principals), nearly all of its figures would be withheld, and places cannot be compared.
 */
export function placeTables({ columns, codebook, groups, minimumCell }: PlaceTablesInput): PlaceTables[] {
  return groups.flatMap((group) => {
    const schools = [...unitsBehind(columns, group, 'unit').values()];
    const responses = schools.reduce((sum, each) => sum + each.responses, 0);
    if (schools.length === 0 || responses < LEAST_CELLS * minimumCell * schools.length) return [];
    const items = codebook.items.filter((item) => isRated(item) && item.wording.has(group));
    const request = {
      items: items.map(({ code }) => code),
      filter: { group: [group] },
      quality: 'all',
    } as const;
    const tableBy = (by: PlaceStratum): Map<string, ItemBreakdown> => {
      const made = breakDown({ columns, codebook, request: { ...request, by }, minimumCell, asOf: '' });
      return new Map(made.items.map((item) => [item.code, item]));
    };
    return [
      {
        group,
        tables: { street: tableBy('street'), stage: tableBy('stage'), unit: tableBy('unit') },
        unitsBehind: {
          street: unitsBehind(columns, group, 'street'),
          stage: unitsBehind(columns, group, 'stage'),
        },
      },
    ];
  });
}

/** Items that findings speak of by a favourable share. */
const isRated = ({ options, indicators, stratum, attention }: CampaignItem): boolean =>
  indicators.length > 0 &&
  stratum === null &&
  attention === null &&
  options.some(({ favourable }) => favourable);
