import type { CampaignItem } from '@duwen/shared/codebook';
import { FIRST_CODE, NO_ANSWER } from '@duwen/shared/coding';
import { STRATA, type Columns, type StratumColumn } from '@duwen/shared/tabulation';
import type { HandedCampaign } from '@duwen/server/tabulation-workers/worker-pool';
import { Random } from '#seeds/yangpu-2019/random';

/** How large a made-up campaign is. */
export interface MadeUpShape {
  readonly rows: number;
  readonly items: number;
  readonly groups: number;
  readonly units: number;
}

const VALUES = [5, 4, 3, 2, 1, 9] as const;

/** A campaign of random answers on shared memory, as the matrix would hold it, without a store behind it. */
export function madeUpCampaign({ rows, items, groups, units }: MadeUpShape): HandedCampaign {
  const random = new Random(2019, rows);
  const list = Array.from({ length: items }, (_, index) => madeUpItem(`q${index}`, groups));
  const stratum = (prefix: string, number: number): StratumColumn => ({
    codes: filled(new Uint16Array(new SharedArrayBuffer(2 * rows)), () => 1 + random.below(number)),
    categories: Array.from({ length: number }, (_, index) => ({
      key: `${prefix}${index}`,
      label: { zh: `${prefix}${index}` },
    })),
  });
  const none: StratumColumn = { codes: new Uint16Array(new SharedArrayBuffer(2 * rows)), categories: [] };
  const columns: Columns = {
    length: rows,
    items: new Map(
      list.map(({ code }) => [
        code,
        filled(new Uint8Array(new SharedArrayBuffer(rows)), () =>
          random.chance(0.03) ? NO_ANSWER : FIRST_CODE + random.below(VALUES.length),
        ),
      ]),
    ),
    strata: {
      ...(Object.fromEntries(STRATA.map((name) => [name, none])) as Columns['strata']),
      group: stratum('g', groups),
      unit: stratum('u', units),
    },
    flags: new Uint8Array(new SharedArrayBuffer(rows)),
    live: new Uint8Array(new SharedArrayBuffer(rows)).fill(1),
  };
  return {
    id: `made-up-${rows}`,
    edition: 1,
    held: {
      columns,
      codebook: { items: list, byCode: new Map(list.map((item) => [item.code, item])) },
      frame: new Map(),
      about: { id: 'made-up', name: { zh: '随机' }, synthetic: true },
      minimumCell: 5,
    },
  };
}

function filled<T extends Uint8Array | Uint16Array>(array: T, code: () => number): T {
  for (let row = 0; row < array.length; row += 1) array[row] = code();
  return array;
}

function madeUpItem(code: string, groups: number): CampaignItem {
  return {
    code,
    kind: 'single',
    options: VALUES.map((value) => ({
      value,
      label: { zh: String(value) },
      score: value === 9 ? null : value,
      missing: value === 9,
      favourable: value === 5 || value === 4,
      exclusive: false,
      stage: null,
    })),
    scale: null,
    reverse: false,
    indicators: [],
    stratum: null,
    min: null,
    max: null,
    attention: null,
    wording: new Map(Array.from({ length: groups }, (_, group) => [`g${group}`, { zh: code }])),
  };
}
