import { useTranslation } from 'react-i18next';
import { formatCount, formatInterval } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { useIntervalWords } from '../figure-words';
import { writtenShare, writtenShareInterval } from '../told-figures';
import type { PlotRow } from './plot-rows';

/** A writer of a plot's rows in the page's language. */
export interface PlotWords {
  readonly name: (row: PlotRow) => string;
  /** The whole figure: share, base, interval and its method, or why there is none. */
  readonly sentence: (row: PlotRow) => string;
  /** What stands in a table's cell or at a line's end: the share, the range that may be told, or that it is withheld. */
  readonly short: (row: PlotRow) => string;
  readonly base: (row: PlotRow) => string;
}

export function usePlotWords(minimumCell: number): PlotWords {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const making = useIntervalWords();
  const name = (row: PlotRow): string => (row.key === '' ? t('col.total') : say(row.label));
  return {
    name,
    sentence: (row) => {
      const { figure } = row;
      const said = { row: name(row) };
      switch (figure.kind) {
        case 'share':
          return t('plot.share', {
            ...said,
            share: writtenShare(figure.share, figure.decimals),
            interval: writtenShareInterval(figure.lower, figure.upper, figure.decimals),
            n: formatCount(figure.n),
            how: making(figure),
          });
        case 'bounds':
          return t('plot.bounds', {
            ...said,
            interval: formatInterval(figure.atLeast, figure.atMost),
            n: formatCount(figure.n),
          });
        case 'withheld':
          return t('plot.withheld', { ...said, minimum: minimumCell });
        case 'none':
          return t('plot.none', said);
      }
    },
    short: ({ figure }) => {
      switch (figure.kind) {
        case 'share':
          return writtenShare(figure.share, figure.decimals);
        case 'bounds':
          return formatInterval(figure.atLeast, figure.atMost);
        case 'withheld':
          return t('plot.withheldMark');
        case 'none':
          return t('plot.noneMark');
      }
    },
    base: ({ n }) => (n === null ? t('plot.withheldMark') : formatCount(n)),
  };
}
