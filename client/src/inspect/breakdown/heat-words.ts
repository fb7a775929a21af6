import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { formatCount, formatPercent, formatPoints } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useIntervalWords } from './figure-words';
import { writtenShare, writtenShareInterval } from './told-figures';

/** What was written of a row (which is of one item) and how: a cell that comes back into sight is not written anew. */
const written = new WeakMap<BreakdownRow, { readonly how: string; readonly text: string }>();

/** A writer of a heat map's cells: row, item, share, base, interval and its method, or why there is no figure. */
export function useHeatWords(minimumCell: number): (row: BreakdownRow, item: ItemBreakdown) => string {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const making = useIntervalWords();
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
      const { share, lower, upper, n, decimals } = row.favourable;
      const total = item.total.favourable;
      const told = t('heat.cell', {
        ...place,
        share: writtenShare(share, decimals),
        interval: writtenShareInterval(lower, upper, decimals),
        n: formatCount(n),
        how: making(row.favourable),
      });
      return row.key === null || !total
        ? told
        : told + t('heat.fromTotal', { points: formatPoints(share - total.share) });
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
