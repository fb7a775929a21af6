import { useTranslation } from 'react-i18next';
import { optionShare, type BreakdownRow, type ItemBreakdown } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import { formatInterval } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { numberOr, type SheetCell, type SheetTable } from './sheet-cells';

interface Texts {
  readonly withheld: string;
  readonly total: string;
  readonly say: (text: LocalizedText) => string;
  /** The heads of the columns that every item has: item, row, asked, missing, don't know, n. */
  readonly heads: readonly string[];
  /** And of those of items with a favourable share: share, its interval's ends; and of scores: mean, SD. */
  readonly favourableHeads: readonly string[];
  readonly meanHeads: readonly string[];
}

/** An item's table as cells: everything that the screen shows, a column per option. */
export function itemCells(item: ItemBreakdown, rows: readonly BreakdownRow[], texts: Texts): SheetTable {
  const { withheld, total, say } = texts;
  const favourable = item.options.some((option) => option.favourable);
  const scored = item.kind === 'numeric' || item.options.some(({ score }) => score !== null);
  const head: SheetCell[] = [
    ...texts.heads,
    ...item.options.map(({ label }) => say(label)),
    ...(favourable ? texts.favourableHeads : []),
    ...(scored ? texts.meanHeads : []),
  ];
  const line = (row: BreakdownRow): SheetCell[] => {
    const empty = row.n === 0;
    const shown = (value: number | null, as: 'count' | 'percent' | 'mean'): SheetCell =>
      value === null && empty ? null : numberOr(value, as, withheld);
    return [
      `${item.code} ${say(item.title)}`,
      row.key === null ? total : say(row.label),
      shown(row.asked, 'count'),
      shown(row.missing, 'count'),
      shown(row.dontKnow, 'count'),
      shown(row.n, 'count'),
      ...item.options.map((_, index) => shown(optionShare(item, row, index), 'percent')),
      ...(favourable ? favourableOf(row, shown) : []),
      ...(scored ? [shown(row.mean, 'mean'), shown(row.sd, 'mean')] : []),
    ];
  };
  return { rows: [head, ...[item.total, ...rows].map(line)], heads: 1 };
}

/** Share, lower and upper; a range stands for the share as text, since it is none. */
function favourableOf(
  { favourable, favourableBounds }: BreakdownRow,
  shown: (value: number | null, as: 'percent') => SheetCell,
): SheetCell[] {
  if (favourableBounds)
    return [formatInterval(favourableBounds.atLeast, favourableBounds.atMost), null, null];
  const { share = null, lower = null, upper = null } = favourable ?? {};
  return [shown(share, 'percent'), shown(lower, 'percent'), shown(upper, 'percent')];
}

/** A maker of items' cells, in the page's language: the items' tables under each other, a line between. */
export function useItemCells(): (
  items: readonly { readonly item: ItemBreakdown; readonly rows: readonly BreakdownRow[] }[],
) => SheetTable {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const texts: Texts = {
    withheld: t('figure.withheldShort'),
    total: t('col.total'),
    say,
    heads: [t('copy.item'), t('col.row'), t('col.asked'), t('col.missing'), t('col.dontKnow'), t('col.n')],
    favourableHeads: [t('col.favourable'), t('copy.lower'), t('copy.upper')],
    meanHeads: [t('col.mean'), t('col.sd')],
  };
  return (items) => {
    const tables = items.map(({ item, rows }) => itemCells(item, rows, texts).rows);
    const rows = tables.flatMap((each, index) => (index === 0 ? each : [[null], ...each]));
    return { rows, heads: 1 };
  };
}
