import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { wilsonInterval } from '@duwen/shared/statistics';

/** A row of `count` favourable answers of `n`, as a breakdown has it. */
export function sampleRow(key: string | null, count: number, n: number): BreakdownRow {
  const interval = wilsonInterval(count, n);
  if (!interval.ok) throw new Error('a sample row needs answers');
  const { estimate, lower, upper } = interval.value;
  return {
    ...emptyRow(key),
    asked: n,
    n,
    favourable: {
      ...({} as NonNullable<BreakdownRow['favourable']>),
      count,
      n,
      share: estimate,
      lower,
      upper,
      method: 'wilson',
    },
  };
}

/** A row of which nothing may be told. */
export const withheldRow = (key: string): BreakdownRow => ({ ...emptyRow(key), suppression: 'row' });

/** A row of which only a range may be told. */
export const boundedRow = (key: string, atLeast: number, atMost: number, n: number): BreakdownRow => ({
  ...emptyRow(key),
  suppression: 'cells',
  asked: n,
  n,
  favourableBounds: { n, atLeast, atMost },
});

const emptyRow = (key: string | null): BreakdownRow => ({
  ...({} as BreakdownRow),
  key,
  label: { zh: key ?? '合计' },
  suppression: 'none',
  asked: null,
  missing: null,
  dontKnow: null,
  n: null,
  counts: [],
  favourable: null,
  favourableBounds: null,
});

/** An item with a scale, split into these rows. */
export const sampleItem = (total: BreakdownRow, rows: readonly BreakdownRow[]): ItemBreakdown => ({
  code: 'FAC1',
  kind: 'single',
  title: { zh: '校舍设施' },
  indicators: [],
  scale: null,
  options: [
    { value: 1, label: { zh: '满意' }, score: 2, missing: false, favourable: true },
    { value: 2, label: { zh: '不满意' }, score: 1, missing: false, favourable: false },
  ],
  total,
  rows,
  test: null,
  noTest: null,
});
