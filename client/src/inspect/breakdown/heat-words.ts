import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { formatCount, formatInterval, formatPercent, formatPoints } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';

/** What was written of a row (which is of one item) and how: a cell that comes back into sight is not written anew. */
const written = new WeakMap<BreakdownRow, { readonly how: string; readonly text: string }>();

/** A writer of a heat map's cells: row, item, share, interval and base, or why there is no figure. */
export function useHeatWords(minimumCell: number): (row: BreakdownRow, item: ItemBreakdown) => string {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const how = `${locale} ${minimumCell}`;
  return (row, item) => {
    const before = written.get(row);
    if (before?.how === how) return before.text;
    const text = write(row, item);
    written.set(row, { how, text });
    return text;
  };

  function write(row: BreakdownRow, item: ItemBreakdown): string {
    const place = { row: row.key === null ? t('col.total') : say(row.label), item: say(item.title) };
    if (row.favourable) {
      const { share, lower, upper, n } = row.favourable;
      return t('heat.cell', {
        ...place,
        share: formatPercent(share),
        interval: formatInterval(lower, upper),
        n: formatCount(n),
        points: formatPoints(share - (item.total.favourable?.share ?? share)),
      });
    }
    if (row.favourableBounds) {
      const { atLeast, atMost, n } = row.favourableBounds;
      return t('heat.cellBounds', {
        ...place,
        low: formatPercent(atLeast),
        high: formatPercent(atMost),
        n: formatCount(n),
      });
    }
    if (row.n === 0) return t('heat.cellEmpty', place);
    return t('heat.cellWithheld', { ...place, why: t('figure.withheld', { minimum: minimumCell }) });
  }
}
