import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { favourableShares } from '@duwen/shared/statistics';
import type { Segment } from '../../ui/charts/diverging-geometry';
import { formatCount, formatInterval, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';

/** What a row's charts show, in words. */
export interface RowWords {
  /** A diverging bar: every option with its share. */
  readonly bar: (
    row: BreakdownRow,
    options: ItemBreakdown['options'],
    segments: readonly Segment[],
  ) => string;
  /** An interval mark: share, interval and base, or the range that may be told. Null where nothing may be. */
  readonly interval: (row: BreakdownRow) => string | null;
  /** The favourable share of those with an opinion and of all who answered; null where nobody said "don't know". */
  readonly bothBases: (row: BreakdownRow) => string | null;
}

/** A writer of what charts show, in the page's language. */
export function useRowWords(): RowWords {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return {
    bar: (row, options, segments) => {
      const parts = [...segments].reverse().map(({ option, share }) => {
        const written = formatPercent(share);
        return option === null
          ? t('bar.withheld', { share: written })
          : t('bar.part', { option: say(options[option]!.label), share: written });
      });
      return t('bar.label', { row: say(row.label), parts: parts.join(', ') });
    },
    bothBases: ({ favourable, dontKnow }) => {
      if (!favourable || !dontKnow) return null;
      const shares = favourableShares(favourable.count, favourable.n, dontKnow);
      if (!shares.ok) return null;
      const { ofAnswered } = shares.value;
      return t('col.favourable.bothBases', {
        valid: formatPercent(favourable.share),
        answered: formatPercent(ofAnswered.estimate),
        interval: formatInterval(ofAnswered.lower, ofAnswered.upper),
        n: formatCount(ofAnswered.n),
      });
    },
    interval: (row) => {
      const { favourable, favourableBounds } = row;
      if (favourable) {
        return t('interval.label', {
          row: say(row.label),
          share: formatPercent(favourable.share),
          interval: formatInterval(favourable.lower, favourable.upper),
          n: formatCount(favourable.n),
        });
      }
      if (!favourableBounds) return null;
      return t('interval.boundsLabel', {
        row: say(row.label),
        low: formatPercent(favourableBounds.atLeast),
        high: formatPercent(favourableBounds.atMost),
        n: formatCount(favourableBounds.n),
      });
    },
  };
}
