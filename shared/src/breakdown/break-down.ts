import type { CampaignCodebook, CampaignItem } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import { wilsonInterval } from '../statistics/index.js';
import {
  protectTallies,
  tabulate,
  type BreakdownRequest,
  type Columns,
  type ItemTally,
  type ProtectedItem,
  type ProtectedRow,
  type RowTally,
  type Tallies,
} from '../tabulation/index.js';
import type { Breakdown, BreakdownRow, ItemBreakdown, Share } from './breakdown.js';
import { meanAndSd } from './mean-and-sd.js';
import { testBetweenRows } from './test-between-rows.js';

/** What a breakdown is made from. */
export interface BreakdownInput {
  readonly columns: Columns;
  readonly codebook: CampaignCodebook;
  readonly request: BreakdownRequest;
  /** Counts of 1 to minimumCell − 1 are withheld. */
  readonly minimumCell: number;
  /** When `columns` was last brought up to date, ISO 8601. */
  readonly asOf: string;
}

const TOTAL: LocalizedText = { zh: '合计', en: 'Total' };

/**
 * Answers a request: per item and row the counts, the favourable share with its Wilson interval, mean and SD, and a
 * test between rows, after disclosure control.
 *
 * @throws TabulationError for an item code or a filter category that the campaign does not have
 */
export function breakDown({ columns, codebook, request, minimumCell, asOf }: BreakdownInput): Breakdown {
  const tallies = tabulate(columns, codebook, request);
  const { responses, items } = protectTallies(tallies, minimumCell);
  return {
    request,
    minimumCell,
    responses,
    items: items.map((item, index) => itemBreakdown(tallies, tallies.items[index]!, item)),
    asOf,
  };
}

function itemBreakdown(tallies: Tallies, tally: ItemTally, item: ProtectedItem): ItemBreakdown {
  const { code, kind, indicators, scale, options } = tally.item;
  const rows = item.rows.map((row, index) =>
    breakdownRow(tally.item, tally.rows[index]!, row, tallies.categories[index]!),
  );
  const test = testBetweenRows(rows);
  const canBeTested = rows.length > 0 && options.some(({ favourable }) => favourable);
  return {
    code,
    kind,
    title: titleOf(tally.item, tallies.request),
    indicators,
    scale: scale && { code: scale.code, label: scale.label, type: scale.type },
    options: options.map(({ value, label, score, missing, favourable }) => ({
      value,
      label,
      score,
      missing,
      favourable,
    })),
    total: breakdownRow(tally.item, tally.total, item.total, { key: null, label: TOTAL }),
    rows,
    test: test.ok ? test.value : null,
    noTest: test.ok || !canBeTested ? null : test.reason,
  };
}

/** The wording put to the groups that are looked at; to the first group that is asked where all are. */
function titleOf({ code, wording }: CampaignItem, { filter }: BreakdownRequest): LocalizedText {
  const groups = filter.group?.length ? filter.group : [...wording.keys()];
  const group = groups.find((candidate) => wording.has(candidate));
  return (group === undefined ? undefined : wording.get(group)) ?? [...wording.values()][0] ?? { zh: code };
}

function breakdownRow(
  item: CampaignItem,
  tally: RowTally,
  row: ProtectedRow,
  { key, label }: { readonly key: string | null; readonly label: LocalizedText },
): BreakdownRow {
  const { suppression, asked, missing, dontKnow, n, counts, favourable, favourableBounds } = row;
  return {
    key,
    label,
    suppression,
    asked,
    missing,
    dontKnow,
    n,
    counts,
    favourable: favourable === null || n === null ? null : shareOf(favourable, n),
    favourableBounds: favourableBounds && n !== null ? { n, ...favourableBounds } : null,
    ...meanAndSd(item, tally, row.scores),
  };
}

/** null where nobody gave a valid answer. */
function shareOf(count: number, n: number): Share | null {
  const interval = wilsonInterval(count, n);
  if (!interval.ok) return null;
  const { estimate, lower, upper } = interval.value;
  return { count, n, share: estimate, lower, upper, method: 'wilson', designEffect: null };
}
