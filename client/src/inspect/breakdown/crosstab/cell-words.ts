import { useTranslation } from 'react-i18next';
import type { Table, TableCell } from '@duwen/shared/breakdown';
import { formatCount, formatInterval, formatMean } from '../../../ui/format/numbers';
import { useFigureWords } from '../figure-words';
import { writtenCount, writtenMean, writtenShare, writtenShareInterval } from '../told-figures';

export interface CellWords {
  /** The figure as it stands in its cell; null where it is withheld. */
  readonly figure: (cell: TableCell) => string | null;
  /** Its interval; null where there is none. */
  readonly interval: (cell: TableCell) => string | null;
  /** What the cell says of itself; `where` names row and column. */
  readonly told: (where: string, cell: TableCell) => string;
}

/** A writer of a table's cells: the figure, and what it says of its base, method and interval. */
export function useCellWords({ request, disclosure }: Pick<Table, 'request' | 'disclosure'>): CellWords {
  const { t } = useTranslation('inspect');
  const words = useFigureWords(disclosure.minimumCell, request.weighted);
  const { measure, weighted } = request;
  const write = measure === 'count' ? writtenCount : measure === 'mean' ? writtenMean : writtenShare;
  const interval: CellWords['interval'] = ({ lower, upper, decimals }) => {
    if (lower === null || upper === null) return null;
    return measure === 'mean'
      ? `${formatMean(lower)}–${formatMean(upper)}`
      : writtenShareInterval(lower, upper, decimals);
  };
  const base = ({ count, n }: TableCell): string => {
    if (measure === 'count')
      return count === null || !weighted ? '' : t('told.cellPersons', { count: formatCount(count) });
    if (n === null) return '';
    return count === null || measure === 'mean' || measure === 'favourable'
      ? t('told.cellValid', { n: formatCount(n) })
      : t(`told.cellOf.${measure}`, { n: formatCount(n), count: formatCount(count) });
  };
  return {
    interval,
    figure: ({ value, bounds, decimals }) => {
      if (value !== null) return write(value, decimals);
      return bounds ? formatInterval(bounds.atLeast, bounds.atMost) : null;
    },
    told: (where, cell) => {
      const { value, bounds, method, designEffect, df, unweighted } = cell;
      if (value === null) {
        if (bounds) return words.bounds(where, bounds.atLeast, bounds.atMost, bounds.n);
        return cell.n === 0 ? t('told.empty', { where }) : words.withheld(where);
      }
      const written = interval(cell);
      return [
        t('told.cell', { where, measure: t(`measure.${measure}`), figure: write(value, cell.decimals) }),
        base(cell),
        written && method
          ? t('told.interval', { interval: written, how: words.making({ method, designEffect, df }) })
          : '',
        unweighted === null ? '' : t('told.weighted', { plain: write(unweighted) }),
      ].join('');
    },
  };
}
