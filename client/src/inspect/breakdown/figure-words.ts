import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, IntervalMethod, Share } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import { formatCount, formatMean, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useRowWords, type RowWords } from './row-words';
import { writtenShare, writtenShareInterval } from './told-figures';

/** How an interval was made. */
export interface IntervalMaking {
  readonly method: IntervalMethod | 't';
  readonly designEffect: number | null;
  /** Of a `design` interval; null: not said. */
  readonly df: number | null;
}

/** With fewer degrees of freedom than this an interval is wide for want of schools, whatever its n: that is said. */
const FEW_DF = 5;

/** What figures say of themselves: base, method, interval. */
export interface FigureWords {
  /** A favourable share. `where` names the row, and the item where a table has several. */
  readonly favourable: (where: string, share: Share) => string;
  /** The range that stands in for a share. */
  readonly bounds: (where: string, low: number, high: number, n: number) => string;
  /** A share of an option among valid answers; it has no interval of its own. */
  readonly option: (where: string, option: string, share: number, n: number) => string;
  /** A number of persons, and which. */
  readonly persons: (where: string, column: string, count: number, about: string) => string;
  /** `written`: as it stands in its cell, rounded where it is. */
  readonly mean: (where: string, written: string, row: BreakdownRow) => string;
  /** `（Wilson 法……）` */
  readonly making: (making: IntervalMaking) => string;
  readonly withheld: (where: string) => string;
}

/** A writer of how an interval was made, in the page's language. */
export function useIntervalWords(): (making: IntervalMaking) => string {
  const { t } = useTranslation('inspect');
  return ({ method, designEffect, df }) => {
    if (method !== 'design') return t(method === 't' ? 'told.t' : 'told.wilson');
    const few = df !== null && df < FEW_DF ? t('told.fewClusters', { df }) : '';
    return (
      (designEffect === null
        ? t('told.design')
        : t('told.designEffect', { deff: formatMean(designEffect) })) + few
    );
  };
}

/** A writer of figures' words, in the page's language. */
export function useFigureWords(minimumCell: number, weighted: boolean): FigureWords {
  const { t } = useTranslation('inspect');
  const making = useIntervalWords();
  return {
    making,
    favourable: (where, share) => {
      const { count, n, lower, upper, unweighted, decimals } = share;
      const parts = [
        t('told.favourable', { where, share: writtenShare(share.share, decimals) }),
        t('told.favourableBase', { n: formatCount(n), count: formatCount(count) }),
        t('told.interval', {
          interval: writtenShareInterval(lower, upper, decimals),
          how: making(share),
        }),
      ];
      if (weighted && unweighted !== null)
        parts.push(t('told.weighted', { plain: formatPercent(unweighted) }));
      return parts.join('');
    },
    bounds: (where, low, high, n) =>
      t('told.bounds', {
        where,
        low: formatPercent(low),
        high: formatPercent(high),
        n: formatCount(n),
        minimum: minimumCell,
      }),
    option: (where, option, share, n) =>
      t('told.option', { where, option, share: formatPercent(share), n: formatCount(n) }),
    persons: (where, column, count, about) =>
      t('told.persons', { where, column, count: formatCount(count), about }),
    mean: (where, written, { n, sd, meanLower, meanUpper, meanMethod }) =>
      [
        t('told.mean', { where, mean: written }),
        n === null ? '' : t('told.meanBase', { n: formatCount(n) }),
        meanLower === null || meanUpper === null || meanMethod === null
          ? ''
          : t('told.interval', {
              interval: `${formatMean(meanLower)}–${formatMean(meanUpper)}`,
              how: making({ method: meanMethod, designEffect: null, df: null }),
            }),
        sd === null ? '' : t('told.sd', { sd: formatMean(sd) }),
      ].join(''),
    withheld: (where) => `${where}${t('told.colon')}${t('figure.withheld', { minimum: minimumCell })}`,
  };
}

/** A namer of rows: the total by its word. */
function useRowName(): (row: Pick<BreakdownRow, 'key' | 'label'>) => string {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return ({ key, label }) => (key === null ? t('col.total') : say(label));
}

/** Everything that the cells of a table write with: made once a table, since a table has thousands of cells. */
export interface TableWords {
  readonly t: TFunction<'inspect'>;
  readonly say: (text: LocalizedText) => string;
  readonly name: (row: Pick<BreakdownRow, 'key' | 'label'>) => string;
  readonly told: FigureWords;
  /** What charts in a row show. */
  readonly charts: RowWords;
  readonly minimumCell: number;
  readonly weighted: boolean;
}

/** The writers of a table's cells. */
export function useTableWords(minimumCell: number, weighted: boolean): TableWords {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const name = useRowName();
  const told = useFigureWords(minimumCell, weighted);
  const charts = useRowWords();
  return { t, say, name, told, charts, minimumCell, weighted };
}
